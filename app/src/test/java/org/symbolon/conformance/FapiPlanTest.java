package org.symbolon.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code fapi2-security-profile-final-test-plan}, with private_key_jwt and DPoP. */
class FapiPlanTest {
  @TempDir private static Path folder;

  private static Provider provider;
  private static FapiParty party;
  private static FapiParty other;

  private Person person;

  @BeforeAll
  static void start() throws Exception {
    provider = new Provider(folder, "fapi.yaml");
    party = new FapiParty(provider, "fapi", provider.key("fapi"), proofKey());
    other = new FapiParty(provider, "fapi-other", provider.key("fapi-other"), proofKey());
  }

  private static ECKey proofKey() throws Exception {
    return new ECKeyGenerator(Curve.P_256).generate();
  }

  @AfterAll
  static void stop() throws Exception {
    provider.close();
  }

  @BeforeEach
  void someoneNew() {
    person = new Person(provider);
  }

  @Test
  void discovery_end_point_verification() {
    JsonNode metadata = provider.metadata();
    assertThat(texts("token_endpoint_auth_methods_supported")).contains("private_key_jwt");
    assertThat(texts("code_challenge_methods_supported")).containsExactly("S256");
    assertThat(texts("dpop_signing_alg_values_supported"))
        .contains("ES256")
        .doesNotContain("none", "HS256");
    assertThat(metadata.path("authorization_response_iss_parameter_supported").asBoolean())
        .isTrue();
    assertThat(provider.at("pushed_authorization_request_endpoint")).isNotBlank();
    assertThat(texts("token_endpoint_auth_signing_alg_values_supported")).contains("ES256");
  }

  private static List<String> texts(String member) {
    return provider.metadata().path(member).valueStream().map(JsonNode::asText).toList();
  }

