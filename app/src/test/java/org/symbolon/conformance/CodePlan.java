package org.symbolon.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jwt.JWTClaimsSet;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The modules that the Basic and the Form Post Basic plan share. */
abstract class CodePlan {
  private static final String VERIFIER = "a-verifier-of-more-than-forty-three-characters-0123";

  @TempDir private static Path folder;

  private static Provider provider;

  private final Map<String, String> extra;
  private Party party;
  private Person person;

  CodePlan(Map<String, String> extra) {
    this.extra = extra;
  }

  @BeforeAll
  static void start() throws Exception {
    provider = new Provider(folder);
  }

  @AfterAll
  static void stop() throws Exception {
    provider.close();
  }

  @BeforeEach
  void someoneNew() {
    party = party("basic", false);
    person = new Person(provider);
  }

  private Party party(String id, boolean post) {
    return new Party(provider, id, Provider.SECRET, post, Provider.CALLBACK, extra);
  }

  @Test
  void oidcc_server() {
    JsonNode tokens = party.tokens(person, party.request());
    JWTClaimsSet claims = party.idToken(tokens, "nonce-1");
    assertThat(claims.getIssueTime()).isBeforeOrEqualTo(Date.from(Instant.now()));
    assertThat(tokens.path("expires_in").asInt()).isPositive();
    assertThat(tokens.has("refresh_token")).isFalse();
  }

  @Test
  void oidcc_response_type_missing() {
    Person.Landing landing = person.authorize(party.without("response_type"));
    assertThat(landing.values().getOrDefault("error", landing.page()))
        .containsAnyOf("invalid_request", "unsupported_response_type", "400 ");
  }

  @Test
  void oidcc_idtoken_signature() {
    assertThat(party.verified(party.tokens(person, party.request()).path("id_token").asText()))
        .isNotNull();
  }

  @Test
  void oidcc_userinfo_get() {
    JsonNode tokens = party.tokens(person, party.request());
    assertThat(party.userinfo(tokens).path("sub").asText())
        .isEqualTo(party.idToken(tokens, "nonce-1").getSubject());
  }

  @Test
  void oidcc_userinfo_post_header() {
    JsonNode tokens = party.tokens(person, party.request());
    HttpResponse<String> answer =
        provider.post(
            provider.at("userinfo_endpoint"),
            Map.of(),
            Map.of("Authorization", "Bearer " + tokens.path("access_token").asText()));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(Provider.json(answer).path("sub").asText()).isEqualTo("ana");
  }

