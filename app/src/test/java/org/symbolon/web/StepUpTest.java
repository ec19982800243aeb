package org.symbolon.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.symbolon.client.Preferences;
import org.symbolon.mint.GroupClaims;
import org.symbolon.mint.IdTokenClaims;
import org.symbolon.mint.IdTokens;
import org.symbolon.protocol.ClientId;
import org.symbolon.protocol.RandomText;
import org.symbolon.scope.ScopeSet;
import org.symbolon.upstream.Upstream.Arrival;

/** Who answers and how strongly they signed in: RFC 9470 and {@code id_token_hint}, over HTTP. */
class StepUpTest {
  private static TestGateway gateway;

  private TestBrowser browser;
  private Instant began;

  @BeforeAll
  static void start() {
    gateway = TestGateway.start();
    gateway.clients.add(RequestingClients.client("web", Preferences.NONE));
    gateway.clients.add(RequestingClients.client("other", Preferences.NONE));
    gateway.clients.add(RequestingClients.client("usual", RequestingClients.usually()));
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @BeforeEach
  void anew() {
    browser = gateway.browser();
    began = gateway.clock.instant();
  }

  @AfterEach
  void back() {
    gateway.clock.set(began);
    gateway.rights.accounts = Map.of();
    gateway.rights.down = Optional.empty();
  }

  @Test
  void a_session_that_is_too_weak_is_stepped_up() {
    allow("web", Map.of(), "ana", "silver");
    Answer stronger = ask("web", Map.of("acr_values", "gold"));
    assertThat(stronger.next()).startsWith("/sign-in?");
    Answer departure = browser.follow(stronger);
    assertThat(gateway.campus.asked.acrValues()).contains("gold");
    assertThat(browser.submit(back(departure, "ana", "gold"), approve()).nextQuery())
        .containsKey("code");
    assertThat(ask("web", Map.of("acr_values", "gold")).next()).startsWith("/sign-in/continue?");
  }

  @Test
  void a_session_that_is_stronger_will_do() {
    allow("web", Map.of(), "ana", "gold");
    assertThat(ask("web", Map.of("acr_values", "silver")).next()).startsWith("/sign-in/continue?");
  }

  @Test
  void an_institution_that_does_not_step_up_gives_an_error_and_no_code() {
    Answer departure = browser.follow(ask("web", Map.of("acr_values", "gold")));
    assertThat(back(departure, "ana", "silver").nextQuery())
        .containsEntry("error", "unmet_authentication_requirements")
        .doesNotContainKey("code");
  }

  @Test
  void without_a_page_a_weak_session_is_no_login() {
    allow("web", Map.of(), "ana", "silver");
    assertThat(ask("web", Map.of("acr_values", "gold", "prompt", "none")).nextQuery())
        .containsEntry("error", "login_required");
    assertThat(ask("web", Map.of("acr_values", "silver", "prompt", "none")).nextQuery())
        .containsKey("code");
  }

  @Test
  void what_the_issuer_does_not_promise_is_only_a_wish() {
    allow("web", Map.of(), "ana", "silver");
    assertThat(ask("web", Map.of("acr_values", "platinum")).next())
        .startsWith("/sign-in/continue?");
    Answer departure =
        gateway.browser().follow(ask("web", Map.of("acr_values", "platinum", "prompt", "login")));
    assertThat(departure.status()).isLessThan(500);
  }

  @Test
  void what_a_client_has_registered_counts_where_it_says_nothing() {
    allow("usual", Map.of(), "ana", "gold");
    assertThat(gateway.campus.asked.acrValues()).contains("gold");
    assertThat(gateway.campus.asked.maxAge()).contains(Duration.ofMinutes(10));
    assertThat(ask("usual", Map.of()).next()).startsWith("/sign-in/continue?");
    gateway.clock.set(began.plusSeconds(601));
    assertThat(ask("usual", Map.of()).next()).startsWith("/sign-in?");
    assertThat(ask("usual", Map.of("max_age", "3600")).next()).startsWith("/sign-in/continue?");
  }

  @Test
  void a_hint_at_the_person_who_is_signed_in_changes_nothing() {
    allow("web", Map.of(), "ana", "silver");
    assertThat(ask("web", Map.of("id_token_hint", idToken("ana", "web"))).next())
        .startsWith("/sign-in/continue?");
    String old = idToken("ana", "web");
    gateway.clock.set(began.plusSeconds(3600));
    assertThat(ask("web", Map.of("id_token_hint", old, "prompt", "none")).nextQuery())
        .containsKey("code");
  }

  @Test
  void somebody_else_than_the_hint_says_is_asked_to_sign_in_and_gets_no_code() {
    allow("web", Map.of(), "bob", "silver");
    Map<String, String> hint = Map.of("id_token_hint", idToken("ana", "web"));
    Map<String, String> silent = new HashMap<>(hint);
    silent.put("prompt", "none");
    assertThat(ask("web", silent).nextQuery()).containsEntry("error", "login_required");

    Answer asked = ask("web", hint);
    assertThat(asked.next()).startsWith("/sign-in?");
    Answer departure = browser.follow(asked);
    assertThat(back(departure, "bob", "silver").nextQuery())
        .containsEntry("error", "login_required")
        .doesNotContainKey("code");
    Answer again = browser.follow(ask("web", hint));
    assertThat(browser.submit(back(again, "ana", "silver"), approve()).nextQuery())
        .containsKey("code");
  }

  @Test
  void a_hint_names_the_account_as_the_site_does_which_may_not_be_as_the_institution_does() {
    gateway.rights.accounts = Map.of("ana", "ana01", "bob", "ana");
    allow("web", Map.of(), "ana", "silver");
    Map<String, String> silent = Map.of("prompt", "none");
    assertThat(ask("web", with(silent, "id_token_hint", idToken("ana01", "web"))).nextQuery())
        .containsKey("code");
    assertThat(ask("web", Map.of("id_token_hint", idToken("ana01", "web"))).next())
        .startsWith("/sign-in/continue?");
    assertThat(ask("web", with(silent, "id_token_hint", idToken("ana", "web"))).nextQuery())
        .containsEntry("error", "login_required");
  }

  @Test
  void while_the_site_can_not_say_whose_account_it_is_nothing_comes_of_a_hint() {
    allow("web", Map.of(), "ana", "silver");
    Map<String, String> hint = Map.of("id_token_hint", idToken("ana", "web"));
    gateway.rights.down = Optional.of("the directory is down");
    assertThat(ask("web", with(hint, "prompt", "none")).nextQuery())
        .containsEntry("error", "temporarily_unavailable");
    Answer asked = ask("web", hint);
    assertThat(asked.next()).as("not: sign in again").startsWith("/sign-in/continue?");
    assertThat(browser.follow(asked).status()).isEqualTo(503);
    gateway.rights.down = Optional.empty();
    assertThat(browser.submit(browser.follow(asked), approve()).nextQuery()).containsKey("code");
  }

  private static Map<String, String> with(Map<String, String> some, String name, String value) {
    Map<String, String> all = new HashMap<>(some);
    all.put(name, value);
    return all;
  }

  @Test
  void a_hint_is_an_id_token_of_this_client() {
    for (String hint : List.of("x", "a.b.c", "upstream-id-token-of-ana", idToken("ana", "other"))) {
      assertThat(ask("web", Map.of("id_token_hint", hint)).nextQuery())
          .containsEntry("error", "invalid_request");
    }
    String good = idToken("ana", "web");
    assertThat(
            ask("web", Map.of("id_token_hint", good.substring(0, good.length() - 8) + "AAAAAAAA"))
                .nextQuery())
        .containsEntry("error", "invalid_request");
  }

  @Test
  void a_hint_and_a_claim_can_not_be_about_two_people() {
    Answer answer =
        ask(
            "web",
            Map.of(
                "scope",
                "openid",
                "claims",
                "{\"id_token\":{\"sub\":{\"value\":\"bob\"}}}",
                "id_token_hint",
                idToken("ana", "web")));
    assertThat(answer.nextQuery()).containsEntry("error", "invalid_request");
  }

  private static Map<String, String> approve() {
    return Map.of("decision", "approve");
  }

  private void allow(String client, Map<String, String> more, String person, String acr) {
    Answer departure = browser.follow(ask(client, more));
    Answer page = back(departure, person, acr);
    Answer done = page.status() == 200 ? browser.submit(page, approve()) : page;
    assertThat(done.nextQuery()).containsKey("code");
  }

  private Answer back(Answer departure, String person, String acr) {
    Arrival.Identified usual = ScriptedCampus.person(person, gateway.clock.instant());
    Map<String, Object> claims = new HashMap<>(usual.claims());
    claims.put("acr", acr);
    gateway.campus.arrival =
        new Arrival.Identified(
            usual.issuer(),
            usual.subject(),
            claims,
            usual.authenticatedAt(),
            usual.refreshToken(),
            usual.idToken(),
            usual.session());
    String state = departure.nextQuery().get("state");
    return browser.follow(browser.get("/login/callback?code=c&state=" + state));
  }

  private Answer ask(String client, Map<String, String> more) {
    Map<String, String> query = RequestingClients.request(client);
    query.putAll(more);
    return browser.get("/oauth2/authorize?" + TestBrowser.encoded(query));
  }

  private static String idToken(String person, String client) {
    return new IdTokens(gateway.keys, new RandomText(new SecureRandom()), gateway.clock)
        .idToken(
            gateway.lab,
            new IdTokenClaims(
                person,
                new ClientId(client),
                gateway.clock.instant(),
                Duration.ofMinutes(20),
                Optional.empty(),
                gateway.clock.instant(),
                Optional.empty(),
                Optional.empty(),
                ScopeSet.EMPTY,
                GroupClaims.NONE,
                Map.of()))
        .token();
  }
}
