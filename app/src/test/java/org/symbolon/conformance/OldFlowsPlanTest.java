package org.symbolon.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jwt.JWTClaimsSet;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code oidcc-implicit-certification-test-plan} and {@code oidcc-hybrid-certification-test-plan}.
 */
class OldFlowsPlanTest {
  @TempDir private static Path folder;

  private static Provider provider;

  private Party party;
  private Person person;

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
    person = new Person(provider);
    party = new Party(provider, "old", Provider.SECRET, false, Provider.CALLBACK, Map.of());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "id_token",
        "id_token token",
        "code id_token",
        "code token",
        "code id_token token"
      })
  void oidcc_server(String type) throws Exception {
    assertWhole(type, person.authorize(party.request("response_type", type)), "fragment");
  }

  @ParameterizedTest
  @ValueSource(strings = {"id_token token", "code id_token token"})
  void oidcc_server_by_form_post(String type) throws Exception {
    Map<String, String> request = party.request("response_type", type);
    request.put("response_mode", "form_post");
    assertWhole(type, person.authorize(request), "form_post");
  }

  private void assertWhole(String type, Person.Landing landing, String how) throws Exception {
    List<String> words = List.of(type.split(" "));
    assertThat(landing.how()).as(landing.toString()).isEqualTo(how);
    assertThat(landing.values()).containsEntry("state", "state-1 &=");
    assertThat(landing.values().containsKey("code")).isEqualTo(words.contains("code"));
    assertThat(landing.values().containsKey("access_token")).isEqualTo(words.contains("token"));
    assertThat(landing.values().containsKey("id_token")).isEqualTo(words.contains("id_token"));
    assertThat(landing.values()).doesNotContainKey("refresh_token");
    if (words.contains("token")) {
      assertThat(landing.value("token_type")).isEqualToIgnoringCase("Bearer");
      assertThat(landing.value("expires_in")).matches("[1-9][0-9]*");
      assertUserinfo(landing.value("access_token"));
    }
    if (words.contains("id_token")) {
      JWTClaimsSet claims = party.idToken(landing.value("id_token"), "nonce-1");
      if (words.contains("token")) {
        assertThat(claims.getClaim("at_hash")).isEqualTo(half(landing.value("access_token")));
      }
      if (words.contains("code")) {
        assertThat(claims.getClaim("c_hash")).isEqualTo(half(landing.value("code")));
      }
    }
    if (words.contains("code")) {
      JsonNode tokens = Provider.json(party.redeem(landing.value("code")));
      JWTClaimsSet claims = party.idToken(tokens, "nonce-1");
      assertThat(claims.getSubject()).isEqualTo("ana");
      assertUserinfo(tokens.path("access_token").asText());
    }
  }

  private static void assertUserinfo(String token) {
    HttpResponse<String> answer =
        provider.get(provider.at("userinfo_endpoint"), Map.of("Authorization", "Bearer " + token));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  /** The left half of SHA-256, as RS256 tokens have it (OpenID Connect Core §3.3.2.11). */
  private static String half(String text) throws Exception {
    byte[] hash =
        MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, 16));
  }

  @Test
  void oidcc_ensure_request_without_nonce_fails() {
    for (String type : List.of("id_token", "id_token token", "code id_token")) {
      Map<String, String> request = party.without("nonce");
      request.put("response_type", type);
      Person.Landing landing = person.authorize(request);
      assertThat(landing.how()).isEqualTo("fragment");
      assertThat(landing.value("error")).isEqualTo("invalid_request");
    }
  }

  @Test
  void oidcc_claims_of_scopes_stand_in_the_id_token_where_no_access_token_comes() {
    Map<String, String> request = party.request("response_type", "id_token");
    request.put("scope", "openid email");
    JWTClaimsSet claims = party.idToken(person.authorize(request).value("id_token"), "nonce-1");
    assertThat(claims.getClaim("email")).isEqualTo("ana@lab.example");
  }

  @Test
  void a_client_that_is_not_marked_gets_none_of_these() {
    Party usual = new Party(provider, "basic", Provider.SECRET, false, Provider.CALLBACK, Map.of());
    for (String type : List.of("id_token token", "code id_token", "token")) {
      Person.Landing landing = person.authorize(usual.request("response_type", type));
      assertThat(landing.values())
          .doesNotContainKeys("code", "access_token", "id_token")
          .containsKey("error");
    }
  }
}
