package org.symbolon.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.symbolon.audit.Event;
import org.symbolon.upstream.Upstream.Arrival;

/** Signing in, at an institution or by password, with all that can go wrong. */
class SignInPagesTest {
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
    gateway.clock.set(gateway.clock.instant().plus(Duration.ofMinutes(20)));
  }

  @AfterEach
  void asUsual() {
    gateway.campus.down = Optional.empty();
  }

  @Test
  void with_one_way_to_sign_in_nobody_is_asked_which() {
    assertThat(browser.follow(browser.get(authorize(""))).next())
        .startsWith("https://campus.example/authorize?");
  }

  @Test
  void with_several_ways_the_person_chooses() {
    Answer choice = browser.follow(browser.get(authorize("/annex")));
    assertThat(choice.body())
        .contains("How do you want to sign in?", "You will then continue with", "The tool");
    assertThat(browser.get(choice.link("The campus (campus)")).next())
        .startsWith("https://campus.example/authorize?redirect_uri=" + gateway.origin + "/annex/");
    Answer password = browser.get(choice.link("A local account"));
    assertThat(password.body()).contains("Password");
    assertThat(password.header("Content-Security-Policy"))
        .contains("form-action 'self' http://127.0.0.1:4321");
  }

  @Test
  void a_local_account_signs_in_with_its_password() {
    Answer done = browser.submit(password(), credentials("lena", TestGateway.PASSWORD));
    assertThat(done.next()).startsWith("/annex/sign-in/continue?transaction=");
    assertThat(browser.follow(done).body()).contains("Lena Local", "account <bdi>lena</bdi>");
    assertThat(gateway.events)
        .anySatisfy(
            event ->
                assertThat(event)
                    .isInstanceOfSatisfying(
                        Event.LoginSucceeded.class,
                        succeeded -> assertThat(succeeded.username()).isEqualTo("lena")));
  }

  @Test
  void a_wrong_password_and_an_unknown_name_look_alike() {
    Answer wrong = browser.submit(password(), credentials("lena", "wrong"));
    Answer unknown = browser.submit(password(), credentials("nobody", "wrong"));
    assertThat(wrong.status()).isEqualTo(400).isEqualTo(unknown.status());
    assertThat(wrong.body()).contains("The name or the password is wrong.");
    assertThat(unknown.body()).contains("The name or the password is wrong.");
    assertThat(browser.cookies).doesNotContainKey("symbolon-session-annex");
  }

  @Test
  void what_was_typed_as_a_name_is_reported_only_where_it_is_one() {
    browser.submit(password(), credentials("lena", "wrong"));
    browser.submit(password(), credentials("my-Secret-word", "wrong"));
    assertThat(gateway.events).anyMatch(event -> event.toString().contains("for lena"));
    assertThat(gateway.events).noneMatch(event -> event.toString().contains("my-Secret-word"));
  }

  @Test
  void too_many_wrong_passwords_close_the_account_for_a_while() {
    for (int attempt = 0; attempt < 3; attempt++) {
      browser.submit(password(), credentials("lena", "wrong"));
    }
    Answer later = browser.submit(password(), credentials("lena", TestGateway.PASSWORD));
    assertThat(later.status()).isEqualTo(429);
    assertThat(Integer.parseInt(later.header("Retry-After"))).isPositive();
  }

  @Test
  void a_password_is_taken_only_by_the_local_method_and_by_a_known_one() {
    Answer page = password();
    Map<String, String> form = new LinkedHashMap<>(credentials("lena", TestGateway.PASSWORD));
    form.put("csrf", page.hidden("csrf").orElseThrow());
    form.put("transaction", page.hidden("transaction").orElseThrow());
    assertThat(browser.post("/annex/sign-in/with/campus", form).status()).isEqualTo(400);
    assertThat(browser.post("/annex/sign-in/with/other", form).status()).isEqualTo(400);
    assertThat(browser.post("/annex/sign-in/with/local", form).status()).isEqualTo(200);
  }

  @Test
  void the_session_is_made_anew_at_each_sign_in() {
    browser.submit(password(), credentials("lena", TestGateway.PASSWORD));
    String first = browser.cookies.get("symbolon-session-annex");
    browser.submit(password("&prompt=login"), credentials("lena", TestGateway.PASSWORD));
    String second = browser.cookies.get("symbolon-session-annex");
    assertThat(second).isNotEqualTo(first);
    TestBrowser old = gateway.browser();
    old.cookies.put("symbolon-session-annex", first);
    assertThat(old.get(authorize("/annex")).next()).startsWith("/annex/sign-in?");
  }

  @Test
  void a_local_account_is_asked_its_password_anew_and_its_name_is_filled_in() {
    browser.submit(password(), credentials("lena", TestGateway.PASSWORD));
    for (String fresh : List.of("&prompt=login", "&prompt=select_account")) {
      assertThat(password(fresh + "&login_hint=lena%22%3E").body())
          .contains("Password", "value=\"lena&#34;>\"");
    }
    gateway.clock.set(gateway.clock.instant().plusSeconds(1));
    assertThat(password("&max_age=0").body()).contains("Password");
  }

  @Test
  void a_planted_session_cookie_is_not_taken_over() {
    browser.cookies.put("symbolon-session-annex", "x".repeat(43));
    browser.submit(password(), credentials("lena", TestGateway.PASSWORD));
    assertThat(browser.cookies.get("symbolon-session-annex")).isNotEqualTo("x".repeat(43));
  }

  @Test
  void cookies_are_out_of_reach_of_scripts_and_other_sites() {
    Answer begun = browser.get(authorize(""));
    assertThat(begun.headers("Set-Cookie"))
        .singleElement()
        .asString()
        .startsWith("symbolon-browser-lab=")
        .endsWith("; Path=/; HttpOnly; SameSite=Lax");
  }

  @Test
  void a_cookie_of_one_issuer_is_worth_nothing_at_another() {
    browser.submit(password(), credentials("lena", TestGateway.PASSWORD));
    String session = browser.cookies.get("symbolon-session-annex");
    browser.cookies.put("symbolon-session-lab", session);
    assertThat(browser.get(authorize("")).next()).startsWith("/sign-in?");
  }

  @Test
  void a_transaction_of_one_issuer_is_unknown_at_another() {
    Answer begun = browser.get(authorize("/annex"));
    browser.cookies.put("symbolon-browser-lab", browser.cookies.get("symbolon-browser-annex"));
    Answer elsewhere = browser.get(begun.next().replace("/annex/sign-in", "/sign-in"));
    assertThat(elsewhere.status()).isEqualTo(400);
  }

  @Test
  void another_browser_can_not_go_on_with_a_transaction() {
    Answer begun = browser.get(authorize(""));
    TestBrowser other = gateway.browser();
    other.get(authorize(""));
    assertThat(other.get(begun.next()).status()).isEqualTo(400);
    assertThat(other.get(begun.next().replace("/sign-in?", "/sign-in/continue?")).status())
        .isEqualTo(400);
    assertThat(other.get(begun.next().replace("/sign-in?", "/sign-in/again?")).status())
        .isEqualTo(400);
  }

  @Test
  void a_callback_with_a_forged_or_missing_state_signs_nobody_in() {
    browser.follow(browser.get(authorize("")));
    gateway.campus.arrival = ScriptedCampus.person("mallory", gateway.clock.instant());
    for (String query : List.of("?state=forged", "", "?state=", "?state=a&state=b", "?code=x")) {
      assertThat(browser.get("/login/callback" + query).status()).isEqualTo(400);
    }
    assertThat(browser.cookies).doesNotContainKey("symbolon-session-lab");
  }

  @Test
  void a_callback_belongs_to_the_browser_that_departed() {
    Answer departure = browser.follow(browser.get(authorize("")));
    TestBrowser victim = gateway.browser();
    victim.get(authorize(""));
    assertThat(gateway.arrive(victim, departure, "mallory").status()).isEqualTo(400);
    TestBrowser bare = gateway.browser();
    assertThat(gateway.arrive(bare, departure, "mallory").status()).isEqualTo(400);
    assertThat(bare.cookies).isEmpty();
  }

  @Test
  void a_callback_counts_once() {
    Answer departure = browser.follow(browser.get(authorize("")));
    assertThat(gateway.arrive(browser, departure, "ana").status()).isEqualTo(200);
    assertThat(gateway.arrive(browser, departure, "ana").status()).isEqualTo(400);
  }

  @Test
  void of_parallel_callbacks_the_loser_leaves_no_living_login_behind() {
    Answer departure = browser.follow(browser.get(authorize("")));
    gateway.campus.meanwhile =
        () -> assertThat(gateway.arrive(browser, departure, "ana").status()).isEqualTo(200);
    int before = gateway.events.size();

    assertThat(gateway.arrive(browser, departure, "ana").status()).isEqualTo(400);

    List<Event> events = gateway.events.subList(before, gateway.events.size());
    assertThat(events).hasAtLeastOneElementOfType(Event.LoginSucceeded.class);
    assertThat(events.getLast())
        .isInstanceOfSatisfying(
            Event.GrantEnded.class,
            ended ->
                assertThat(
                        gateway
                            .store
                            .grants()
                            .alive(List.of(ended.grant()), gateway.clock.instant()))
                    .isFalse());
  }

  @Test
  void a_later_departure_replaces_an_earlier_one() {
    Answer begun = browser.get(authorize(""));
    Answer first = browser.follow(begun);
    Answer second = browser.follow(begun);
    assertThat(gateway.arrive(browser, first, "ana").status()).isEqualTo(400);
    assertThat(gateway.arrive(browser, second, "ana").status()).isEqualTo(200);
    assertThat(gateway.campus.broughtBack)
        .containsEntry("state", second.nextQuery().get("state"))
        .containsKey("nonce")
        .hasSize(2);
  }

  @Test
  void the_way_back_from_the_campus_ends_its_chain_of_redirects() {
    Answer departure = browser.follow(browser.get(authorize("")));
    Answer back = gateway.arrive(browser, departure, "ana");
    assertThat(back.status()).isEqualTo(200);
    assertThat(back.header("Refresh")).startsWith("0; url=/sign-in/continue?transaction=");
    assertThat(back.link("Continue")).startsWith("/sign-in/continue?transaction=");
  }

  @Test
  void a_cancelled_sign_in_can_be_tried_again() {
    Answer answer = arrive(new Arrival.Refused("access_denied"));
    assertThat(answer.body()).contains("cancelled or refused");
    assertThat(browser.get(answer.link("Try again")).next()).startsWith("https://campus.example/");
  }

  @Test
  void an_answer_that_fails_a_check_signs_nobody_in_and_keeps_the_reason_for_the_log() {
    Answer answer = arrive(new Arrival.Invalid("wrong nonce 4711"));
    assertThat(answer.status()).isEqualTo(502);
    assertThat(answer.body()).contains("could not be verified").doesNotContain("4711");
    assertThat(gateway.events)
        .anySatisfy(
            event ->
                assertThat(event)
                    .isInstanceOfSatisfying(
                        Event.LoginFailed.class,
                        failed -> assertThat(failed.why()).contains("4711")));
  }

  @Test
  void a_name_that_another_holds_is_refused_with_what_frees_it_for_the_log() {
    arrive(ScriptedCampus.person("holder", gateway.clock.instant()));
    browser = gateway.browser();
    Answer answer =
        arrive(
            new Arrival.Identified(
                "https://campus.example",
                "another subject",
                Map.of("preferred_username", "holder"),
                gateway.clock.instant(),
                Optional.empty()));

    assertThat(answer.body()).contains("The local name holder belongs to somebody else here.");
    assertThat(gateway.events)
        .anySatisfy(
            event ->
                assertThat(event)
                    .isInstanceOfSatisfying(
                        Event.LoginFailed.class,
                        failed -> assertThat(failed.why()).contains("symbolon names free holder")));
  }

  @Test
  void a_campus_that_does_not_answer_is_neither_yes_nor_no() {
    Answer answer = arrive(new Arrival.Unavailable("read timed out"));
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.header("Retry-After")).isEqualTo("10");
    assertThat(answer.body()).contains("The campus (campus) does not answer just now");
    assertThat(browser.get(answer.link("Try again")).status()).isEqualTo(303);
  }

  @Test
  void a_campus_without_metadata_can_be_tried_again_later() {
    gateway.campus.down = Optional.of("no metadata");
    Answer answer = browser.follow(browser.get(authorize("")));
    assertThat(answer.status()).isEqualTo(503);
    gateway.campus.down = Optional.empty();
    assertThat(browser.get(answer.link("Try again")).status()).isEqualTo(303);
  }

  @Test
  void a_transaction_expires() {
    Answer begun = browser.get(authorize(""));
    gateway.clock.set(gateway.clock.instant().plus(Duration.ofMinutes(30)));
    assertThat(browser.follow(begun).status()).isEqualTo(400);
  }

  @Test
  void going_on_without_having_signed_in_leads_to_signing_in() {
    Answer begun = browser.get(authorize(""));
    assertThat(browser.get(begun.next().replace("/sign-in?", "/sign-in/continue?")).next())
        .isEqualTo(begun.next());
  }

  private Answer arrive(Arrival arrival) {
    Answer departure = browser.follow(browser.get(authorize("")));
    gateway.campus.arrival = arrival;
    return browser.get("/login/callback?state=" + departure.nextQuery().get("state"));
  }

  private Answer password() {
    return password("");
  }

  private Answer password(String more) {
    Answer choice = browser.follow(browser.get(authorize("/annex") + more));
    return browser.get(choice.link("A local account"));
  }

  private static Map<String, String> credentials(String name, String password) {
    return Map.of("username", name, "password", password);
  }

  private static String authorize(String prefix) {
    return prefix
        + "/oauth2/authorize?response_type=code&client_id=tool&redirect_uri=http://127.0.0.1:4321/cb"
        + "&scope=storage.read:/data/x&code_challenge_method=S256"
        + "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
  }
}
