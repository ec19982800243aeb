package org.symbolon.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jwt.JWTClaimsSet;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * A client held to FAPI 2.0, as the Foundation's suite plays it: assertions signed with one key,
 * proofs of possession with another.
 */
record FapiParty(Provider provider, String id, Signer key, Signer proofKey) {
  FapiParty signing(Signer other) {
    return new FapiParty(provider, id, other, proofKey);
  }

  FapiParty proving(Signer other) {
    return new FapiParty(provider, id, key, other);
  }

  Map<String, String> request() {
    return FapiRequest.pushed();
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
        key.sign(
            change
                .apply(
                    new JWTClaimsSet.Builder()
                        .issuer(id)
                        .subject(id)
                        .audience(provider.origin())
                        .jwtID(UUID.randomUUID().toString())
                        .issueTime(Date.from(Instant.now()))
                        .expirationTime(Date.from(Instant.now().plusSeconds(60))))
                .build()));
    return form;
  }

  HttpResponse<String> redeem(String code) {
    Map<String, String> form = authenticated(usual -> usual);
    form.putAll(FapiRequest.redeeming(code));
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
    Map<String, Object> all = new LinkedHashMap<>(Map.of("ath", FapiRequest.hash(token)));
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
    return proofKey.prove(claims.build());
  }

  /** The whole way. */
  JsonNode tokens(Person person) {
    Person.Landing landing = person.authorize(pushed());
    assertThat(landing.address()).as(landing.toString()).isEqualTo(FapiRequest.REDIRECT);
    assertThat(landing.values()).containsEntry("iss", provider.origin());
    HttpResponse<String> answer = redeem(landing.value("code"));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return Provider.json(answer);
  }
}
