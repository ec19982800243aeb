package org.symbolon.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.symbolon.audit.Event;
import org.symbolon.client.Preferences.Logout;
import org.symbolon.issuer.Issuer;
import org.symbolon.upstream.Upstream;

/** What the institution's word ends, once it is believed. */
class InstitutionLogoutTest {
  private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
  private static final String CAMPUS = "https://campus.example";
  private static final String HERE = "/login/callback/campus/logout";

  private static TestGateway gateway;
  private static MockWebServer client;

  @BeforeAll
  static void start() throws IOException {
    gateway = TestGateway.start();
    client = new MockWebServer();
    client.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            return new MockResponse.Builder().build();
          }
        });
    client.start();
    gateway.clients.add(
        TestClients.with(
            TestClients.client(
                "told", false, List.of("https://told.example/cb"), Issuer.OnRefused.NARROW),
            new Logout(
                List.of(), Optional.of(client.url("/out").uri()), true, Optional.empty(), false),
            true));
  }

  @AfterAll
  static void stop() {
    gateway.close();
    client.close();
  }

  @BeforeEach
  void forget() {
    gateway.events.clear();
  }

  @Test
  void by_subject_all_sessions_of_the_person_end_and_nobody_elses() {
    TestBrowser one = signedIn("eva", "s-1");
    TestBrowser other = signedIn("eva", "s-2");
    TestBrowser bob = signedIn("bob", "s-3");

    Answer answer = say(over("eva", null));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    assertThat(isSignedIn(one)).isFalse();
    assertThat(isSignedIn(other)).isFalse();
    assertThat(isSignedIn(bob)).isTrue();
    assertThat(gateway.events)
        .filteredOn(Event.SessionEnded.class::isInstance)
        .hasSize(2)
        .allSatisfy(
            event ->
                assertThat(((Event.SessionEnded) event).why())
                    .isEqualTo("signed out at the institution"));
  }

  @Test
  void by_session_only_that_one_ends_with_or_without_the_subject() {
    TestBrowser one = signedIn("ana", "s-1");
    TestBrowser other = signedIn("ana", "s-2");
    TestBrowser third = signedIn("ana", "s-3");

    assertThat(say(over(null, "s-1")).status()).isEqualTo(200);
    assertThat(say(over("ana", "s-2")).status()).isEqualTo(200);

    assertThat(isSignedIn(one)).isFalse();
    assertThat(isSignedIn(other)).isFalse();
    assertThat(isSignedIn(third)).isTrue();
  }

  @Test
  void a_session_that_the_institution_never_named_ends_with_any_of_the_person() {
    TestBrowser unnamed = signedIn("ana", null);
    TestBrowser named = signedIn("ana", "s-1");

    assertThat(say(over(null, "s-9")).status()).isEqualTo(200);
    assertThat(isSignedIn(unnamed)).isTrue();
    assertThat(say(over("ana", "s-9")).status()).isEqualTo(200);

    assertThat(isSignedIn(unnamed)).isFalse();
    assertThat(isSignedIn(named)).isTrue();
  }

  @Test
  void a_session_and_a_subject_that_do_not_belong_together_end_nothing() {
    TestBrowser ana = signedIn("ana", "s-1");
    assertThat(say(over("bob", "s-1")).status()).isEqualTo(200);
    assertThat(isSignedIn(ana)).isTrue();
  }

  @Test
  void what_another_institution_calls_a_session_the_same_is_another() {
    TestBrowser ana = signedIn("ana", "s-1");
    String subject = "subject-of-ana";
    assertThat(
            say(new Upstream.Logout.Ended(
                    "https://other.example", Optional.empty(), Optional.of("s-1"), id(), soon()))
                .status())
        .isEqualTo(200);
    say(
        new Upstream.Logout.Ended(
            "https://other.example", Optional.of(subject), Optional.empty(), id(), soon()));
    assertThat(isSignedIn(ana)).isTrue();
  }

  @Test
  void a_token_counts_once() {
    Upstream.Logout.Ended over = over("ana", null);
    signedIn("ana", "s-1");
    assertThat(say(over).status()).isEqualTo(200);
    TestBrowser again = signedIn("ana", "s-2");

    Answer replayed = say(over);

    assertThat(replayed.status()).isEqualTo(400);
    assertThat(replayed.body()).contains("\"error\":\"invalid_request\"");
    assertThat(isSignedIn(again)).isTrue();
  }

  @Test
  void of_many_that_say_the_same_at_once_one_is_heard() throws Exception {
    signedIn("ana", "s-1");
    gateway.campus.logout = over("ana", null);
    List<Integer> statuses = new CopyOnWriteArrayList<>();
    List<Thread> threads =
        IntStream.range(0, 8)
            .mapToObj(
                i ->
                    Thread.ofVirtual()
                        .start(
                            () ->
                                statuses.add(
                                    gateway
                                        .browser()
                                        .post(HERE, Map.of("logout_token", "x"))
                                        .status())))
            .toList();
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(statuses).hasSize(8).containsOnlyOnce(200);
    assertThat(statuses).filteredOn(status -> status != 200).containsOnly(400);
  }

  @Test
  void there_being_nobody_to_sign_out_is_no_error() {
    assertThat(say(over("nobody", null)).status()).isEqualTo(200);
    assertThat(say(over(null, "no such session")).status()).isEqualTo(200);
  }

  @Test
  void what_is_not_believed_ends_nothing_and_says_no_more_than_that() {
    TestBrowser ana = signedIn("ana", "s-1");
    Answer refused = say(new Upstream.Logout.Invalid("signed by <nobody>"));
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.header("Cache-Control")).isEqualTo("no-store");
    assertThat(refused.body()).contains("\"error\":\"invalid_request\"");
    assertThat(refused.body()).doesNotContain("nobody");
    assertThat(gateway.browser().post(HERE, Map.of()).status()).isEqualTo(400);
    assertThat(gateway.browser().get(HERE).status()).isEqualTo(405);
    assertThat(isSignedIn(ana)).isTrue();
  }

  @Test
  void what_can_not_be_checked_is_to_be_sent_again_and_then_counts() {
    TestBrowser ana = signedIn("ana", "s-1");
    Answer later = say(new Upstream.Logout.Unavailable("the keys are away"));
    assertThat(later.status()).isEqualTo(503);
    assertThat(later.header("Retry-After")).isNotEmpty();
    assertThat(later.body()).contains("\"error\":\"temporarily_unavailable\"");
    assertThat(isSignedIn(ana)).isTrue();
    assertThat(say(over("ana", null)).status()).isEqualTo(200);
    assertThat(isSignedIn(ana)).isFalse();
  }

  @Test
  void the_other_issuer_of_the_same_institution_keeps_its_sessions() {
    TestBrowser ana = signedIn("ana", "s-1");
    gateway.campus.logout = over("ana", null);
    assertThat(gateway.browser().post("/annex" + HERE, Map.of("logout_token", "x")).status())
        .isEqualTo(200);
    assertThat(isSignedIn(ana)).isTrue();
  }

  @Test
  void our_clients_are_told_in_turn() {
    signedIn("ida", "s-1");
    int before = client.getRequestCount();
    assertThat(say(over("ida", "s-1")).status()).isEqualTo(200);
    assertThat(client.getRequestCount()).isEqualTo(before + 1);
    assertThat(gateway.events)
        .filteredOn(Event.LogoutNotice.class::isInstance)
        .singleElement()
        .satisfies(event -> assertThat(((Event.LogoutNotice) event).outcome()).isEqualTo("told"));
  }

  private static Upstream.Logout.Ended over(@Nullable String name, @Nullable String session) {
    return new Upstream.Logout.Ended(
        CAMPUS,
        Optional.ofNullable(name).map(text -> "subject-of-" + text),
        Optional.ofNullable(session),
        id(),
        soon());
  }

  private static String id() {
    return UUID.randomUUID().toString();
  }

  private static Instant soon() {
    return gateway.clock.instant().plus(Duration.ofMinutes(3));
  }

  private static Answer say(Upstream.Logout logout) {
    gateway.campus.logout = logout;
    return gateway.browser().post(HERE, Map.of("logout_token", "x"));
  }

  private static TestBrowser signedIn(String name, @Nullable String session) {
    TestBrowser browser = gateway.browser();
    signIn(browser, name, session);
    assertThat(isSignedIn(browser)).isTrue();
    return browser;
  }

  private static void signIn(TestBrowser browser, String name, @Nullable String session) {
    Answer departure = browser.follow(browser.get(authorize()));
    gateway.campus.arrival =
        ScriptedCampus.person(name, gateway.clock.instant(), Optional.ofNullable(session));
    String state = departure.nextQuery().get("state");
    browser.follow(browser.get("/login/callback?code=c&state=" + state));
  }

  private static boolean isSignedIn(TestBrowser browser) {
    return !"login_required"
        .equals(browser.get(authorize() + "&prompt=none").nextQuery().get("error"));
  }

  private static String authorize() {
    Map<String, String> request = new LinkedHashMap<>();
    request.put("response_type", "code");
    request.put("client_id", "told");
    request.put("redirect_uri", "https://told.example/cb");
    request.put("scope", "storage.read:/data/x");
    request.put("code_challenge", CHALLENGE);
    request.put("code_challenge_method", "S256");
    return "/oauth2/authorize?" + TestBrowser.encoded(request);
  }
}
