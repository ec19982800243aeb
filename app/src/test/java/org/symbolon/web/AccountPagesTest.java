package org.symbolon.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.symbolon.client.Preferences.Logout;
import org.symbolon.grant.Code;
import org.symbolon.grant.Codes;
import org.symbolon.grant.Grant;
import org.symbolon.grant.GrantKind;
import org.symbolon.grant.NewFamily;
import org.symbolon.issuer.Issuer;
import org.symbolon.protocol.SecretHash;

/** A person's own page: what they see there, and end. */
class AccountPagesTest {
  private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

  private static TestGateway gateway;
  private TestBrowser browser;

  @BeforeAll
  static void start() {
    gateway = TestGateway.start();
    gateway.clients.add(
        TestClients.with(
            TestClients.client(
                "frame", false, List.of("https://frame.example/cb"), Issuer.OnRefused.NARROW),
            new Logout(
                List.of(),
                Optional.empty(),
                false,
                Optional.of(URI.create("https://frame.example/out")),
                true),
            true));
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @BeforeEach
  void newBrowser() {
    browser = gateway.browser();
    browser.headers.put("User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0");
  }

  @Test
  void whoever_is_not_signed_in_signs_in_first_and_comes_back() {
    Answer departure = browser.follow(browser.get("/account"));
    Answer back = browser.follow(gateway.arrive(browser, departure, "carla"));
    assertThat(back.next()).isEqualTo("/account");
    assertThat(browser.follow(back).body())
        .contains("Your account", "The person carla", "Firefox on Linux (this one)", "127.0.0.1");
  }

  @Test
  void a_person_sees_what_acts_for_them_and_ends_it() {
    Grant grant = approved("dora", "storage.read:/data/x");

    Answer page = browser.get("/account");
    assertThat(page.body())
        .contains("The portal", "Read files below /data/x", "Goes on without you until");
    Answer done = end(page, "program", grant.id().value());

    assertThat(done.body()).contains("That has ended.").doesNotContain("Goes on without you");
    assertThat(gateway.store.grants().alive(grant.lineage(), gateway.clock.instant())).isFalse();
    assertThat(end(done, "program", grant.id().value()).body()).contains("had ended already");
  }

  @Test
  void nobody_ends_what_is_another_persons() {
    Grant grant = approved("emil", "storage.read:/data/x");
    String visit = id(browser.get("/account"), "visit");

    browser = gateway.browser();
    approved("frida", "storage.read:/data/x");
    Answer page = browser.get("/account");
    assertThat(end(page, "program", grant.id().value()).body()).contains("had ended already");
    assertThat(end(page, "visit", visit).body()).contains("had ended already");
    assertThat(gateway.store.grants().alive(grant.lineage(), gateway.clock.instant())).isTrue();
  }

  @Test
  void nothing_ends_without_a_form_of_ours() {
    Grant grant = approved("gina", "storage.read:/data/x");
    browser.get("/account");
    Map<String, String> form =
        Map.of("what", "program", "id", grant.id().value(), "csrf", "forged");
    assertThat(browser.post("/account/end", form).status()).isEqualTo(403);
    assertThat(browser.get("/account/end?what=everything").status()).isEqualTo(405);
    assertThat(gateway.store.grants().alive(grant.lineage(), gateway.clock.instant())).isTrue();
  }

  @Test
  void a_page_that_somebody_left_open_does_nothing_to_who_signs_in_next() {
    approved("lars", "storage.read:/data/x");
    Answer left = browser.get("/account");
    browser.submit(browser.get("/logout"), Map.of("decision", "approve"));
    Grant grant = approved("mona", "storage.read:/data/x");
    assertThat(end(left, "everything", "").status()).isEqualTo(403);
    assertThat(gateway.store.grants().alive(grant.lineage(), gateway.clock.instant())).isTrue();
    assertThat(browser.get("/account").body()).contains("The person mona");
  }

  @Test
  void text_that_no_database_keeps_is_refused() {
    approved("nele", "storage.read:/data/x");
    Answer page = browser.get("/account");
    for (String what : List.of("program", "remembered", "registered")) {
      assertThat(end(page, what, "a\0b").status()).isEqualTo(400);
    }
  }

  @Test
  void a_visit_elsewhere_is_ended_from_here() {
    approved("hugo", "storage.read:/data/x");
    String elsewhere = id(browser.get("/account"), "visit");
    TestBrowser other = browser;
    browser = gateway.browser();
    approved("hugo", "storage.read:/data/x");

    assertThat(end(browser.get("/account"), "visit", elsewhere).body()).contains("has ended");

    assertThat(other.get("/account").next()).startsWith("/sign-in?");
    assertThat(browser.get("/account").status()).isEqualTo(200);
    assertThat(end(browser.get("/account"), "visit", id(browser.get("/account"), "visit")).body())
        .contains("You are signed out");
    assertThat(browser.get("/account").next()).startsWith("/sign-in?");
  }

  @Test
  void what_is_remembered_is_taken_back() {
    approved("ida", "storage.read:/data/x");
    Answer page = browser.get("/account");
    assertThat(page.body()).contains("Programs you are not asked about again");
    assertThat(end(page, "remembered", "portal").body())
        .doesNotContain("Programs you are not asked about again");
    assertThat(browser.follow(browser.get(authorize("storage.read:/data/x"))).body())
        .contains("Allow The portal?");
  }

  @Test
  void everything_ends_at_once() {
    Grant grant = approved("jan", "storage.read:/data/x");
    TestBrowser other = browser;
    browser = gateway.browser();
    approved("jan", "storage.read:/data/x");

    assertThat(end(browser.get("/account"), "everything", "").body())
        .contains("You are signed out");

    assertThat(other.get("/account").next()).startsWith("/sign-in?");
    assertThat(browser.get("/account").next()).startsWith("/sign-in?");
    assertThat(gateway.store.grants().alive(grant.lineage(), gateway.clock.instant())).isFalse();
  }

  @Test
  void signing_out_here_loads_the_clients_frames_and_goes_on_to_the_institution_and_back() {
    gateway.campus.signsOut = true;
    for (String what : List.of("visit", "everything")) {
      browser = gateway.browser();
      join("lara", "frame");
      Answer page = browser.get("/account");
      Answer out = end(page, what, what.equals("visit") ? id(page, "visit") : "");

      assertThat(out.body()).contains("<iframe src=\"https://frame.example/out?iss=", "&amp;sid=");
      assertThat(out.header("Content-Security-Policy"))
          .contains("frame-src https://frame.example;");
      assertThat(out.header("Refresh")).startsWith("3; url=https://campus.example/logout?");
      assertThat(out.nextQuery())
          .containsEntry("id_token_hint", "upstream-id-token-of-lara")
          .containsEntry("back", gateway.origin + "/logout/done");
      assertThat(browser.get("/account").next()).startsWith("/sign-in?");
      assertThat(browser.get("/logout/done?state=" + out.nextQuery().get("state")).body())
          .contains("You are signed out");
    }
    gateway.campus.signsOut = false;
  }

  @Test
  void without_frames_the_browser_goes_to_the_institution_at_once() {
    gateway.campus.signsOut = true;
    approved("mona", "storage.read:/data/x");
    Answer page = browser.get("/account");
    assertThat(end(page, "visit", id(page, "visit")).header("Refresh"))
        .startsWith("0; url=https://campus.example/logout?");
    gateway.campus.signsOut = false;
  }

  @Test
  void a_visit_that_is_ended_elsewhere_takes_this_browser_nowhere() {
    gateway.campus.signsOut = true;
    join("nora", "frame");
    String elsewhere = id(browser.get("/account"), "visit");
    browser = gateway.browser();
    join("nora", "frame");
    Answer page = end(browser.get("/account"), "visit", elsewhere);
    assertThat(page.header("Refresh")).isEmpty();
    assertThat(page.body()).contains("That has ended.").doesNotContain("<iframe");
    gateway.campus.signsOut = false;
  }

  @Test
  void a_person_learns_what_they_may_do_and_why() {
    approved("kim", "storage.read:/data/x");
    Answer some = ask("portal", "storage.read:/data/y storage.read:/secret/z");
    assertThat(some.body())
        .contains("You would get a part of it.", "Read files below /data/y", "nobody's business");
    Answer all = ask("portal", "");
    assertThat(all.body()).contains("This at most", "storage.read:/data/**");
    assertThat(ask("nobody", "openid").body()).contains("there is no such program here");
    assertThat(ask("portal", "storage.read").body()).contains("This can not be answered");
    assertThat(ask("<script>", "\"><b>").body()).doesNotContain("<script>", "\"><b>");
  }

  /** Signs in for a client that is not asked about. */
  private void join(String name, String client) {
    String request =
        authorize("storage.read:/data/x")
            .replace("client_id=portal", "client_id=" + client)
            .replaceFirst(
                "redirect_uri=[^&]*", "redirect_uri=https%3A%2F%2F" + client + ".example%2Fcb");
    browser.follow(gateway.arrive(browser, browser.follow(browser.get(request)), name));
  }

  private Answer ask(String program, String asked) {
    Answer page = browser.get("/account");
    Map<String, String> form = new LinkedHashMap<>();
    form.put("csrf", page.hidden("csrf").orElseThrow());
    form.put("program", program);
    form.put("asked", asked);
    return browser.post("/account/may", form);
  }

  private Answer end(Answer page, String what, String id) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("csrf", page.hidden("csrf").orElseThrow());
    form.put("what", what);
    form.put("id", id);
    return browser.post("/account/end", form);
  }