  @Test
  void happy_flow() {
    JsonNode tokens = party.tokens(person);
    assertThat(tokens.path("token_type").asText()).isEqualToIgnoringCase("DPoP");
    HttpResponse<String> answer = party.userinfo(tokens.path("access_token").asText(), Map.of());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  @Test
  void refresh_token() {
    JsonNode tokens = party.tokens(person);
    Map<String, String> form = party.authenticated(usual -> usual);
    form.put("grant_type", "refresh_token");
    form.put("refresh_token", tokens.path("refresh_token").asText());
    HttpResponse<String> answer = party.token(form);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(Provider.json(answer).path("token_type").asText()).isEqualToIgnoringCase("DPoP");
  }

  @Test
  void ensure_request_without_par_fails() {
    Map<String, String> request = party.request();
    request.put("client_id", party.id());
    assertThat(person.authorize(request).values()).doesNotContainKey("code");
  }

  @Test
  void par_attempt_to_use_request_uri_for_different_client() {
    Map<String, String> stolen =
        Map.of("client_id", other.id(), "request_uri", party.pushed().get("request_uri"));
    assertThat(person.authorize(stolen).values()).doesNotContainKey("code");
  }

  @Test
  void par_attempt_reuse_request_uri_once_answered() {
    Map<String, String> pushed = party.pushed();
    assertThat(person.authorize(pushed).values()).containsKey("code");
    assertThat(person.authorize(pushed).values()).doesNotContainKey("code");
  }

  @Test
  void par_attempt_invalid_http_method() {
    assertThat(
            provider
                .get(provider.at("pushed_authorization_request_endpoint"), Map.of())
                .statusCode())
        .isEqualTo(405);
  }

  @Test
  void par_without_redirect_uri_and_with_a_request_uri_and_without_pkce_fails() {
    for (String missing : List.of("redirect_uri", "code_challenge", "response_type")) {
      Map<String, String> request = party.request();
      request.remove(missing);
      assertThat(party.push(request).statusCode()).as(missing).isEqualTo(400);
    }
    Map<String, String> nested = party.request();
    nested.put("request_uri", "urn:ietf:params:oauth:request_uri:x");
    assertThat(party.push(nested).statusCode()).isEqualTo(400);
    Map<String, String> plain = party.request();
    plain.put("code_challenge_method", "plain");
    assertThat(party.push(plain).statusCode()).isEqualTo(400);
    Map<String, String> implicit = party.request();
    implicit.put("response_type", "code id_token");
    assertThat(party.push(implicit).statusCode()).isEqualTo(400);
  }

  @Test
  void ensure_client_assertions_are_checked() {
    Date past = Date.from(Instant.now().minusSeconds(300));
    assertRefused(party.push(party.request(), claims -> claims.expirationTime(past)));
    assertRefused(party.push(party.request(), claims -> claims.subject(null)));
    assertRefused(party.push(party.request(), claims -> claims.audience("https://other.example")));
    assertRefused(party.push(party.request(), claims -> claims.issuer("fapi-other")));
    assertRefused(
        party.push(
            party.request(), claims -> claims.issueTime(Date.from(Instant.now().plusSeconds(61)))));
    assertThat(
            party
                .push(
                    party.request(),
                    claims -> claims.issueTime(Date.from(Instant.now().plusSeconds(8))))
                .statusCode())
        .as("clocks differ by up to ten seconds (FAPI 2.0 §5.3.2.1)")
        .isEqualTo(201);
  }

  private static void assertRefused(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isIn(400, 401);
    assertThat(Provider.json(answer).path("error").asText())
        .isIn("invalid_client", "invalid_request");
  }

  @Test
  void ensure_client_assertion_is_taken_once() {
    Map<String, String> form = party.authenticated(usual -> usual);
    form.putAll(party.request());
    String endpoint = provider.at("pushed_authorization_request_endpoint");
    assertThat(provider.post(endpoint, form, Map.of()).statusCode()).isEqualTo(201);
    assertRefused(provider.post(endpoint, form, Map.of()));
  }

  @Test
  void ensure_holder_of_key_required() {
    Person.Landing landing = person.authorize(party.pushed());
    Map<String, String> form = party.authenticated(usual -> usual);
    form.put("grant_type", "authorization_code");
    form.put("code", landing.value("code"));
    form.put("redirect_uri", FapiParty.REDIRECT);
    form.put("code_verifier", FapiParty.VERIFIER);
    HttpResponse<String> answer = provider.post(provider.at("token_endpoint"), form, Map.of());
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(Provider.json(answer).path("error").asText())
        .isIn("invalid_dpop_proof", "invalid_request", "invalid_grant");
  }

  @Test
  void ensure_authorization_code_is_bound_to_client_and_used_once() {
    Person.Landing landing = person.authorize(party.pushed());
    assertThat(other.redeem(landing.value("code")).statusCode()).isEqualTo(400);
    Person.Landing second = person.authorize(party.pushed());
    JsonNode tokens = Provider.json(party.redeem(second.value("code")));
    assertThat(party.redeem(second.value("code")).statusCode()).isEqualTo(400);
    assertThat(party.userinfo(tokens.path("access_token").asText(), Map.of()).statusCode())
        .isEqualTo(401);
  }

  @Test
  void dpop_negative_tests() throws Exception {
    String token = party.tokens(person).path("access_token").asText();
    String endpoint = provider.at("userinfo_endpoint");
    assertThat(provider.get(endpoint, Map.of("Authorization", "Bearer " + token)).statusCode())
        .as("as a bearer token")
        .isEqualTo(401);
    assertThat(provider.get(endpoint, Map.of("Authorization", "DPoP " + token)).statusCode())
        .as("without a proof")
        .isIn(400, 401);
    for (Map<String, Object> wrong :
        List.<Map<String, Object>>of(
            Map.of("htm", "POST"),
            Map.of("htu", "https://other.example/"),
            Map.of("ath", FapiParty.hash("another")),
            Map.of("iat", Date.from(Instant.EPOCH)),
            Map.of("iat", Date.from(Instant.now().plusSeconds(3600))))) {
      assertThat(party.userinfo(token, wrong).statusCode()).as(wrong.toString()).isIn(400, 401);
    }
    FapiParty thief = new FapiParty(provider, "fapi", party.key(), proofKey());
    assertThat(thief.userinfo(token, Map.of()).statusCode()).as("another key").isIn(400, 401);
    String proof = party.proof("GET", endpoint, Map.of("ath", FapiParty.hash(token)));
    Map<String, String> headers = Map.of("Authorization", "DPoP " + token, "DPoP", proof);
    assertThat(provider.get(endpoint, headers).statusCode()).isEqualTo(200);
    assertThat(provider.get(endpoint, headers).statusCode()).as("replayed").isIn(400, 401);
  }

  @Test
  void an_address_that_is_already_answered_by_an_error_has_no_code() {
    Map<String, String> request = party.request();
    request.put("prompt", "none");
    HttpResponse<String> pushed = party.push(request);
    Person.Landing landing =
        person.authorize(
            Map.of(
                "client_id", party.id(),
                "request_uri", Provider.json(pushed).required("request_uri").asText()));
    assertThat(landing.value("error")).isEqualTo("login_required");
    assertThat(landing.values()).containsEntry("iss", provider.origin());
  }
}
