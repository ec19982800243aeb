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
import org.symbolon.grant.Code;
import org.symbolon.grant.Codes;
import org.symbolon.issuer.Issuer;
import org.symbolon.protocol.ProtocolError;
import org.symbolon.protocol.SecretHash;
import org.symbolon.upstream.SignInRequest;
import org.symbolon.upstream.Upstream.Arrival;

/** The authorization code flow in a browser, up to the code. */
class CodeFlowTest {
  private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

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
  }

  @AfterEach
  void asUsual() {
    gateway.rights.rules = ScriptedRights.USUAL;
    gateway.rights.down = Optional.empty();
    gateway.rights.breaks = Optional.empty();
    gateway.campus.down = Optional.empty();
  }

  @Test
  void a_person_signs_in_at_the_campus_allows_a_program_and_it_gets_a_code() {
    Answer consent = consent(request("storage.read:/data/x offline_access"));

    assertThat(consent.status()).isEqualTo(200);
    assertThat(consent.body())
        .contains("Allow The tool?", "Read files below /data/x", "The person ana")
        .contains("http://127.0.0.1:4321");

    Answer done = browser.submit(consent, Map.of("decision", "approve"));
    assertThat(done.status()).isEqualTo(303);
    assertThat(done.next()).startsWith("http://127.0.0.1:4321/cb?code=");
    assertThat(done.nextQuery())
        .containsEntry("state", "s t&=")
        .containsEntry("iss", gateway.origin);

    Codes.Issued issued =
        gateway.store.codes().find(SecretHash.of(done.nextValue("code"))).orElseThrow();
    Code code = issued.code();
    assertThat(code.scope()).isEqualTo("storage.read:/data/x offline_access");
    assertThat(code.challenge()).contains(CHALLENGE);
    assertThat(code.audiences()).containsExactly("https://data.example");
    assertThat(code.redirectUri()).isEqualTo("http://127.0.0.1:4321/cb");
    assertThat(code.offline()).isTrue();
    assertThat(code.expires()).isEqualTo(gateway.clock.instant().plus(Duration.ofSeconds(60)));
    assertThat(issued.login().grant().username()).isEqualTo("ana");
    assertThat(issued.loginAlive()).isTrue();
  }

  @Test
  void consent_names_the_clients_origin_in_the_form_action() {
    Answer consent = consent(request("storage.read:/data/x"));
    assertThat(consent.header("Content-Security-Policy"))
        .contains("form-action 'self' http://127.0.0.1:4321")
        .contains("frame-ancestors 'none'")
        .contains("default-src 'none'");
    assertThat(consent.header("Referrer-Policy")).isEqualTo("no-referrer");
    assertThat(consent.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(consent.header("Cache-Control")).isEqualTo("no-store");
  }

  @Test
  void a_native_clients_scheme_may_be_the_end_of_the_form() {
    Map<String, String> request = request("storage.read:/data/x");
    request.put("client_id", "app");
    request.put("redirect_uri", "org.example.app:/cb");
    Answer consent = consent(request);
    assertThat(consent.header("Content-Security-Policy"))
        .contains("form-action 'self' org.example.app:");
    assertThat(browser.submit(consent, Map.of("decision", "approve")).next())
        .startsWith("org.example.app:/cb?code=");
  }

  @Test
  void a_redirect_uri_keeps_its_own_query() {
    Map<String, String> request = request("storage.read:/data/x");
    request.put("client_id", "portal");
    request.put("redirect_uri", "https://portal.example/cb?keep=1");
    assertThat(browser.submit(consent(request), Map.of("decision", "approve")).next())
        .startsWith("https://portal.example/cb?keep=1&code=");
  }

  @Test
  void a_person_who_refuses_sends_the_program_away_with_access_denied() {
    Answer done =
        browser.submit(consent(request("storage.read:/data/x")), Map.of("decision", "deny"));
    assertThat(done.nextQuery())
        .containsEntry("error", "access_denied")
        .containsEntry("state", "s t&=")
        .containsEntry("iss", gateway.origin);
  }

  @Test
  void one_consent_makes_one_code() {
    Answer consent = consent(request("storage.read:/data/x"));
    assertThat(browser.submit(consent, Map.of("decision", "approve")).status()).isEqualTo(303);
    Answer again = browser.submit(consent, Map.of("decision", "approve"));
    assertThat(again.status()).isEqualTo(400);
    assertThat(again.body()).contains("no longer under way");
  }

  @Test
  void a_refused_scope_fails_the_request_before_consent_and_names_scope_and_reason() {
    Answer answer = consent(request("storage.read:/data/x storage.read:/secret/y"));
    assertThat(answer.status()).isEqualTo(303);
    assertThat(answer.nextQuery()).containsEntry("error", "invalid_scope");
    assertThat(answer.nextValue("error_description"))
        .contains("storage.read:/secret/y", "nobody's business");
  }

  @Test
  void where_a_client_takes_less_consent_shows_what_it_will_not_get() {
    Map<String, String> request = request("storage.read:/data/x storage.read:/secret/y");
    request.put("client_id", "narrow");
    Answer consent = consent(request);
    assertThat(consent.body()).contains("will not get it", "it is nobody");
    Answer done = browser.submit(consent, Map.of("decision", "approve"));
    assertThat(code(done).scope()).isEqualTo("storage.read:/data/x");
    assertThat(code(done).requestedScope())
        .isEqualTo("storage.read:/data/x storage.read:/secret/y");
  }

  @Test
  void a_client_that_takes_less_still_gets_no_code_for_nothing() {
    Map<String, String> request = request("storage.read:/secret/y");
    request.put("client_id", "narrow");
    assertThat(consent(request).nextQuery()).containsEntry("error", "invalid_scope");
  }

  @Test
  void no_scope_asked_for_means_the_default_scopes_for_this_person() {
    Map<String, String> request = request("");
    request.remove("scope");
    Answer consent = consent(request);
    assertThat(consent.body()).contains("Read files below /data/ana", "Know who you are");
    assertThat(code(browser.submit(consent, Map.of("decision", "approve"))).scope())
        .isEqualTo("openid storage.read:/data/ana");
  }

  @Test
  void unknown_openid_scopes_are_ignored() {
    Answer consent = consent(request("storage.read:/data/x fancy_new_thing"));
    assertThat(code(browser.submit(consent, Map.of("decision", "approve"))).scope())
        .isEqualTo("storage.read:/data/x");
  }

  @Test
  void what_is_approved_is_what_was_shown() {
    Map<String, String> request = request("storage.read:/data/x storage.read:/secret/y");
    request.put("client_id", "narrow");
    Answer consent = consent(request);
    gateway.rights.rules =
        List.of(ScriptedRights.DATA, ScriptedRights.grant("storage.read:/secret/**"));
    Answer again = browser.submit(consent, Map.of("decision", "approve"));
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.body()).contains("Allow The narrow?", "Read files below /secret/y");
    assertThat(code(browser.submit(again, Map.of("decision", "approve"))).scope())
        .isEqualTo("storage.read:/data/x storage.read:/secret/y");
  }

  @Test
  void a_refresh_token_is_promised_only_when_asked_for_and_granted() {
    assertThat(code(approve(request("storage.read:/data/x"))).offline()).isFalse();
    gateway.rights.rules = List.of(ScriptedRights.DATA);
    newBrowser();
    assertThat(code(approve(request("storage.read:/data/x offline_access"))).offline()).isFalse();
  }

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
  void what_a_person_was_asked_and_answered_is_reported() {
    int before = gateway.events.size();
    approve(request("storage.read:/data/x"));
    Answer second = browser.follow(browser.get(authorize(request("storage.read:/data/y"))));
    browser.submit(second, Map.of("decision", "deny"));
    assertThat(gateway.events.subList(before, gateway.events.size()))
        .filteredOn(Event.Consent.class::isInstance)
        .extracting(
            event -> ((Event.Consent) event).answer() + " " + ((Event.Consent) event).scope())
        .containsExactly(
            "SHOWN storage.read:/data/x",
            "APPROVED storage.read:/data/x",
            "SHOWN storage.read:/data/y",
            "DENIED ");
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

  @Test
  void somebody_without_an_account_is_told_so_and_the_program_can_be_told() {
    Answer refused = signIn(request("storage.read:/data/x"), "stranger");
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.body()).contains("You have no account here.");
    assertThat(refused.link("Go back")).startsWith("http://127.0.0.1:4321/cb?error=access_denied");
  }

  @Test
  void a_source_of_rights_that_is_down_is_neither_yes_nor_no() {
    gateway.rights.down = Optional.of("ldap: connect timed out");
    Answer answer = signIn(request("storage.read:/data/x"), "ana");
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.header("Retry-After")).isEqualTo("10");
    assertThat(answer.body()).doesNotContain("ldap");
    gateway.rights.down = Optional.empty();
    assertThat(browser.get(answer.link("Try again")).body()).contains("Allow The tool?");
  }

  @Test
  void a_mistake_of_ours_is_a_page_that_tells_only_its_reference() {
    gateway.rights.breaks =
        Optional.of(new IllegalStateException("secret detail", new Error("inner")));
    Answer answer = signIn(request("storage.read:/data/x"), "ana");
    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.body())
        .contains("Something went wrong here", "nothing was decided", "reference")
        .doesNotContain("secret detail", "Exception", "inner");
    assertThat(answer.header("Content-Security-Policy")).contains("default-src 'none'");
  }

  @Test
  void a_database_that_is_away_is_a_page_that_asks_to_try_again() {
    gateway.rights.breaks =
        Optional.of(
            ProtocolError.unavailable("the server's database does not answer", "refused")
                .exception());
    Answer answer = signIn(request("storage.read:/data/x"), "ana");
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.header("Retry-After")).isEqualTo("10");
    assertThat(answer.body()).contains("This site does not answer just now");
  }

  @Test
  void rights_that_go_down_between_page_and_button_decide_nothing() {
    Answer consent = consent(request("storage.read:/data/x"));
    gateway.rights.down = Optional.of("down");
    assertThat(browser.submit(consent, Map.of("decision", "approve")).status()).isEqualTo(503);
    gateway.rights.down = Optional.empty();
    assertThat(browser.submit(consent, Map.of("decision", "approve")).status()).isEqualTo(303);
  }

  @Test
  void rights_lost_between_page_and_button_refuse() {
    Answer consent = consent(request("storage.read:/data/x"));
    gateway.rights.rules = List.of();
    assertThat(browser.submit(consent, Map.of("decision", "approve")).nextQuery())
        .containsEntry("error", "invalid_scope");
  }

  @Test
  void a_client_removed_meanwhile_gets_nothing_not_even_an_error() {
    gateway.clients.add(
        TestClients.client("brief", true, List.of("http://127.0.0.1/cb"), Issuer.OnRefused.FAIL));
    Map<String, String> request = request("storage.read:/data/x");
    request.put("client_id", "brief");
    Answer consent = consent(request);
    gateway.clients.remove("brief");
    Answer answer = browser.submit(consent, Map.of("decision", "approve"));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.headers("Location")).isEmpty();
  }

  @Test
  void an_authorization_request_by_post_becomes_one_by_get() {
    Answer answer = browser.post("/oauth2/authorize", request("storage.read:/data/x"));
    assertThat(answer.status()).isEqualTo(303);
    assertThat(answer.next()).startsWith("/oauth2/authorize?");
    assertThat(browser.follow(answer).next()).startsWith("/sign-in?transaction=");
  }

  @Test
  void an_upstream_refresh_token_is_kept_encrypted() {
    Answer done = approve(request("storage.read:/data/x"));
    Codes.Issued issued =
        gateway.store.codes().find(SecretHash.of(done.nextValue("code"))).orElseThrow();
    assertThat(issued.login().upstreamRefreshToken().orElseThrow())
        .doesNotContain("upstream-refresh-of");
    assertThat(issued.login().grant().expires())
        .isEqualTo(
            issued.login().grant().created().plus(gateway.lab.lifetimes().refreshAbsolute()));
  }

  @Test
  void nobody_authenticated_in_the_future() {
    Answer departure = departure(request("storage.read:/data/x"));
    gateway.campus.arrival =
        ScriptedCampus.person("ana", gateway.clock.instant().plusSeconds(3600));
    Answer back = browser.get("/login/callback?state=" + departure.nextQuery().get("state"));
    Answer done = browser.submit(browser.follow(back), Map.of("decision", "approve"));
    Codes.Issued issued =
        gateway.store.codes().find(SecretHash.of(done.nextValue("code"))).orElseThrow();
    assertThat(issued.login().grant().authenticatedAt()).isEqualTo(gateway.clock.instant());
  }

  @Test
  void a_name_that_fits_no_pattern_is_refused() {
    Answer departure = departure(request("storage.read:/data/x"));
    for (Object name : List.of("Ana!", "root\n", "ünal", 7)) {
      gateway.campus.arrival =
          new Arrival.Identified(
              "https://campus.example",
              "s",
              Map.of("preferred_username", name),
              gateway.clock.instant(),
              Optional.empty());
      Answer answer = browser.get("/login/callback?state=" + departure.nextQuery().get("state"));
      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.body()).contains("did not name you in a way that is known here");
    }
  }

  @Test
  void a_local_name_never_passes_to_another_person() {
    approve(request("storage.read:/data/x"));
    TestBrowser others = gateway.browser();
    Answer departure = others.follow(others.get(authorize(request("storage.read:/data/x"))));
    gateway.campus.arrival =
        new Arrival.Identified(
            "https://campus.example",
            "somebody-else",
            Map.of("preferred_username", "ana"),
            gateway.clock.instant(),
            Optional.empty());
    Answer answer = others.get("/login/callback?state=" + departure.nextQuery().get("state"));
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.body()).contains("belongs to somebody else here");
  }

  private static Map<String, String> request(String scope) {
    Map<String, String> request = new LinkedHashMap<>();
    request.put("response_type", "code");
    request.put("client_id", "tool");
    request.put("redirect_uri", "http://127.0.0.1:4321/cb");
    request.put("scope", scope);
    request.put("state", "s t&=");
    request.put("code_challenge", CHALLENGE);
    request.put("code_challenge_method", "S256");
    return request;
  }

  private static String authorize(Map<String, String> request) {
    return "/oauth2/authorize?" + TestBrowser.encoded(request);
  }

  private Answer departure(Map<String, String> request) {
    return browser.follow(browser.get(authorize(request)));
  }

  private Answer signIn(Map<String, String> request, String name) {
    return browser.follow(gateway.arrive(browser, departure(request), name));
  }

  private Answer consent(Map<String, String> request) {
    return signIn(request, "ana");
  }

  private Answer approve(Map<String, String> request) {
    return browser.submit(consent(request), Map.of("decision", "approve"));
  }

  private static Code code(Answer done) {
    return gateway.store.codes().find(SecretHash.of(done.nextValue("code"))).orElseThrow().code();
  }
}
