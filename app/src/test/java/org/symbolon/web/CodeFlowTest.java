package org.symbolon.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.symbolon.audit.Event;
import org.symbolon.grant.Code;
import org.symbolon.grant.Codes;
import org.symbolon.protocol.SecretHash;

/** The authorization code flow in a browser, up to the code. */
class CodeFlowTest extends CodeFlow {
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
}
