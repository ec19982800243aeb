package org.symbolon.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URLDecoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The plans {@code oidcc-rp-initiated-logout}, {@code oidcc-backchannel-rp-initiated-logout},
 * {@code oidcc-frontchannel-rp-initiated-logout} and {@code oidcc-session-management}, with
 * registered clients.
 */
class LogoutPlanTest {
  private static final String AFTER = "http://127.0.0.1:4321/after";

  @TempDir private static Path folder;

  private static Provider provider;
  private static MockWebServer client;
  private static Party party;

  private Person person;

  @BeforeAll
  static void start() throws Exception {
    provider = new Provider(folder);
    client = new MockWebServer();
    client.start();
    HttpResponse<String> answer =
        provider.json(
            "POST",
            provider.at("registration_endpoint"),
            """
            {"redirect_uris":["%s"],"client_name":"The suite","post_logout_redirect_uris":["%s"],\
            "backchannel_logout_uri":"%s","backchannel_logout_session_required":true,\
            "frontchannel_logout_uri":"%s","frontchannel_logout_session_required":true}"""
                .formatted(
                    Provider.CALLBACK,
                    AFTER,
                    client.url("/backchannel"),
                    "http://127.0.0.1:4321/frontchannel"),
            Map.of());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    JsonNode registered = Provider.json(answer);
    party =
        new Party(
            provider,
            registered.required("client_id").asText(),
            registered.required("client_secret").asText(),
            false,
            Provider.CALLBACK,
            Map.of());
  }

  @AfterAll
  static void stop() throws Exception {
    provider.close();
    client.close();
  }

  @BeforeEach
  void someoneNew() {
    person = new Person(provider);
  }

  private Person.Landing logout(Map<String, String> parameters) {
    client.enqueue(new MockResponse.Builder().build());
    return person.open(provider.at("end_session_endpoint") + "?" + Provider.encoded(parameters));
  }

