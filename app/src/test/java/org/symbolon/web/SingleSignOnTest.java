package org.symbolon.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.symbolon.audit.Event;
import org.symbolon.client.Client;
import org.symbolon.client.Preferences;
import org.symbolon.grant.Samples;
import org.symbolon.issuer.Issuer;
import org.symbolon.login.Session;
import org.symbolon.login.Sessions;

/** One session for all clients, and what a person is asked only once. */
class SingleSignOnTest {
  private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
  private static final String TRUSTED = "trusted";

  private static TestGateway gateway;
  private TestBrowser browser;

  @BeforeAll
  static void start() {
    gateway = TestGateway.start();
    gateway.clients.add(
        TestClients.client(
            "second", false, List.of("https://second.example/cb"), Issuer.OnRefused.NARROW));
    Client first =
        TestClients.client(
            TRUSTED, false, List.of("https://trusted.example/cb"), Issuer.OnRefused.NARROW);
    gateway.clients.add(TestClients.with(first, Preferences.Logout.NONE, true));
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @BeforeEach
  void newBrowser() {
    browser = gateway.browser();
    gateway.store.consents().forget(gateway.lab.id(), ana());
  }

  @Test
  void a_second_client_finds_the_person_signed_in() {
    allow("portal", "storage.read:/data/x");
    Answer consent = browser.follow(browser.get(authorize("second", "storage.read:/data/x")));

    assertThat(consent.body()).contains("Allow The second?", "The person ana");
  }

  @Test
  void nobody_signed_in_means_login_required_where_no_page_may_be_shown() {
    Answer answer = browser.get(authorize("portal", "storage.read:/data/x") + "&prompt=none");
    assertThat(answer.nextQuery()).containsEntry("error", "login_required");
  }

  @Test
  void what_was_allowed_once_is_not_asked_again() {
    allow("portal", "storage.read:/data/x");

    Answer again = browser.follow(browser.get(authorize("portal", "storage.read:/data/x")));
    assertThat(again.next()).startsWith("https://portal.example/cb?keep=1&code=");
    Answer narrower = browser.follow(browser.get(authorize("portal", "storage.read:/data/x/y")));
    assertThat(narrower.next()).startsWith("https://portal.example/cb?keep=1&code=");
    Answer silent =
        browser.get(authorize("portal", "storage.read:/data/x") + "&prompt=none&state=kept");
    assertThat(silent.nextQuery()).containsKey("code").containsEntry("state", "kept");
  }

  @Test
  void only_what_is_new_is_asked() {
    allow("portal", "storage.read:/data/x");

    Answer silent =
        browser.get(
            authorize("portal", "storage.read:/data/x storage.read:/data/y") + "&prompt=none");
    assertThat(silent.nextQuery()).containsEntry("error", "consent_required");
    Answer page =
        browser.follow(
            browser.get(authorize("portal", "storage.read:/data/x storage.read:/data/y")));
    assertThat(page.body().indexOf("/data/y"))
        .isLessThan(page.body().indexOf("You have allowed this before"));
    assertThat(page.body().indexOf("Read files below /data/x"))
        .isGreaterThan(page.body().indexOf("You have allowed this before"));
  }

  @Test
  void another_client_and_another_person_are_asked() {
    allow("portal", "storage.read:/data/x");
    assertThat(
            browser.get(authorize("second", "storage.read:/data/x") + "&prompt=none").nextQuery())
        .containsEntry("error", "consent_required");
    TestBrowser bobs = gateway.browser();
    Answer departure = bobs.follow(bobs.get(authorize("portal", "storage.read:/data/x")));
    assertThat(bobs.follow(gateway.arrive(bobs, departure, "bob")).body())
        .contains("Allow The portal?");
  }

  @Test
  void a_refusal_is_not_remembered_and_a_program_may_want_the_person_asked() {
    signIn("portal", "storage.read:/data/x");
    Answer consent = browser.follow(browser.get(authorize("portal", "storage.read:/data/x")));
    browser.submit(consent, Map.of("decision", "deny"));
    assertThat(browser.follow(browser.get(authorize("portal", "storage.read:/data/x"))).body())
        .contains("Allow The portal?");

    allow("portal", "storage.read:/data/x");
    assertThat(
            browser
                .follow(
                    browser.get(authorize("portal", "storage.read:/data/x") + "&prompt=consent"))
                .body())
        .contains("Allow The portal?");
  }

  @Test
  void what_is_remembered_is_forgotten_when_it_is_not_used() {
    allow("portal", "storage.read:/data/x");
    gateway.clock.set(gateway.clock.instant().plus(TestGateway.REMEMBERED).plusSeconds(1));
    Answer consent = signIn("portal", "storage.read:/data/x");
    assertThat(consent.body()).contains("Allow The portal?");
  }

  @Test
  void a_program_on_the_persons_own_machine_is_asked_about_each_time() {
    allow("tool", "storage.read:/data/x");
    assertThat(browser.get(authorize("tool", "storage.read:/data/x") + "&prompt=none").nextQuery())
        .containsEntry("error", "consent_required");
  }

  @Test
  void a_client_that_the_operator_trusts_is_not_asked_about() {
    Answer done = signIn(TRUSTED, "storage.read:/data/x");
    assertThat(done.next()).startsWith("https://trusted.example/cb?code=");
    assertThat(gateway.events).hasAtLeastOneElementOfType(Event.Consent.class);
    assertThat(
            browser
                .follow(browser.get(authorize(TRUSTED, "storage.read:/data/x") + "&prompt=consent"))
                .body())
        .contains("Allow The trusted?");
  }

  @Test
  void rights_are_decided_anew_whatever_is_remembered() {
    allow("portal", "storage.read:/data/x");
    try {
      gateway.rights.rules = List.of();
      Answer answer = browser.follow(browser.get(authorize("portal", "storage.read:/data/x")));
      assertThat(answer.nextQuery()).containsEntry("error", "invalid_scope");
    } finally {
      gateway.rights.rules = ScriptedRights.USUAL;
    }
  }

  @Test
  void a_session_that_is_not_used_is_over() {
    allow("portal", "storage.read:/data/x");
    Duration idle = gateway.lab.sessions().idle();
    gateway.clock.set(gateway.clock.instant().plus(idle.minusSeconds(1)));
    assertThat(silent().nextQuery()).containsKey("code");
    gateway.clock.set(gateway.clock.instant().plus(idle.minusSeconds(1)));
    assertThat(silent().nextQuery()).containsKey("code");
    gateway.clock.set(gateway.clock.instant().plus(idle.plusSeconds(1)));
    assertThat(silent().nextQuery()).containsEntry("error", "login_required");
  }

  @Test
  void a_session_is_over_in_any_case_after_its_time() {
    allow("portal", "storage.read:/data/x");
    for (int hour = 0; hour < 8; hour++) {
      assertThat(silent().nextQuery()).containsKey("code");
      gateway.clock.set(gateway.clock.instant().plus(Duration.ofHours(1)));
    }
    assertThat(silent().nextQuery()).containsEntry("error", "login_required");
  }

  @Test
  void signing_in_changes_the_secret_and_the_old_one_is_worth_nothing() {
    allow("portal", "storage.read:/data/x");
    Map<String, String> before = new LinkedHashMap<>(browser.cookies);
    Answer departure =
        browser.follow(browser.get(authorize("portal", "storage.read:/data/x") + "&prompt=login"));
    gateway.arrive(browser, departure, "ana");

    TestBrowser thief = gateway.browser();
    thief.cookies.putAll(before);
    assertThat(thief.get(authorize("portal", "storage.read:/data/x") + "&prompt=none").nextQuery())
        .containsEntry("error", "login_required");
    assertThat(silent().nextQuery()).containsKey("code");
  }

  @Test
  void what_was_under_way_ends_with_the_session() {
    Answer consent = signIn("portal", "storage.read:/data/x");
    browser.get(consent.link("Not you?"));
    Answer late = browser.submit(consent, Map.of("decision", "approve"));
    assertThat(late.status()).isEqualTo(400);
    assertThat(gateway.events).hasAtLeastOneElementOfType(Event.SessionEnded.class);
  }

  @Test
  void a_session_that_ends_while_an_answer_is_made_takes_its_code_along() {
    allow("portal", "storage.read:/data/x");
    gateway.rights.meanwhile = SingleSignOnTest::endAllSessions;
    try {
      assertThat(silent().nextQuery())
          .doesNotContainKey("code")
          .containsEntry("error", "login_required");
    } finally {
      gateway.rights.meanwhile = () -> {};
    }
  }

  private static void endAllSessions() {
    Instant now = gateway.clock.instant();
    Sessions sessions = gateway.store.sessions();
    for (Session session : sessions.of(gateway.lab.id(), ana(), now)) {
      sessions.end(
          new Sessions.SessionEnd(
              gateway.lab.id(),
              session.handle(),
              Sessions.Ends.ONLINE,
              "by another browser",
              now,
              now,
              Samples::text));
    }
  }

  private Answer silent() {
    return browser.get(authorize("portal", "storage.read:/data/x") + "&prompt=none");
  }

  private void allow(String client, String scope) {
    Answer done = browser.submit(signIn(client, scope), Map.of("decision", "approve"));
    assertThat(done.nextQuery()).containsKey("code");
  }

  private Answer signIn(String client, String scope) {
    Answer departure = browser.follow(browser.get(authorize(client, scope)));
    return departure.status() == 200
        ? departure
        : browser.follow(gateway.arrive(browser, departure, "ana"));
  }

  private static String ana() {
    return new org.symbolon.grant.Person(
            gateway.lab.id(), "campus", "https://campus.example", "subject-of-ana")
        .key();
  }

  private static String authorize(String client, String scope) {
    Map<String, String> request = new LinkedHashMap<>();
    request.put("response_type", "code");
    request.put("client_id", client);
    request.put(
        "redirect_uri",
        switch (client) {
          case "tool" -> "http://127.0.0.1:4321/cb";
          case "portal" -> "https://portal.example/cb?keep=1";
          default -> "https://" + client + ".example/cb";
        });
    request.put("scope", scope);
    request.put("code_challenge", CHALLENGE);
    request.put("code_challenge_method", "S256");
    return "/oauth2/authorize?" + TestBrowser.encoded(request);
  }
}