  private static String id(Answer page, String what) {
    Matcher matcher =
        Pattern.compile(
                "name=\"what\" value=\""
                    + what
                    + "\">\\s*<input type=\"hidden\" name=\"id\""
                    + " value=\"([^\"]*)\"")
            .matcher(page.body());
    assertThat(matcher.find()).isTrue();
    return matcher.group(1);
  }

  /** What a redeemed code leaves: a grant that can be refreshed. */
  private Grant approved(String name, String scope) {
    Answer departure = browser.follow(browser.get(authorize(scope)));
    Answer answer = browser.follow(gateway.arrive(browser, departure, name));
    if (answer.status() == 200) {
      answer = browser.submit(answer, Map.of("decision", "approve"));
    }
    Codes.Issued issued =
        gateway.store.codes().find(SecretHash.of(answer.nextValue("code"))).orElseThrow();
    Code code = issued.code();
    Grant login = issued.login().grant();
    Grant grant =
        new Grant(
            code.grant(),
            login.issuer(),
            List.of(login.id()),
            GrantKind.CODE,
            login.person(),
            login.username(),
            Optional.of(code.client()),
            Optional.empty(),
            code.requestedScope(),
            code.scope(),
            code.audiences(),
            login.authenticatedAt(),
            gateway.clock.instant(),
            login.expires(),
            Optional.empty());
    gateway
        .store
        .codes()
        .redeem(
            code.hash(),
            grant,
            Optional.of(new NewFamily("k1", login.expires())),
            gateway.clock.instant());
    return grant;
  }

  private static String authorize(String scope) {
    Map<String, String> request = new LinkedHashMap<>();
    request.put("response_type", "code");
    request.put("client_id", "portal");
    request.put("redirect_uri", "https://portal.example/cb?keep=1");
    request.put("scope", scope);
    request.put("code_challenge", CHALLENGE);
    request.put("code_challenge_method", "S256");
    return "/oauth2/authorize?" + TestBrowser.encoded(request);
  }
}
