package org.symbolon.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.symbolon.audit.Event;
import org.symbolon.grant.DeviceCodes.Poll;
import org.symbolon.protocol.ClientId;
import org.symbolon.protocol.IssuerId;
import org.symbolon.protocol.SecretHash;

/** The device flow in a browser: nothing is approved but by the button. */
class DevicePagesTest {
  private static TestGateway gateway;
  private TestBrowser browser;

  @BeforeAll
  static void start() {
    gateway = TestGateway.start();
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @BeforeEach
  void newBrowser() {
    browser = gateway.browser();
    // Leaves behind the wrong codes of the test before.
    gateway.clock.set(gateway.clock.instant().plus(Duration.ofMinutes(11)));
  }

  @AfterEach
  void asUsual() {
    gateway.rights.rules = ScriptedRights.USUAL;
    gateway.rights.down = Optional.empty();
  }

  @Test
  void a_device_is_told_where_to_send_the_person() {
    JsonNode started = device("tool", "storage.read:/data/x");
    String code = started.get("user_code").asText();
    assertThat(code).matches("[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}");
    assertThat(started.get("device_code").asText()).hasSize(43);
    assertThat(started.get("verification_uri").asText()).isEqualTo(gateway.origin + "/device");
    assertThat(started.get("verification_uri_complete").asText())
        .isEqualTo(gateway.origin + "/device?user_code=" + code);
    assertThat(started.get("expires_in").asInt()).isEqualTo(900);
    assertThat(started.get("interval").asInt()).isEqualTo(5);
  }

  @Test
  void a_person_enters_the_code_signs_in_and_approves() {
    JsonNode started = device("tool", "storage.read:/data/x offline_access");
    assertThat(poll(started)).isEqualTo(new Poll.Pending());

    Answer confirm = confirm(started, "ana");
    assertThat(confirm.body())
        .contains(started.get("user_code").asText(), "The tool", "Read files below /data/x")
        .contains("127.0.0.1", "today, ")
        .contains("Does your device show this code?", "Did you start this yourself?");
    assertThat(poll(started)).isNotInstanceOf(Poll.Approved.class);

    Answer done = browser.submit(confirm, Map.of("decision", "approve"));
    assertThat(done.body()).contains("Approved", "Go back to your device");
    assertThat(poll(started))
        .isInstanceOfSatisfying(
            Poll.Approved.class,
            approved -> {
              assertThat(approved.approval().scope())
                  .isEqualTo("storage.read:/data/x offline_access");
              assertThat(approved.approval().audiences()).containsExactly("https://data.example");
              assertThat(approved.approval().offline()).isTrue();
              assertThat(approved.login().grant().username()).isEqualTo("ana");
            });
  }

  @Test
  void the_complete_link_only_fills_the_code_in_and_claims_nothing() {
    JsonNode started = device("tool", "storage.read:/data/x");
    Answer page = browser.get(started.get("verification_uri_complete").asText());
    assertThat(page.body())
        .contains("value=\"" + started.get("user_code").asText() + "\"")
        .contains("Enter the code from your device");
    newBrowser();
    assertThat(confirm(started, "ana").body()).contains("Does your device show this code?");
  }

  @Test
  void no_get_approves_or_denies() {
    JsonNode started = device("tool", "storage.read:/data/x");
    Answer confirm = confirm(started, "ana");
    String query =
        "?decision=approve&csrf="
            + confirm.hidden("csrf").orElseThrow()
            + "&transaction="
            + confirm.hidden("transaction").orElseThrow();
    assertThat(browser.get("/sign-in/decision" + query).status()).isEqualTo(405);
    assertThat(browser.get("/sign-in/continue" + query).status()).isEqualTo(200);
    assertThat(browser.get("/device" + query).status()).isEqualTo(200);
    assertThat(poll(started)).isEqualTo(new Poll.Pending());
  }

  @Test
  void a_code_belongs_to_the_first_browser_that_enters_it() {
    JsonNode started = device("tool", "storage.read:/data/x");
    enter(browser, code(started));
    TestBrowser second = gateway.browser();
    Answer refused = enter(second, code(started));
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.body()).contains("This code is not known here");
    // The first may repeat.
    assertThat(enter(browser, code(started)).next()).startsWith("/sign-in?transaction=");
  }

  @Test
  void codes_are_forgiving_of_case_dashes_and_blanks() {
    JsonNode started = device("tool", "storage.read:/data/x");
    String sloppy = " " + code(started).toLowerCase(Locale.ROOT).replace("-", "\u2013 ") + "\u00a0";
    assertThat(enter(browser, sloppy).status()).isEqualTo(200);
  }