  private Map<String, String> whole(String idToken) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("id_token_hint", idToken);
    parameters.put("post_logout_redirect_uri", AFTER);
    parameters.put("state", "after &=");
    return parameters;
  }

  private boolean isSignedIn() {
    return person.authorize(party.request("prompt", "none")).values().containsKey("code");
  }

  private String signedIn() {
    return party.tokens(person, party.request()).required("id_token").asText();
  }

  @Test
  void discovery_endpoint_verification() {
    JsonNode metadata = provider.metadata();
    assertThat(provider.at("end_session_endpoint")).startsWith(provider.origin());
    assertThat(provider.at("check_session_iframe")).startsWith(provider.origin());
    for (String member :
        List.of(
            "backchannel_logout_supported",
            "backchannel_logout_session_supported",
            "frontchannel_logout_supported",
            "frontchannel_logout_session_supported")) {
      assertThat(metadata.path(member).asBoolean()).as(member).isTrue();
    }
  }

  @Test
  void rp_initiated_logout() {
    String hint = signedIn();
    assertThat(isSignedIn()).isTrue();
    Person.Landing landing = logout(whole(hint));
    assertThat(landing.address()).as(landing.toString()).isEqualTo(AFTER);
    assertThat(landing.value("state")).isEqualTo("after &=");
    assertThat(isSignedIn()).isFalse();
  }

  @Test
  void rp_initiated_logout_without_state() {
    Map<String, String> parameters = whole(signedIn());
    parameters.remove("state");
    Person.Landing landing = logout(parameters);
    assertThat(landing.address()).isEqualTo(AFTER);
    assertThat(landing.values()).isEmpty();
    assertThat(isSignedIn()).isFalse();
  }

  @Test
  void rp_initiated_logout_without_a_redirect_address_or_any_parameter_ends_on_a_page() {
    Map<String, String> parameters = whole(signedIn());
    parameters.remove("post_logout_redirect_uri");
    assertThat(logout(parameters).how()).isEqualTo("page");
    assertThat(isSignedIn()).isFalse();
    signedIn();
    assertThat(logout(Map.of()).how()).isEqualTo("page");
    assertThat(isSignedIn()).isFalse();
  }

  @Test
  void rp_initiated_logout_without_a_hint_goes_nowhere_unregistered() {
    signedIn();
    Map<String, String> parameters = whole("");
    parameters.remove("id_token_hint");
    assertThat(logout(parameters).how()).isEqualTo("page");
  }

  @Test
  void rp_initiated_logout_goes_to_no_address_but_a_registered_one() {
    for (String bad :
        List.of(AFTER + "?extra=1", AFTER + "/x", "https://evil.example/", "javascript:alert(1)")) {
      Map<String, String> parameters = whole(signedIn());
      parameters.put("post_logout_redirect_uri", bad);
      Person.Landing landing = logout(parameters);
      assertThat(landing.how()).as(landing.toString()).isEqualTo("page");
      assertThat(landing.page()).doesNotContain("evil.example\"", "javascript:");
    }
  }

  @Test
  void rp_initiated_logout_with_a_changed_or_foreign_hint_redirects_nowhere() throws Exception {
    String hint = signedIn();
    String[] parts = hint.split("\\.");
    String changed = parts[0] + "." + parts[1] + "." + parts[2].substring(4) + "AAAA";
    for (String bad : List.of(changed, "nonsense", parts[0] + "." + parts[1] + ".")) {
      Person.Landing landing = logout(whole(bad));
      assertThat(landing.how()).as(landing.toString()).isEqualTo("page");
    }
  }

  @Test
  void backchannel_rp_initiated_logout() throws Exception {
    while (client.takeRequest(0, TimeUnit.MILLISECONDS) != null) {
      // What other tests had sent.
    }
    String hint = signedIn();
    logout(whole(hint));
    RecordedRequest told = client.takeRequest(10, TimeUnit.SECONDS);
    assertThat(told).isNotNull();
    assertThat(told.getMethod()).isEqualTo("POST");
    String token =
        URLDecoder.decode(
            told.getBody().utf8().replace("logout_token=", ""), StandardCharsets.UTF_8);
    assertThat(SignedJWT.parse(token).getHeader().getType().getType()).isEqualTo("logout+jwt");
    JWTClaimsSet claims = party.verified(token);
    assertThat(claims.getIssuer()).isEqualTo(provider.origin());
    assertThat(claims.getAudience()).containsExactly(party.id());
    assertThat(claims.getJWTID()).isNotBlank();
    assertThat(claims.getIssueTime()).isNotNull();
    assertThat(claims.getExpirationTime()).isNotNull();
    assertThat(claims.getJSONObjectClaim("events"))
        .isEqualTo(Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of()));
    assertThat(claims.getClaim("nonce")).isNull();
    assertThat(claims.getStringClaim("sid"))
        .isEqualTo(SignedJWT.parse(hint).getJWTClaimsSet().getStringClaim("sid"))
        .isNotBlank();
  }

  @Test
  void frontchannel_rp_initiated_logout() throws Exception {
    String hint = signedIn();
    Map<String, String> parameters = whole(hint);
    client.enqueue(new MockResponse.Builder().build());
    String page =
        person.pageOf(provider.at("end_session_endpoint") + "?" + Provider.encoded(parameters));
    assertThat(page)
        .contains(
            "<iframe src=\"http://127.0.0.1:4321/frontchannel?iss=",
            "sid=" + SignedJWT.parse(hint).getJWTClaimsSet().getStringClaim("sid"));
  }

  @Test
  void session_management_session_state_is_told_and_changes_with_the_session() {
    String first = party.arrived(person, party.request()).value("session_state");
    assertThat(first).matches("[!-~]+\\.[!-~]+").doesNotContain(" ");
    assertThat(party.arrived(new Person(provider), party.request()).value("session_state"))
        .isNotEqualTo(first);
  }
}
