package org.symbolon.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code oidcc-dynamic-certification-test-plan}, and what Basic asks of registered clients. */
class DynamicPlanTest {
  @TempDir private static Path folder;

  private static Provider provider;
  private static MockWebServer site;
  private static Map<String, String> pages;
  private static RSAKey key;

  private Person person;

  @BeforeAll
  static void start() throws Exception {
    provider = new Provider(folder);
    pages = new ConcurrentHashMap<>();
    site = new MockWebServer();
    site.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            String page = pages.get(request.getUrl().encodedPath());
            return page == null
                ? new MockResponse.Builder().code(404).build()
                : new MockResponse.Builder().body(page).build();
          }
        });
    site.start();
    key = new RSAKeyGenerator(2048).keyID("first").keyUse(KeyUse.SIGNATURE).generate();
  }

  @AfterAll
  static void stop() throws Exception {
    provider.close();
    site.close();
  }

  @BeforeEach
  void someoneNew() {
    person = new Person(provider);
  }

  private static HttpResponse<String> registration(Map<String, String> more) {
    Map<String, String> members = new LinkedHashMap<>();
    members.put("redirect_uris", "[\"" + Provider.CALLBACK + "\"]");
    members.put("client_name", "\"The suite\"");
    members.putAll(more);
    StringBuilder body = new StringBuilder("{");
    members.forEach(
        (name, value) ->
            body.append(body.length() > 1 ? "," : "")
                .append('"')
                .append(name)
                .append("\":")
                .append(value));
    return provider.json("POST", provider.at("registration_endpoint"), body + "}", Map.of());
  }

  private static Party registered(Map<String, String> more) {
    return registered(more, Provider.CALLBACK);
  }

  private static Party registered(Map<String, String> more, String redirectUri) {
    HttpResponse<String> answer = registration(more);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    JsonNode client = Provider.json(answer);
    return new Party(
        provider,
        client.required("client_id").asText(),
        client.path("client_secret").asText(),
        client.path("token_endpoint_auth_method").asText().equals("client_secret_post"),
        redirectUri,
        Map.of());
  }

  @Test
  void oidcc_server_and_idtoken_rs256() throws Exception {
    Party party = registered(Map.of());
    JsonNode tokens = party.tokens(person, party.request());
    party.idToken(tokens, "nonce-1");
    assertThat(SignedJWT.parse(tokens.path("id_token").asText()).getHeader().getAlgorithm())
        .as("the default of OpenID registration")
        .isEqualTo(JWSAlgorithm.RS256);
  }

  @Test
  void oidcc_idtoken_in_the_algorithm_that_was_registered() throws Exception {
    Party party = registered(Map.of("id_token_signed_response_alg", "\"ES256\""));
    JsonNode tokens = party.tokens(person, party.request());
    party.idToken(tokens, "nonce-1");
    assertThat(SignedJWT.parse(tokens.path("id_token").asText()).getHeader().getAlgorithm())
        .isEqualTo(JWSAlgorithm.ES256);
  }

  @Test
  void oidcc_server_client_secret_post() {
    Party party = registered(Map.of("token_endpoint_auth_method", "\"client_secret_post\""));
    party.idToken(party.tokens(person, party.request()), "nonce-1");
  }

  @Test
  void oidcc_userinfo_rs256() {
    Party party = registered(Map.of("userinfo_signed_response_alg", "\"RS256\""));
    JsonNode tokens = party.tokens(person, party.request());
    HttpResponse<String> answer =
        provider.get(
            provider.at("userinfo_endpoint"),
            Map.of("Authorization", "Bearer " + tokens.path("access_token").asText()));
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/jwt");
    JWTClaimsSet claims = party.verified(answer.body());
    assertThat(claims.getIssuer()).isEqualTo(provider.origin());
    assertThat(claims.getAudience()).containsExactly(party.id());
    assertThat(claims.getSubject()).isEqualTo(party.idToken(tokens, "nonce-1").getSubject());
  }

  @Test
  void oidcc_redirect_uri_query_ok_and_mismatch_and_added() {
    String withQuery = Provider.CALLBACK + "?foo=bar";
    Party party = registered(Map.of("redirect_uris", "[\"" + withQuery + "\"]"), withQuery);
    Person.Landing landing = person.authorize(party.request());
    assertThat(landing.value("foo")).isEqualTo("bar");
    assertThat(landing.values()).containsKey("code");
    assertThat(person.authorize(party.request("redirect_uri", Provider.CALLBACK + "?foo=no")).how())
        .isEqualTo("page");
    Party plain = registered(Map.of());
    assertThat(person.authorize(plain.request("redirect_uri", withQuery)).how()).isEqualTo("page");
  }

  @Test
  void oidcc_redirect_uri_regfrag() {
    HttpResponse<String> answer =
        registration(Map.of("redirect_uris", "[\"" + Provider.CALLBACK + "#frag\"]"));
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(Provider.json(answer).path("error").asText())
        .isIn("invalid_redirect_uri", "invalid_client_metadata");
  }

  @Test
  void oidcc_ensure_redirect_uri_in_authorization_request() {
    Party party = registered(Map.of());
    assertThat(person.authorize(party.without("redirect_uri")).how()).isEqualTo("page");
  }

  @Test
  void oidcc_registration_logo_policy_and_tos_uri() {
    HttpResponse<String> answer =
        registration(
            Map.of(
                "logo_uri", "\"https://rp.example/logo.png\"",
                "policy_uri", "\"https://rp.example/policy\"",
                "tos_uri", "\"https://rp.example/tos\""));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    assertThat(Provider.json(answer).path("policy_uri").asText())
        .isEqualTo("https://rp.example/policy");
  }

  @Test
  void oidcc_registration_jwks() throws Exception {
    Party party =
        registered(Map.of("jwks", jwks(key), "token_endpoint_auth_method", "\"private_key_jwt\""));
    assertThat(signedIn(party, key).statusCode()).isEqualTo(200);
  }

  @Test
  void oidcc_registration_jwks_uri_and_refresh_token_rp_key_rotation() throws Exception {
    pages.put("/jwks", new JWKSet(key.toPublicJWK()).toString());
    Party party =
        registered(
            Map.of(
                "token_endpoint_auth_method", "\"private_key_jwt\"",
                "jwks_uri", "\"" + site.url("/jwks") + "\"",
                "grant_types", "[\"authorization_code\",\"refresh_token\"]"));
    Map<String, String> request = party.request("scope", "openid offline_access");
    request.put("prompt", "consent");
    JsonNode tokens = Provider.json(redeem(party, key, party.arrived(person, request)));
    RSAKey next = new RSAKeyGenerator(2048).keyID("next").generate();
    pages.put("/jwks", new JWKSet(next.toPublicJWK()).toString());
    Map<String, String> form = assertion(party, next);
    form.put("grant_type", "refresh_token");
    form.put("refresh_token", tokens.path("refresh_token").asText());
    HttpResponse<String> refreshed = provider.post(provider.at("token_endpoint"), form, Map.of());
    assertThat(refreshed.statusCode()).as(refreshed.body()).isEqualTo(200);
  }

  @Test
  void oidcc_request_object_signed_rs256_by_value() throws Exception {
    Party party = registered(Map.of("jwks", jwks(key), "request_object_signing_alg", "\"RS256\""));
    Map<String, String> request = party.request();
    request.put("request", requestObject(party, key));
    request.remove("nonce");
    Person.Landing landing = person.authorize(request);
    party.idToken(Provider.json(party.redeem(landing.value("code"))), "of-the-object");
  }

  @Test
  void oidcc_request_uri_signed_rs256() throws Exception {
    String address = site.url("/request.jwt").toString();
    Party party =
        registered(
            Map.of(
                "jwks",
                jwks(key),
                "request_object_signing_alg",
                "\"RS256\"",
                "request_uris",
                "[\"" + address + "\"]"));
    pages.put("/request.jwt", requestObject(party, key));
    Map<String, String> request = party.request();
    request.put("request_uri", address);
    request.remove("nonce");
    Person.Landing landing = person.authorize(request);
    party.idToken(Provider.json(party.redeem(landing.value("code"))), "of-the-object");
    request.put("request_uri", site.url("/another.jwt").toString());
    assertThat(person.authorize(request).values()).doesNotContainKey("code");
  }

  @Test
  void oidcc_no_request_registers_a_privilege() {
    HttpResponse<String> answer =
        registration(
            Map.of(
                "grant_types",
                "[\"authorization_code\",\"client_credentials\","
                    + "\"urn:ietf:params:oauth:grant-type:token-exchange\"]"));
    assertThat(answer.statusCode()).isEqualTo(400);
  }

  private static String jwks(RSAKey keys) {
    return new JWKSet(keys.toPublicJWK()).toString();
  }

  private HttpResponse<String> signedIn(Party party, RSAKey with) throws Exception {
    return redeem(party, with, party.arrived(person, party.request()));
  }

  private static HttpResponse<String> redeem(Party party, RSAKey with, Person.Landing landing)
      throws Exception {
    Map<String, String> form = assertion(party, with);
    form.put("grant_type", "authorization_code");
    form.put("code", landing.value("code"));
    form.put("redirect_uri", party.redirectUri());
    HttpResponse<String> answer = provider.post(provider.at("token_endpoint"), form, Map.of());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer;
  }

  private static Map<String, String> assertion(Party party, RSAKey with) throws Exception {
    JWTClaimsSet claims =
        new JWTClaimsSet.Builder()
            .issuer(party.id())
            .subject(party.id())
            .audience(provider.at("token_endpoint"))
            .jwtID("jti-" + System.nanoTime())
            .issueTime(Date.from(Instant.now()))
            .expirationTime(Date.from(Instant.now().plusSeconds(60)))
            .build();
    Map<String, String> form = new LinkedHashMap<>();
    form.put("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
    form.put("client_assertion", signed(claims, with));
    return form;
  }

  private static String requestObject(Party party, RSAKey with) throws Exception {
    return signed(
        new JWTClaimsSet.Builder()
            .issuer(party.id())
            .audience(provider.origin())
            .claim("client_id", party.id())
            .claim("response_type", "code")
            .claim("redirect_uri", party.redirectUri())
            .claim("scope", "openid")
            .claim("state", "state-1 &=")
            .claim("nonce", "of-the-object")
            .build(),
        with);
  }

  private static String signed(JWTClaimsSet claims, RSAKey with) throws Exception {
    SignedJWT jwt =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(with.getKeyID()).build(), claims);
    jwt.sign(new RSASSASigner(with));
    return jwt.serialize();
  }
}