  @Test
  void deny_is_final() {
    JsonNode started = device("tool", "storage.read:/data/x");
    Answer confirm = confirm(started, "ana");
    assertThat(browser.submit(confirm, Map.of("decision", "deny")).body())
        .contains("Denied", "was given nothing");
    assertThat(poll(started)).isEqualTo(new Poll.Denied());
    assertThat(browser.submit(confirm, Map.of("decision", "approve")).status()).isEqualTo(400);
    assertThat(enter(browser, code(started)).status()).isEqualTo(400);
  }

  @Test
  void approving_twice_is_told_from_the_first_time() {
    JsonNode started = device("tool", "storage.read:/data/x");
    Answer confirm = confirm(started, "ana");
    browser.submit(confirm, Map.of("decision", "approve"));
    assertThat(browser.submit(confirm, Map.of("decision", "approve")).status()).isEqualTo(400);
    assertThat(poll(started)).isInstanceOf(Poll.Approved.class);
  }

  @Test
  void a_code_that_expires_meanwhile_can_not_be_approved() {
    JsonNode started = device("tool", "storage.read:/data/x");
    Answer confirm = confirm(started, "ana");
    gateway.clock.set(gateway.clock.instant().plus(Duration.ofMinutes(16)));
    assertThat(browser.submit(confirm, Map.of("decision", "approve")).body())
        .contains("This code has expired");
    assertThat(poll(started)).isEqualTo(new Poll.Expired());
  }

  @Test
  void an_expired_code_is_told_so_after_signing_in() {
    JsonNode started = device("tool", "storage.read:/data/x");
    Answer departure = browser.follow(enter(browser, code(started)));
    gateway.clock.set(gateway.clock.instant().plus(Duration.ofMinutes(16)));
    assertThat(browser.follow(gateway.arrive(browser, departure, "ana")).body())
        .contains("This code has expired");
  }

  @Test
  void wrong_codes_are_limited_by_address() {
    Answer last = browser.get("/device");
    for (int guess = 0; guess < 30; guess++) {
      last = enter(gateway.browser(), "BBBB-BBBB");
    }
    assertThat(last.status()).isEqualTo(400);
    assertThat(gateway.events.getLast())
        .isEqualTo(new Event.LimitReached(gateway.lab.id(), "user codes", "127.0.0.1"));
    JsonNode started = device("tool", "storage.read:/data/x");
    Answer refused = enter(browser, code(started));
    assertThat(refused.status()).isEqualTo(429);
    assertThat(Integer.parseInt(refused.header("Retry-After"))).isPositive();
    assertThat(refused.body()).contains("too many wrong codes");
    gateway.clock.set(gateway.clock.instant().plus(Duration.ofMinutes(10)));
    assertThat(enter(browser, code(started)).status()).isEqualTo(200);
  }

  @Test
  void wrong_codes_are_limited_by_person() {
    browser.submit(
        confirm(device("tool", "storage.read:/data/x"), "ana"), Map.of("decision", "deny"));
    for (int guess = 0; guess < 10; guess++) {
      assertThat(enter(browser, "BBBB-BBB" + "BCDFGHJKLM".charAt(guess)).status()).isEqualTo(400);
    }
    assertThat(enter(browser, "CCCC-CCCC").status()).isEqualTo(429);
    assertThat(enter(gateway.browser(), "CCCC-CCCC").status()).isEqualTo(400);
  }

  @Test
  void a_session_leads_to_the_question_and_never_past_it() {
    browser.submit(
        confirm(device("tool", "storage.read:/data/x"), "ana"), Map.of("decision", "deny"));
    JsonNode started = device("tool", "storage.read:/data/y");
    Answer entered = enter(browser, code(started));
    assertThat(entered.next()).startsWith("/sign-in/continue?");
    assertThat(browser.follow(entered).body()).contains("Does your device show this code?");
    assertThat(poll(started)).isEqualTo(new Poll.Pending());
  }

