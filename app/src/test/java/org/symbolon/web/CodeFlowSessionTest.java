package org.symbolon.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.symbolon.audit.Event;
import org.symbolon.upstream.SignInRequest;
import org.symbolon.upstream.Upstream.Arrival;

/** What a session saves a person, and when they sign in all the same. */
class CodeFlowSessionTest extends CodeFlow {
  @Test
  void a_session_saves_the_person_from_signing_in_again() {
    approve(request("storage.read:/data/x"));
    Answer second = browser.get(authorize(request("storage.read:/data/y")));
    assertThat(second.next()).startsWith("/sign-in/continue?transaction=");
    assertThat(browser.follow(second).body()).contains("Read files below /data/y");
  }

  @Test
  void prompt_login_and_a_low_max_age_ask_for_a_fresh_sign_in() {
    approve(request("storage.read:/data/x"));
    Map<String, String> login = request("storage.read:/data/x");
    login.put("prompt", "login");
    assertThat(browser.get(authorize(login)).next()).startsWith("/sign-in?");
    Map<String, String> aged = request("storage.read:/data/x");
    aged.put("max_age", "60");
    assertThat(browser.get(authorize(aged)).next()).startsWith("/sign-in/continue?");
    gateway.clock.set(gateway.clock.instant().plusSeconds(61));
    assertThat(browser.get(authorize(aged)).next()).startsWith("/sign-in?");
  }

  @Test
  void what_the_program_says_about_signing_in_reaches_the_institution() {
    Map<String, String> request = request("storage.read:/data/x");
    request.put("prompt", "login select_account");
    request.put("max_age", "60");
    request.put("login_hint", "ana@campus.example");
    request.put("acr_values", "mfa");
    browser.follow(browser.get(authorize(request)));
    assertThat(gateway.campus.asked)
        .isEqualTo(
            new SignInRequest(
                true,
                true,
                Optional.of(Duration.ofSeconds(60)),
                Optional.of("ana@campus.example"),
                Optional.of("mfa")));
  }

  @Test
  void a_sign_in_that_is_not_fresh_enough_gives_no_session_and_can_be_tried_again() {
    Answer departure = browser.follow(browser.get(authorize(request("storage.read:/data/x"))));
    gateway.campus.arrival = new Arrival.Stale("auth_time is yesterday");
    Answer answer =
        browser.get("/login/callback?code=c&state=" + departure.nextQuery().get("state"));
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.body()).contains("Sign in once more").doesNotContain("yesterday");
    assertThat(browser.cookies).doesNotContainKey("symbolon-session-lab");
    assertThat(browser.get(answer.link("Try again")).next()).startsWith("https://campus.example/");
    assertThat(gateway.events.getLast())
        .isInstanceOfSatisfying(
            Event.LoginFailed.class,
            failed -> assertThat(failed.why()).contains("auth_time is yesterday"));
  }

  @Test
  void prompt_none_shows_nothing() {
    Map<String, String> request = request("storage.read:/data/x");
    request.put("prompt", "none");
    assertThat(browser.get(authorize(request)).nextQuery())
        .containsEntry("error", "login_required");
    approve(request("storage.read:/data/x"));
    assertThat(browser.get(authorize(request)).nextQuery())
        .containsEntry("error", "consent_required");
  }

  @Test
  void a_session_ends_with_its_lifetime() {
    approve(request("storage.read:/data/x"));
    gateway.clock.set(gateway.clock.instant().plus(gateway.lab.lifetimes().session()));
    assertThat(browser.get(authorize(request("storage.read:/data/x"))).next())
        .startsWith("/sign-in?");
  }

  @Test
  void a_session_is_worth_nothing_once_its_login_has_ended() {
    Answer done = approve(request("storage.read:/data/x"));
    gateway.store.grants().end(code(done).login(), "test", gateway.clock.instant());
    assertThat(browser.get(authorize(request("storage.read:/data/x"))).next())
        .startsWith("/sign-in?");
  }

  @Test
  void a_transaction_whose_login_has_ended_asks_to_sign_in_again() {
    Answer consent = consent(request("storage.read:/data/x"));
    gateway.events.stream()
        .filter(Event.LoginSucceeded.class::isInstance)
        .map(Event.LoginSucceeded.class::cast)
        .forEach(event -> gateway.store.grants().end(event.login(), "t", gateway.clock.instant()));
    assertThat(browser.submit(consent, Map.of("decision", "approve")).status()).isEqualTo(400);
    String transaction = consent.hidden("transaction").orElseThrow();
    Answer again = browser.get("/sign-in/continue?transaction=" + transaction);
    assertThat(again.next()).startsWith("/sign-in?transaction=").doesNotContain(transaction);
    Answer second = browser.follow(gateway.arrive(browser, browser.follow(again), "ana"));
    assertThat(second.body()).contains("Allow The tool?");
  }

  @Test
  void going_back_after_signing_in_leads_on_again() {
    Answer begun = browser.get(authorize(request("storage.read:/data/x")));
    gateway.arrive(browser, browser.follow(begun), "ana");
    assertThat(browser.follow(begun).next()).startsWith("/sign-in/continue?transaction=");
    assertThat(browser.get(begun.next().replace("/sign-in?", "/sign-in/with/campus?")).next())
        .startsWith("/sign-in/continue?transaction=");
  }

  @Test
  void not_you_signs_out_here_and_starts_over_with_the_same_request() {
    Answer consent = consent(request("storage.read:/data/x"));
    Map<String, String> before = Map.copyOf(browser.cookies);
    Answer again = browser.get(consent.link("Not you?"));
    assertThat(again.next()).startsWith("/sign-in?transaction=");
    assertThat(browser.cookies).hasSize(before.size() - 1);
    Answer departure = browser.follow(again);
    Answer second = browser.follow(gateway.arrive(browser, departure, "bob"));
    assertThat(second.body()).contains("The person bob", "Read files below /data/x");
    // The session of the first person has ended on the server too.
    TestBrowser old = gateway.browser();
    old.cookies.putAll(before);
    assertThat(old.get(authorize(request("storage.read:/data/x"))).next()).startsWith("/sign-in?");
  }
}