  @Test
  void oidcc_userinfo_post_body() {
    JsonNode tokens = party.tokens(person, party.request());
    HttpResponse<String> answer =
        provider.post(
            provider.at("userinfo_endpoint"),
            Map.of("access_token", tokens.path("access_token").asText()),
            Map.of());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  @Test
  void oidcc_ensure_request_without_nonce_succeeds_for_code_flow() {
    party = party("lenient", false);
    party.idToken(party.tokens(person, party.without("nonce")), null);
  }

  @Test
  void oidcc_scope_profile() {
    JsonNode claims = userinfo("openid profile");
    assertThat(claims.path("name").asText()).isEqualTo("Ana Example");
    for (String claim :
        List.of("given_name", "family_name", "nickname", "preferred_username", "website")) {
      assertThat(claims.path(claim).isTextual()).as(claim).isTrue();
    }
    assertThat(claims.path("zoneinfo").asText()).isEqualTo("Europe/Berlin");
    assertThat(claims.path("updated_at").isNumber()).isTrue();
    assertThat(claims.has("email")).isFalse();
  }

  @Test
  void oidcc_scope_email() {
    JsonNode claims = userinfo("openid email");
    assertThat(claims.path("email").asText()).isEqualTo("ana@lab.example");
    assertThat(claims.path("email_verified").isBoolean()).isTrue();
  }

  @Test
  void oidcc_scope_address() {
    assertThat(userinfo("openid address").path("address").path("country").asText())
        .isEqualTo("Nowhere");
  }

  @Test
  void oidcc_scope_phone() {
    JsonNode claims = userinfo("openid phone");
    assertThat(claims.path("phone_number").asText()).isEqualTo("+1 555 0100");
    assertThat(claims.path("phone_number_verified").isBoolean()).isTrue();
  }

  @Test
  void oidcc_scope_all() {
    assertThat(userinfo("openid profile email address phone").size()).isGreaterThan(12);
  }

  @Test
  void oidcc_ensure_other_scope_order_succeeds() {
    assertThat(userinfo("email openid").path("email").isTextual()).isTrue();
  }

  private JsonNode userinfo(String scope) {
    JsonNode tokens = party.tokens(person, party.request("scope", scope));
    JsonNode claims = party.userinfo(tokens);
    assertThat(claims.path("sub").asText())
        .isEqualTo(party.idToken(tokens, "nonce-1").getSubject());
    return claims;
  }

  @Test
  void oidcc_display_page_and_popup() {
    party.tokens(person, party.request("display", "page"));
    party.tokens(person, party.request("display", "popup"));
  }

  @Test
  void oidcc_prompt_login() {
    Date first = authTime(party.tokens(person, party.request("max_age", "10000")));
    Map<String, String> again = party.request("prompt", "login");
    again.put("max_age", "10000");
    assertThat(authTime(party.tokens(person, again))).isAfterOrEqualTo(first);
    assertThat(person.signIns()).isEqualTo(2);
  }

  @Test
  void oidcc_prompt_none_not_logged_in() {
    Person.Landing landing = person.authorize(party.request("prompt", "none"));
    assertThat(landing.value("error"))
        .isIn("login_required", "interaction_required", "consent_required");
    assertThat(landing.values()).containsEntry("state", "state-1 &=").doesNotContainKey("code");
  }

  @Test
  void oidcc_prompt_none_logged_in() {
    JWTClaimsSet first = party.idToken(party.tokens(person, party.request()), "nonce-1");
    JWTClaimsSet second =
        party.idToken(party.tokens(person, party.request("prompt", "none")), "nonce-1");
    assertThat(second.getSubject()).isEqualTo(first.getSubject());
    assertThat(second.getClaim("auth_time")).isEqualTo(first.getClaim("auth_time"));
    assertThat(person.signIns()).isEqualTo(1);
  }

  @Test
  void oidcc_max_age_10000() {
    Date first = authTime(party.tokens(person, party.request()));
    assertThat(authTime(party.tokens(person, party.request("max_age", "10000")))).isEqualTo(first);
    assertThat(person.signIns()).isEqualTo(1);
  }

  /** As max_age=1 a second later, without the second. */
  @Test
  void oidcc_max_age_1() {
    party.tokens(person, party.request());
    Date fresh = authTime(party.tokens(person, party.request("max_age", "0")));
    assertThat(fresh).isCloseTo(Date.from(Instant.now()), Duration.ofSeconds(60).toMillis());
    assertThat(person.signIns()).isEqualTo(2);
  }

  private Date authTime(JsonNode tokens) {
    try {
      Date time = party.idToken(tokens, "nonce-1").getDateClaim("auth_time");
      assertThat(time).isNotNull();
      return time;
    } catch (java.text.ParseException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void oidcc_ensure_request_with_unknown_parameter_succeeds() {
    party.tokens(person, party.request("extra", "foobar"));
  }

  @Test
  void oidcc_id_token_hint() {
    JsonNode tokens = party.tokens(person, party.request());
    Map<String, String> request = party.request("prompt", "none");
    request.put("id_token_hint", tokens.path("id_token").asText());
    JWTClaimsSet claims = party.idToken(party.tokens(person, request), "nonce-1");
    assertThat(claims.getSubject()).isEqualTo("ana");
  }

  @Test
  void oidcc_login_hint_ui_locales_claims_locales_and_acr_values() {
    for (Map.Entry<String, String> hint :
        Map.of(
                "login_hint", "buffy@lab.example",
                "ui_locales", "se",
                "claims_locales", "se",
                "acr_values", "1 2")
            .entrySet()) {
      party.tokens(new Person(provider), party.request(hint.getKey(), hint.getValue()));
    }
  }

  @Test
  void oidcc_codereuse() {
    Person.Landing landing = party.arrived(person, party.request());
    HttpResponse<String> first = party.redeem(landing.value("code"));
    assertThat(first.statusCode()).as(first.body()).isEqualTo(200);
    HttpResponse<String> again = party.redeem(landing.value("code"));
    assertThat(again.statusCode()).isEqualTo(400);
    assertThat(Provider.json(again).path("error").asText()).isEqualTo("invalid_grant");
    assertThat(
            provider
                .get(
                    provider.at("userinfo_endpoint"),
                    Map.of(
                        "Authorization",
                        "Bearer " + Provider.json(first).path("access_token").asText()))
                .statusCode())
        .as("what came of the code ends with its reuse (RFC 6749 §4.1.2)")
        .isEqualTo(401);
  }

  @Test
  void oidcc_ensure_registered_redirect_uri() {
    Person.Landing landing =
        person.authorize(party.request("redirect_uri", "http://127.0.0.1:4321/other"));
    assertThat(landing.how()).isEqualTo("page");
  }

  @Test
  void oidcc_ensure_post_request_succeeds() {
    Person.Landing landing = person.authorizeByPost(party.request());
    assertThat(landing.value("state")).isEqualTo("state-1 &=");
    party.idToken(Provider.json(party.redeem(landing.value("code"))), "nonce-1");
  }

  @Test
  void oidcc_server_client_secret_post() {
    party = party("post", true);
    party.idToken(party.tokens(person, party.request()), "nonce-1");
  }

  @Test
  void oidcc_unsigned_request_object_supported_correctly_or_rejected_as_unsupported() {
    String object =
        base64("{\"alg\":\"none\"}")
            + "."
            + base64(
                """
                {"client_id":"basic","response_type":"code","scope":"openid","redirect_uri":"%s",\
                "state":"state-1 &=","nonce":"nonce-1"}"""
                    .formatted(Provider.CALLBACK))
            + ".";
    Person.Landing landing = person.authorize(party.request("request", object));
    if (!landing.values().containsKey("code")) {
      assertThat(landing.value("error"))
          .isIn("request_not_supported", "invalid_request_object", "invalid_request");
    }
  }

  @Test
  void oidcc_claims_essential() {
    Map<String, String> request =
        party.request("claims", "{\"userinfo\":{\"name\":{\"essential\":true}}}");
    assertThat(party.userinfo(party.tokens(person, request)).path("name").asText())
        .isEqualTo("Ana Example");
  }

  @Test
  void oidcc_ensure_request_object_with_redirect_uri() {
    String object =
        base64("{\"alg\":\"none\"}")
            + "."
            + base64("{\"redirect_uri\":\"http://127.0.0.1:4321/other\"}")
            + ".";
    Person.Landing landing = person.authorize(party.request("request", object));
    assertThat(landing.address()).isIn("", Provider.CALLBACK);
  }

  @Test
  void oidcc_refresh_token() {
    Map<String, String> request = party.request("scope", "openid offline_access");
    request.put("prompt", "consent");
    JsonNode tokens = party.tokens(person, request);
    JWTClaimsSet before = party.idToken(tokens, "nonce-1");
    HttpResponse<String> answer =
        party.token(
            Map.of(
                "grant_type",
                "refresh_token",
                "refresh_token",
                tokens.path("refresh_token").asText()));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    JsonNode fresh = Provider.json(answer);
    assertThat(fresh.path("access_token").asText())
        .isNotEqualTo(tokens.path("access_token").asText());
    JWTClaimsSet after = party.verified(fresh.path("id_token").asText());
    assertThat(after.getSubject()).isEqualTo(before.getSubject());
    assertThat(after.getIssuer()).isEqualTo(before.getIssuer());
    assertThat(after.getAudience()).isEqualTo(before.getAudience());
    assertThat(after.getClaim("auth_time")).isEqualTo(before.getClaim("auth_time"));
    HttpResponse<String> others =
        party("second", false)
            .token(
                Map.of(
                    "grant_type",
                    "refresh_token",
                    "refresh_token",
                    fresh.path("refresh_token").asText()));
    assertThat(Provider.json(others).path("error").asText()).isEqualTo("invalid_grant");
  }

  @Test
  void oidcc_ensure_request_with_valid_pkce_succeeds() throws Exception {
    Map<String, String> request = party.request("code_challenge", challenge());
    request.put("code_challenge_method", "S256");
    Person.Landing landing = party.arrived(person, request);
    HttpResponse<String> answer =
        party.redeem(landing.value("code"), Map.of("code_verifier", VERIFIER));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  private static String challenge() throws Exception {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(
            MessageDigest.getInstance("SHA-256")
                .digest(VERIFIER.getBytes(StandardCharsets.US_ASCII)));
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