  @Test
  void a_refused_scope_is_shown_with_its_reason_and_the_device_need_not_wait() {
    JsonNode started = device("tool", "storage.read:/secret/x");
    Answer refused = confirm(started, "ana");
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.body()).contains("Read files below /secret/x", "it is nobody");
    assertThat(poll(started)).isEqualTo(new Poll.Denied());
  }

  @Test
  void where_a_client_takes_less_the_page_shows_what_it_will_not_get() {
    JsonNode started = device("narrow", "storage.read:/data/x storage.read:/secret/x");
    Answer confirm = confirm(started, "ana");
    assertThat(confirm.body()).contains("will not get it", "it is nobody");
    browser.submit(confirm, Map.of("decision", "approve"));
    assertThat(
            gateway
                .store
                .deviceCodes()
                .poll(
                    gateway.lab.id(),
                    new ClientId("narrow"),
                    SecretHash.of(started.get("device_code").asText()),
                    gateway.clock.instant()))
        .isInstanceOfSatisfying(
            Poll.Approved.class,
            approved -> assertThat(approved.approval().scope()).isEqualTo("storage.read:/data/x"));
  }

  @Test
  void what_is_approved_is_what_was_shown() {
    JsonNode started = device("narrow", "storage.read:/data/x storage.read:/secret/x");
    Answer confirm = confirm(started, "ana");
    gateway.rights.rules =
        List.of(ScriptedRights.DATA, ScriptedRights.grant("storage.read:/secret/**"));
    Answer again = browser.submit(confirm, Map.of("decision", "approve"));
    assertThat(again.body()).contains("Does your device show this code?", "below /secret/x");
  }

  @Test
  void rights_lost_between_page_and_button_refuse() {
    JsonNode started = device("tool", "storage.read:/data/x");
    Answer confirm = confirm(started, "ana");
    gateway.rights.rules = List.of();
    assertThat(browser.submit(confirm, Map.of("decision", "approve")).status()).isEqualTo(403);
    assertThat(poll(started)).isEqualTo(new Poll.Denied());
  }

  @Test
  void a_source_of_rights_that_is_down_leaves_the_device_waiting() {
    JsonNode started = device("tool", "storage.read:/data/x");
    gateway.rights.down = Optional.of("the mount hangs");
    Answer unavailable = confirm(started, "ana");
    assertThat(unavailable.status()).isEqualTo(503);
    assertThat(poll(started)).isEqualTo(new Poll.Pending());
    gateway.rights.down = Optional.empty();
    Answer confirm = browser.get(unavailable.link("Try again"));
    gateway.rights.down = Optional.of("the mount hangs again");
    assertThat(browser.submit(confirm, Map.of("decision", "approve")).status()).isEqualTo(503);
    assertThat(poll(started)).isNotInstanceOf(Poll.Approved.class);
  }

  @Test
  void somebody_without_an_account_is_told_so_and_may_sign_in_as_another() {
    JsonNode started = device("tool", "storage.read:/data/x");
    Answer refused = confirm(started, "stranger");
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.body()).contains("You have no account here.");
    assertThat(gateway.events.getLast())
        .isInstanceOfSatisfying(
            Event.NoAccount.class,
            none -> assertThat(none.client()).isEqualTo(new ClientId("tool")));
    Answer departure = browser.follow(browser.get(refused.link("Not you?")));
    Answer confirm = browser.follow(gateway.arrive(browser, departure, "ana"));
    assertThat(browser.submit(confirm, Map.of("decision", "approve")).body()).contains("Approved");
  }

  @Test
  void a_device_code_of_one_issuer_is_unknown_at_another() {
    JsonNode started = device("tool", "storage.read:/data/x");
    Answer page = browser.get("/annex/device");
    assertThat(browser.submit(page, Map.of("user_code", code(started))).status()).isEqualTo(400);
    assertThat(
            gateway
                .store
                .deviceCodes()
                .poll(
                    new IssuerId("annex"),
                    new ClientId("tool"),
                    SecretHash.of(started.get("device_code").asText()),
                    gateway.clock.instant()))
        .isEqualTo(new Poll.Unknown());
  }

  @Test
  void a_device_asked_for_on_another_day_says_so() {
    Instant asked = gateway.clock.instant();
    Instant midnight = asked.truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(1));
    gateway.clock.set(midnight.minusSeconds(60));
    JsonNode started = device("tool", "storage.read:/data/x");
    gateway.clock.set(midnight.plusSeconds(60));
    assertThat(confirm(started, "ana").body()).contains(", 23:59 UTC").doesNotContain("today");
  }

  private static JsonNode device(String client, String scope) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("client_id", client);
    form.put("scope", scope);
    Answer answer = gateway.browser().post("/oauth2/device_authorization", form);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    try {
      return new ObjectMapper().readTree(answer.body());
    } catch (IOException e) {
      throw new AssertionError(answer.body(), e);
    }
  }

  private static String code(JsonNode started) {
    return started.get("user_code").asText();
  }

  private static Answer enter(TestBrowser browser, String code) {
    return browser.submit(browser.get("/device"), Map.of("user_code", code));
  }

  private Answer confirm(JsonNode started, String name) {
    Answer departure = browser.follow(enter(browser, code(started)));
    return browser.follow(gateway.arrive(browser, departure, name));
  }

  private static Poll poll(JsonNode started) {
    gateway.clock.set(gateway.clock.instant().plusSeconds(6));
    return gateway
        .store
        .deviceCodes()
        .poll(
            gateway.lab.id(),
            new ClientId("tool"),
            SecretHash.of(started.get("device_code").asText()),
            gateway.clock.instant());
  }
}
