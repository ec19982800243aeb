package org.symbolon.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * A client held to FAPI 2.0, as the Foundation's suite plays it: assertions signed with one key,
 * proofs of possession with another.
 */
record FapiParty(Provider provider, String id, ECKey key, ECKey proofKey) {
  static final String REDIRECT = "https://rp.example/cb";
  static final String VERIFIER = "a-verifier-of-more-than-forty-three-characters-0123";

  Map<String, String> request() {
    Map<String, String> request = new LinkedHashMap<>();
    request.put("redirect_uri", REDIRECT);
    request.put("response_type", "code");
    request.put("scope", "openid offline_access");
    request.put("state", "state-1");
    request.put("nonce", "nonce-1");
    request.put("code_challenge", hash(VERIFIER));
    request.put("code_challenge_method", "S256");
    return request;
  }

  HttpResponse<String> push(Map<String, String> request) {
    return push(request, usual -> usual);
  }

  HttpResponse<String> push(
      Map<String, String> request, UnaryOperator<JWTClaimsSet.Builder> assertion) {
    Map<String, String> form = authenticated(assertion);
    form.putAll(request);
    return provider.post(provider.at("pushed_authorization_request_endpoint"), form, Map.of());
  }

  /** What the browser is sent with. */
  Map<String, String> pushed() {
    HttpResponse<String> answer = push(request());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    assertThat(Provider.json(answer).path("expires_in").asInt()).isBetween(5, 600);
    return Map.of(
        "client_id", id, "request_uri", Provider.json(answer).required("request_uri").asText());
  }

  Map<String, String> authenticated(UnaryOperator<JWTClaimsSet.Builder> change) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("client_id", id);
    form.put("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
    form.put(
        "client_assertion",
        signed(
            new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build(),
            change
                .apply(
                    new JWTClaimsSet.Builder()
                        .issuer(id)
                        .subject(id)
                        .audience(provider.origin())
                        .jwtID(UUID.randomUUID().toString())
                        .issueTime(Date.from(Instant.now()))
                        .expirationTime(Date.from(Instant.now().plusSeconds(60))))
                .build(),
            key));
    return form;
  }

  HttpResponse<String> redeem(String code) {
    Map<String, String> form = authenticated(usual -> usual);
    form.put("grant_type", "authorization_code");
    form.put("code", code);
    form.put("redirect_uri", REDIRECT);
    form.put("code_verifier", VERIFIER);
    return token(form);
  }

  /** With a proof, and once more with the nonce where the server wants one. */
  HttpResponse<String> token(Map<String, String> form) {
    String endpoint = provider.at("token_endpoint");
    HttpResponse<String> first =
        provider.post(endpoint, form, Map.of("DPoP", proof("POST", endpoint, Map.of())));
    if (first.statusCode() == 400
        && Provider.json(first).path("error").asText().equals("use_dpop_nonce")) {
      Map<String, String> again = new LinkedHashMap<>(form);
      again.put("client_assertion", authenticated(usual -> usual).get("client_assertion"));
      return provider.post(
          endpoint,
          again,
          Map.of(
              "DPoP",
              proof(
                  "POST",
                  endpoint,
                  Map.of("nonce", first.headers().firstValue("DPoP-Nonce").orElseThrow()))));
    }
    return first;
  }

  HttpResponse<String> userinfo(String token, Map<String, Object> claims) {
    String endpoint = provider.at("userinfo_endpoint");
    Map<String, Object> all = new LinkedHashMap<>(Map.of("ath", hash(token)));
    all.putAll(claims);
    return provider.get(
        endpoint, Map.of("Authorization", "DPoP " + token, "DPoP", proof("GET", endpoint, all)));
  }

  String proof(String method, String address, Map<String, Object> more) {
    JWTClaimsSet.Builder claims =
        new JWTClaimsSet.Builder()
            .jwtID(UUID.randomUUID().toString())
            .claim("htm", method)
            .claim("htu", address)
            .issueTime(Date.from(Instant.now()));
    more.forEach(claims::claim);
    return signed(
        new JWSHeader.Builder(JWSAlgorithm.ES256)
            .type(new JOSEObjectType("dpop+jwt"))
            .jwk(proofKey.toPublicJWK())
            .build(),
        claims.build(),
        proofKey);
  }

  /** The whole way. */
  JsonNode tokens(Person person) {
    Person.Landing landing = person.authorize(pushed());
    assertThat(landing.address()).as(landing.toString()).isEqualTo(REDIRECT);
    assertThat(landing.values()).containsEntry("iss", provider.origin());
    HttpResponse<String> answer = redeem(landing.value("code"));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return Provider.json(answer);
  }

  private static String signed(JWSHeader header, JWTClaimsSet claims, ECKey with) {
    try {
      SignedJWT jwt = new SignedJWT(header, claims);
      jwt.sign(new ECDSASigner(with));
      return jwt.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  static String hash(String text) {
    try {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(
              MessageDigest.getInstance("SHA-256")
                  .digest(text.getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
