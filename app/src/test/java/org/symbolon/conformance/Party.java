package org.symbolon.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A relying party as the Foundation's suite plays it.
 *
 * @param post whether the secret goes in the body
 * @param redirectUri where it takes answers
 * @param extra what every authorization request of the plan has, such as a response mode
 */
record Party(
    Provider provider,
    String id,
    String secret,
    boolean post,
    String redirectUri,
    Map<String, String> extra) {

  /** An authorization request as most modules send it: no PKCE, as the plans know none. */
  Map<String, String> request() {
    Map<String, String> request = new LinkedHashMap<>();
    request.put("client_id", id);
    request.put("redirect_uri", redirectUri);
    request.put("response_type", "code");
    request.put("scope", "openid");
    request.put("state", "state-1 &=");
    request.put("nonce", "nonce-1");
    request.putAll(extra);
    return request;
  }

  Map<String, String> request(String name, String value) {
    Map<String, String> request = request();
    request.put(name, value);
    return request;
  }

  Map<String, String> without(String name) {
    Map<String, String> request = request();
    request.remove(name);
    return request;
  }

  HttpResponse<String> token(Map<String, String> form) {
    Map<String, String> body = new LinkedHashMap<>(form);
    Map<String, String> headers = Map.of();
    if (post) {
      body.put("client_id", id);
      body.put("client_secret", secret);
    } else {
      String pair = id + ":" + secret;
      headers =
          Map.of(
              "Authorization",
              "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
    }
    return provider.post(provider.at("token_endpoint"), body, headers);
  }

  HttpResponse<String> redeem(String code) {
    return redeem(code, Map.of());
  }

  HttpResponse<String> redeem(String code, Map<String, String> more) {
    Map<String, String> form = new LinkedHashMap<>(more);
    form.put("grant_type", "authorization_code");
    form.put("code", code);
    form.put("redirect_uri", redirectUri);
    return token(form);
  }

  /** The whole way: what the token endpoint answers to a code that came as it should. */
  JsonNode tokens(Person person, Map<String, String> request) {
    Person.Landing landing = arrived(person, request);
    HttpResponse<String> answer = redeem(landing.value("code"));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    JsonNode tokens = Provider.json(answer);
    assertThat(tokens.path("token_type").asText()).isEqualToIgnoringCase("Bearer");
    return tokens;
  }

  /** With a code, the state and the issuer, at the redirect address, in the mode asked for. */
  Person.Landing arrived(Person person, Map<String, String> request) {
    Person.Landing landing = person.authorize(request);
    assertThat(landing.values())
        .as(landing.toString())
        .containsKey("code")
        .doesNotContainKey("error");
    assertThat(landing.address()).isEqualTo(redirectUri);
    assertThat(landing.how()).isEqualTo(extra.getOrDefault("response_mode", "query"));
    assertThat(landing.values()).containsEntry("iss", provider.origin());
    if (request.containsKey("state")) {
      assertThat(landing.values()).containsEntry("state", request.get("state"));
    }
    return landing;
  }

  /** Checked as OpenID Connect Core §3.1.3.7 tells a client to. */
  JWTClaimsSet idToken(JsonNode tokens, String nonce) {
    return idToken(tokens.required("id_token").asText(), nonce);
  }

  JWTClaimsSet idToken(String text, String nonce) {
    JWTClaimsSet claims = verified(text);
    assertThat(claims.getIssuer()).isEqualTo(provider.metadata().path("issuer").asText());
    assertThat(claims.getAudience()).containsExactly(id);
    assertThat(claims.getExpirationTime()).isInTheFuture();
    assertThat(claims.getClaim("nonce")).isEqualTo(nonce);
    assertThat(claims.getSubject()).isNotBlank().hasSizeLessThan(256);
    return claims;
  }

  /** With the key of the provider's set that the header names. */
  JWTClaimsSet verified(String text) {
    try {
      SignedJWT jwt = SignedJWT.parse(text);
      JWSHeader header = jwt.getHeader();
      JWK key = keys().getKeyByKeyId(header.getKeyID());
      assertThat(key).as("key " + header.getKeyID()).isNotNull();
      assertThat(
              jwt.verify(
                  new DefaultJWSVerifierFactory()
                      .createJWSVerifier(header, ((AsymmetricJWK) key).toPublicKey())))
          .isTrue();
      return jwt.getJWTClaimsSet();
    } catch (ParseException | JOSEException e) {
      throw new AssertionError(text, e);
    }
  }

  JWKSet keys() throws ParseException {
    return JWKSet.parse(provider.get(provider.at("jwks_uri"), Map.of()).body());
  }

  JsonNode userinfo(JsonNode tokens) {
    HttpResponse<String> answer =
        provider.get(
            provider.at("userinfo_endpoint"),
            Map.of("Authorization", "Bearer " + tokens.required("access_token").asText()));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return Provider.json(answer);
  }
}
