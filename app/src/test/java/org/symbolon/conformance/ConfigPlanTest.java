package org.symbolon.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code oidcc-config-certification-test-plan}. */
class ConfigPlanTest {
  @TempDir private static Path folder;

  private static Provider provider;

  @BeforeAll
  static void start() throws Exception {
    provider = new Provider(folder);
  }

  @AfterAll
  static void stop() throws Exception {
    provider.close();
  }

  @Test
  void discovery_endpoint_verification() throws Exception {
    HttpResponse<String> answer = provider.get("/.well-known/openid-configuration", Map.of());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/json");
    JsonNode metadata = provider.metadata();
    assertThat(metadata.path("issuer").asText()).isEqualTo(provider.origin());
    for (String endpoint :
        List.of(
            "authorization_endpoint",
            "token_endpoint",
            "userinfo_endpoint",
            "jwks_uri",
            "registration_endpoint")) {
      assertThat(provider.at(endpoint)).startsWith(provider.origin() + "/");
    }
    assertThat(texts("scopes_supported")).contains("openid");
    assertThat(texts("response_types_supported")).contains("code");
    assertThat(texts("subject_types_supported")).isSubsetOf("public", "pairwise").isNotEmpty();
    assertThat(texts("id_token_signing_alg_values_supported"))
        .contains("RS256")
        .doesNotContain("none");
    assertThat(texts("token_endpoint_auth_methods_supported")).contains("client_secret_basic");
    assertThat(texts("claims_supported")).contains("sub", "name", "email");
    assertThat(texts("grant_types_supported")).contains("authorization_code");
    assertThat(metadata.path("claims_parameter_supported").asBoolean()).isTrue();
    assertThat(metadata.path("request_parameter_supported").asBoolean()).isTrue();
  }

  @Test
  void server_keys_are_public_distinct_and_named() throws Exception {
    JWKSet keys = JWKSet.parse(provider.get(provider.at("jwks_uri"), Map.of()).body());
    assertThat(keys.getKeys())
        .isNotEmpty()
        .allSatisfy(
            key -> {
              assertThat(key.isPrivate()).isFalse();
              assertThat(key.getKeyID()).isNotBlank();
              assertThat(key.getKeyUse()).isNotNull();
            });
    assertThat(keys.getKeys()).extracting(JWK::getKeyID).doesNotHaveDuplicates();
    assertThat(keys.getKeys()).extracting(key -> key.getKeyType().getValue()).contains("RSA");
  }

  private static List<String> texts(String member) {
    return provider.metadata().path(member).valueStream().map(JsonNode::asText).toList();
  }
}
