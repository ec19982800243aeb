package org.symbolon.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.symbolon.audit.Event;
import org.symbolon.client.Preferences.Logout;
import org.symbolon.issuer.Issuer;

/**
 * {@code prompt=select_account} (OpenID Connect Core §3.1.2.1) at an issuer with two ways to sign
 * in: one browser, several people.
 */
class SelectAccountTest {
  private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

  private static TestGateway gateway;
  private TestBrowser browser;

  @BeforeAll
  static void start() {
    gateway = TestGateway.start();
    gateway.clients.add(
        TestClients.with(
            TestClients.client(
                "shop", false, List.of("https://shop.example/cb"), Issuer.OnRefused.NARROW),
            new Logout(List.of(), Optional.empty(), false, Optional.empty(), false),
            true));
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @BeforeEach
  void anaIsSignedIn() {
    browser = gateway.browser();
    Answer choice = browser.follow(browser.get(authorize("")));
    Answer code = atCampus(browser.get(choice.link("The campus (campus)")), "ana");
    assertThat(code.nextQuery()).containsKey("code");
    assertThat(signedIn()).isEqualTo("ana");
    gateway.events.clear();
  }

  @Test
  void the_person_is_asked_though_somebody_is_signed_in_and_the_institution_asks_too() {
    Answer choice = browser.follow(browser.get(authorize("&prompt=select_account")));
    assertThat(choice.body()).contains("How do you want to sign in?", "The campus", "A local");
    browser.get(choice.link("The campus (campus)"));
    assertThat(gateway.campus.asked.chooseAccount()).isTrue();
    assertThat(gateway.campus.asked.anew()).isFalse();
  }

  @Test
  void somebody_else_is_chosen_and_gets_the_answer_and_the_session() {
    String before = browser.cookies.get("symbolon-session-annex");
    Answer choice = browser.follow(browser.get(authorize("&prompt=select_account")));
    Answer password = browser.get(choice.link("A local account"));
    Answer code =
        browser.follow(
            browser.submit(password, Map.of("username", "lena", "password", TestGateway.PASSWORD)));

    assertThat(code.nextQuery()).containsKey("code");
    assertThat(signedIn()).isEqualTo("lena");
    assertThat(gateway.events)
        .filteredOn(Event.SessionEnded.class::isInstance)
        .singleElement()
        .satisfies(event -> assertThat(((Event.SessionEnded) event).username()).isEqualTo("ana"));
    TestBrowser old = gateway.browser();
    old.cookies.putAll(browser.cookies);
    old.cookies.put("symbolon-session-annex", before);
    assertThat(old.get(authorize("&prompt=none")).nextQuery())
        .containsEntry("error", "login_required");
  }

  @Test
  void another_of_the_same_institution_is_chosen() {
    Answer choice = browser.follow(browser.get(authorize("&prompt=select_account")));
    Answer code = atCampus(browser.get(choice.link("The campus (campus)")), "bob");
    assertThat(code.nextQuery()).containsKey("code");
    assertThat(signedIn()).isEqualTo("bob");
  }

  @Test
  void the_same_person_is_chosen_and_the_session_goes_on() {
    Answer choice = browser.follow(browser.get(authorize("&prompt=select_account")));
    Answer code = atCampus(browser.get(choice.link("The campus (campus)")), "ana");
    assertThat(code.nextQuery()).containsKey("code");
    assertThat(signedIn()).isEqualTo("ana");
    assertThat(gateway.events).noneMatch(Event.SessionEnded.class::isInstance);
  }

  @Test
  void nobody_is_chosen_and_who_was_signed_in_still_is() {
    Answer choice = browser.follow(browser.get(authorize("&prompt=select_account")));
    browser.get(choice.link("A local account"));
    String goOn = choice.link("A local account").replace("/with/local", "/continue");
    assertThat(browser.get(goOn).next()).as("no way past the choice").contains("/annex/sign-in?");
    assertThat(signedIn()).isEqualTo("ana");
  }

  @Test
  void what_waits_for_the_one_who_was_signed_in_is_not_answered_by_another() {
    Answer waiting = browser.get(authorize(""));
    assertThat(waiting.next()).startsWith("/annex/sign-in/continue?");
    Answer choice = browser.follow(browser.get(authorize("&prompt=select_account")));
    atCampus(browser.get(choice.link("The campus (campus)")), "bob");

    assertThat(browser.follow(waiting).next())
        .as("who goes on signs in")
        .startsWith("/annex/sign-in?");
  }

  @Test
  void it_does_not_go_together_with_none() {
    assertThat(browser.get(authorize("&prompt=select_account+none")).nextQuery())
        .containsEntry("error", "invalid_request");
  }

  private Answer atCampus(Answer departure, String name) {
    gateway.campus.arrival = ScriptedCampus.person(name, gateway.clock.instant());
    return browser.follow(
        browser.get("/annex/login/callback?code=c&state=" + departure.nextQuery().get("state")));
  }

  /** Who has the browser's session. */
  private String signedIn() {
    Answer page = browser.get("/annex/account");
    assertThat(page.status()).isEqualTo(200);
    return page.body().replaceAll("(?s).*\\(account <bdi>([a-z]+)</bdi>\\).*", "$1");
  }

  private static String authorize(String more) {
    Map<String, String> request = new LinkedHashMap<>();
    request.put("response_type", "code");
    request.put("client_id", "shop");
    request.put("redirect_uri", "https://shop.example/cb");
    request.put("scope", "storage.read:/data/x");
    request.put("code_challenge", CHALLENGE);
    request.put("code_challenge_method", "S256");
    return "/annex/oauth2/authorize?" + TestBrowser.encoded(request) + more;
  }
}
