package org.symbolon.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A client held to FAPI 2.0 that is known by its certificate, and whose tokens are bound to that.
 *
 * @param http shows the certificate
 */
record MtlsParty(Provider provider, String id, HttpClient http) {

  /** Says to be the same client. */
  MtlsParty over(HttpClient other) {
    return new MtlsParty(provider, id, other);
  }

  HttpResponse<String> push(Map<String, String> request) {
    return send("pushed_authorization_request_endpoint", request);
  }

  /** What the browser is sent with. */
  Map<String, String> pushed() {
    HttpResponse<String> answer = push(FapiRequest.pushed());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return Map.of(
        "client_id", id, "request_uri", Provider.json(answer).required("request_uri").asText());
  }

  HttpResponse<String> redeem(String code) {
    return token(FapiRequest.redeeming(code));
  }

  HttpResponse<String> refresh(String token) {
    return token(Map.of("grant_type", "refresh_token", "refresh_token", token));
  }

  private HttpResponse<String> token(Map<String, String> form) {
    return send("token_endpoint", form);
  }

  /** RFC 8705 §2: all it says to be itself is its id. */
  private HttpResponse<String> send(String endpoint, Map<String, String> form) {
    Map<String, String> all = new LinkedHashMap<>(form);
    all.put("client_id", id);
    return Provider.post(http, provider.alias(endpoint), all, Map.of());
  }

  HttpResponse<String> userinfo(String token) {
    return userinfo(token, "Bearer");
  }

  HttpResponse<String> userinfo(String token, String scheme) {
    return Provider.get(
        http, provider.alias("userinfo_endpoint"), Map.of("Authorization", scheme + " " + token));
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
