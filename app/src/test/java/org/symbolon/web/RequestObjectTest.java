package org.symbolon.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.symbolon.client.Preferences;

/** Authorization requests as request objects (RFC 9101, OpenID Connect Core §6), over HTTP. */
class RequestObjectTest {
  private static TestGateway gateway;

  private TestBrowser browser;

  @BeforeAll
  static void start() {
    gateway = TestGateway.start();
    gateway.clients.add(RequestingClients.client("keyless", Preferences.NONE));
    gateway.clients.add(
        RequestingClients.client("signer", RequestingClients.signs(false, Optional.empty())));
    gateway.clients.add(
        RequestingClients.client("strict", RequestingClients.signs(true, Optional.empty())));
    gateway.clients.add(
        RequestingClients.client("unsigned", RequestingClients.signs(false, Optional.of("none"))));
    gateway.clients.add(
        RequestingClients.client("ps256", RequestingClients.signs(false, Optional.of("PS256"))));
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @BeforeEach
  void anew() {
    browser = gateway.browser();
  }

  @Test
  void a_signed_request_leads_to_consent_and_a_code_and_nothing_outside_counts() {
    Map<String, String> outside = outside("signer");
    outside.put("state", "outside");
    outside.put("scope", "storage.read:/data/other");
    outside.put("redirect_uri", "https://evil.example/cb");
    outside.put("request", RequestingClients.signed(claims("signer")));
    Answer consent = signIn(outside);
    assertThat(consent.body()).contains("Read files below /data/x").doesNotContain("/data/other");
    Answer done = browser.submit(consent, Map.of("decision", "approve"));
    assertThat(done.next()).startsWith(RequestingClients.REDIRECT_URI + "?");
    assertThat(done.nextQuery()).containsKey("code").containsEntry("state", "inside");
  }

  @Test
  void what_only_stands_outside_is_not_part_of_the_request() {
    Map<String, Object> claims = claims("signer");
    claims.remove("scope");
    Map<String, String> outside = RequestingClients.request("signer");
    outside.put("request", RequestingClients.signed(claims));
    assertThat(signIn(outside).body()).doesNotContain("Read files below /data/x");
  }

  @ParameterizedTest
  @ValueSource(strings = {"JWT", "jwt", "oauth-authz-req+jwt", ""})
  void usual_types_are_taken(String type) {
    Optional<String> named = Optional.of(type).filter(text -> !text.isEmpty());
    accepted("signer", RequestingClients.signed(claims("signer"), RequestingClients.KEY, named));
  }

  @ParameterizedTest
  @ValueSource(strings = {"at+jwt", "dpop+jwt", "logout+jwt", "secevent+jwt"})
  void a_token_made_for_something_else_is_no_request(String type) {
    refused(
        "signer",
        RequestingClients.signed(claims("signer"), RequestingClients.KEY, Optional.of(type)));
  }

  @Test
  void an_object_without_a_signature_is_taken_only_from_a_client_that_says_none() {
    refused("signer", new PlainJWT(RequestingClients.set(claims("signer"))).serialize());
    refused("strict", new PlainJWT(RequestingClients.set(claims("strict"))).serialize());
    refused("keyless", new PlainJWT(RequestingClients.set(claims("keyless"))).serialize());
    accepted("unsigned", new PlainJWT(RequestingClients.set(claims("unsigned"))).serialize());
  }

  @Test
  void a_client_that_names_an_algorithm_has_no_other() {
    refused("unsigned", RequestingClients.signed(claims("unsigned")));
    refused("ps256", RequestingClients.signed(claims("ps256")));
    refused("ps256", new PlainJWT(RequestingClients.set(claims("ps256"))).serialize());
  }

  @Test
  void a_public_key_is_no_secret_to_sign_with() throws JOSEException {
    SignedJWT object =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.HS256)
                .keyID(RequestingClients.KEY.getKeyID())
                .build(),
            RequestingClients.set(claims("signer")));
    object.sign(
        new MACSigner(
            RequestingClients.KEY.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8)));
    refused("signer", object.serialize());
  }

  @Test
  void an_object_is_signed_by_its_client() {
    refused(
        "signer",
        RequestingClients.signed(claims("signer"), RequestingClients.OTHER_KEY, Optional.empty()));
    refused("keyless", RequestingClients.signed(claims("keyless")));
    String good = RequestingClients.signed(claims("signer"));
    refused("signer", good.substring(0, good.lastIndexOf('.') + 1));
    refused("signer", good.substring(0, good.length() - 8) + "AAAAAAAA");
  }

  @Test
  void an_object_of_another_client_is_refused() {
    refused("signer", RequestingClients.signed(claims("strict")));
    refused("signer", with("iss", "strict"));
    refused("signer", with("client_id", "strict"));
    refused("signer", without("iss"));
  }

  @Test
  void an_object_is_made_for_this_issuer() {
    refused("signer", with("aud", "https://elsewhere.example"));
    refused("signer", with("aud", gateway.origin + "/annex"));
    refused("signer", with("aud", gateway.origin + "/"));
    refused("signer", without("aud"));
    accepted("signer", with("aud", List.of("https://elsewhere.example", gateway.origin)));
  }

  @Test
  void what_proves_a_client_is_no_request() {
    refused("signer", with("sub", "signer"));
    accepted("signer", with("sub", "somebody"));
  }

  @Test
  void an_object_counts_within_its_time() {
    long now = gateway.clock.instant().getEpochSecond();
    refused("signer", with("exp", now - 31));
    accepted("signer", with("exp", now - 5));
    refused("signer", with("nbf", now + 31));
    accepted("signer", with("nbf", now + 5));
    refused("signer", with("exp", "tomorrow"));
  }

  @Test
  void an_object_within_an_object_is_refused() {
    refused("signer", with("request", RequestingClients.signed(claims("signer"))));
    refused("signer", with("request_uri", "https://portal.example/request.jwt"));
  }

  @Test
  void an_object_and_a_reference_together_are_refused() {
    Map<String, String> outside = outside("signer");
    outside.put("request", RequestingClients.signed(claims("signer")));
    outside.put("request_uri", "https://portal.example/request.jwt");
    assertThat(ask(outside).nextQuery()).containsEntry("error", "invalid_request");
  }

  @Test
  void client_id_and_response_type_outside_may_not_differ() {
    Map<String, String> outside = outside("strict");
    outside.put("request", RequestingClients.signed(claims("signer")));
    assertThat(ask(outside).nextQuery()).containsEntry("error", "invalid_request_object");
    outside = outside("signer");
    outside.put("response_type", "token");
    outside.put("request", RequestingClients.signed(claims("signer")));
    assertThat(ask(outside).next()).contains("#error=invalid_request&");
    outside = outside("signer");
    outside.remove("client_id");
    outside.put("request", RequestingClients.signed(claims("signer")));
    assertThat(ask(outside).status()).isEqualTo(400);
  }

  @Test
  void a_client_whose_requests_must_be_signed_has_no_plain_ones() {
    Answer plain = ask(RequestingClients.request("strict"));
    assertThat(plain.nextQuery()).containsEntry("error", "invalid_request");
    accepted("strict", RequestingClients.signed(claims("strict")));
  }

  @Test
  void a_redirect_address_in_an_object_is_checked_like_any_other() {
    Map<String, Object> claims = claims("signer");
    claims.put("redirect_uri", "https://evil.example/cb");
    Map<String, String> outside = outside("signer");
    outside.put("request", RequestingClients.signed(claims));
    Answer answer = ask(outside);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.headers("Location")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "a.b.c", "e30.e30.", "....", "eyJhbGciOiJSU0EtT0FFUCJ9.a.b.c.d"})
  void what_is_no_object_is_refused(String object) {
    Answer answer = send("signer", object);
    assertThat(answer.status()).isLessThan(500);
    assertThat(answer.nextQuery()).containsKey("error");
  }

  @Test
  void where_the_address_names_no_place_of_the_client_the_person_is_told() {
    Answer answer = ask(Map.of("client_id", "signer", "request", "a.b.c"));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.headers("Location")).isEmpty();
    answer =
        ask(
            Map.of(
                "client_id",
                "signer",
                "request",
                "a.b.c",
                "redirect_uri",
                "https://evil.example/cb"));
    assertThat(answer.headers("Location")).isEmpty();
  }

  @Test
  void numbers_booleans_and_claims_are_read_as_parameters() {
    Map<String, Object> claims = claims("signer");
    claims.put("max_age", 3600);
    claims.put("scope", "openid storage.read:/data/x");
    claims.put("nonce", "n");
    claims.put("claims", Map.of("userinfo", Map.of("email", Map.of("essential", true))));
    claims.put("resource", List.of("https://data.example", "batch-1"));
    refused("signer", with("scope", List.of("openid")));
    refused("signer", with("state", Map.of("a", "b")));
    Map<String, Object> several = new LinkedHashMap<>(claims);
    several.put("resource", List.of("https://data.example", "https://data.example"));
    accepted("signer", RequestingClients.signed(several));
  }

  @Test
  void an_object_expires_while_nobody_looks() {
    Instant now = gateway.clock.instant();
    String object = with("exp", now.getEpochSecond() + 60);
    accepted("signer", object);
    gateway.clock.set(now.plusSeconds(100));
    refused("signer", object);
    gateway.clock.set(now);
  }

  private static Map<String, Object> claims(String client) {
    return RequestingClients.claims(client, gateway.origin);
  }

  private static String with(String claim, Object value) {
    Map<String, Object> claims = claims("signer");
    claims.put(claim, value);
    return RequestingClients.signed(claims);
  }

  private static String without(String claim) {
    Map<String, Object> claims = claims("signer");
    claims.remove(claim);
    return RequestingClients.signed(claims);
  }

  /** What OAuth wants to see outside in any case, and where errors may go. */
  private static Map<String, String> outside(String client) {
    Map<String, String> outside = new LinkedHashMap<>();
    outside.put("client_id", client);
    outside.put("response_type", "code");
    outside.put("redirect_uri", RequestingClients.REDIRECT_URI);
    return outside;
  }

  private Answer send(String client, String object) {
    Map<String, String> outside = outside(client);
    outside.put("request", object);
    return ask(outside);
  }

  private void accepted(String client, String object) {
    assertThat(send(client, object).next()).startsWith("/sign-in?");
  }

  private void refused(String client, String object) {
    Answer answer = send(client, object);
    assertThat(answer.next()).startsWith(RequestingClients.REDIRECT_URI + "?");
    assertThat(answer.nextQuery()).containsEntry("error", "invalid_request_object");
  }

  private Answer ask(Map<String, String> query) {
    return browser.get("/oauth2/authorize?" + TestBrowser.encoded(query));
  }

  private Answer signIn(Map<String, String> query) {
    return browser.follow(gateway.arrive(browser, browser.follow(ask(query)), "ana"));
  }
}
