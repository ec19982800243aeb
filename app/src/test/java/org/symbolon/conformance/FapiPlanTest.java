package org.symbolon.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.JWTClaimsSet;
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
    party = new FapiParty(provider, "fapi", provider.key("fapi"), Signer.es256("proof"));
    other =
        new FapiParty(provider, "fapi-other", provider.key("fapi-other"), Signer.es256("proof"));
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
  void ensure_signed_client_assertion_with_RS256_fails() {
    FapiParty byRsa = party.signing(provider.rsaKey("fapi"));
    assertThat(byRsa.push(byRsa.request()).statusCode()).isEqualTo(201);
    FapiParty older = party.signing(provider.rsaKey("fapi").by(JWSAlgorithm.RS256));
    assertRefused(older.push(older.request()));
  }

  @Test
  void ensure_client_assertion_has_the_issuer_as_its_one_audience() {
    assertRefused(
        party.push(
            party.request(),
            claims -> claims.audience(List.of(provider.origin(), provider.at("token_endpoint")))));
    for (String other : List.of("token_endpoint", "pushed_authorization_request_endpoint")) {
      assertRefused(party.push(party.request(), claims -> claims.audience(provider.at(other))));
    }
  }

  /** Of the Message Signing plan, whose other modules RequestObjectTest holds. */
  @Test
  void ensure_signed_request_object_with_RS256_fails() {
    Signer rsa = provider.rsaKey("fapi");
    assertThat(party.push(Map.of("request", rsa.sign(requestObject()))).statusCode())
        .isEqualTo(201);
    for (Signer older : List.of(rsa.by(JWSAlgorithm.RS256), rsa.by(JWSAlgorithm.PS384))) {
      HttpResponse<String> answer = party.push(Map.of("request", older.sign(requestObject())));
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
      assertThat(Provider.json(answer).path("error").asText()).isEqualTo("invalid_request_object");
    }
  }

  private static JWTClaimsSet requestObject() {
    JWTClaimsSet.Builder claims =
        new JWTClaimsSet.Builder()
            .issuer(party.id())
            .audience(provider.origin())
            .notBeforeTime(Date.from(Instant.now()))
            .expirationTime(Date.from(Instant.now().plusSeconds(300)))
            .claim("client_id", party.id());
    party.request().forEach(claims::claim);
    return claims.build();
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
    form.put("redirect_uri", FapiRequest.REDIRECT);
    form.put("code_verifier", FapiRequest.VERIFIER);
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
  void dpop_negative_tests() {
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
            Map.of("ath", FapiRequest.hash("another")),
            Map.of("iat", Date.from(Instant.EPOCH)),
            Map.of("iat", Date.from(Instant.now().plusSeconds(3600))))) {
      assertThat(party.userinfo(token, wrong).statusCode()).as(wrong.toString()).isIn(400, 401);
    }
    FapiParty thief = party.proving(Signer.es256("another"));
    assertThat(thief.userinfo(token, Map.of()).statusCode()).as("another key").isIn(400, 401);
    String proof = party.proof("GET", endpoint, Map.of("ath", FapiRequest.hash(token)));
    Map<String, String> headers = Map.of("Authorization", "DPoP " + token, "DPoP", proof);
    assertThat(provider.get(endpoint, headers).statusCode()).isEqualTo(200);
    assertThat(provider.get(endpoint, headers).statusCode()).as("replayed").isIn(400, 401);
  }

  /** FAPI 2.0 Security Profile §5.4.1. */
  @Test
  void ensure_dpop_proof_with_RS256_fails() {
    FapiParty byRsa = party.proving(Signer.ps256("proof"));
    FapiParty older = byRsa.proving(byRsa.proofKey().by(JWSAlgorithm.RS256));
    Person.Landing landing = person.authorize(party.pushed());
    HttpResponse<String> refused = older.redeem(landing.value("code"));
    assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
    assertThat(Provider.json(refused).path("error").asText()).isEqualTo("invalid_dpop_proof");
    String token =
        Provider.json(byRsa.redeem(landing.value("code"))).required("access_token").asText();
    assertThat(older.userinfo(token, Map.of()).statusCode()).isEqualTo(401);
    assertThat(byRsa.userinfo(token, Map.of()).statusCode()).isEqualTo(200);
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
