package org.symbolon.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.symbolon.issuer.Issuer;

/** Who must bring a challenge (RFC 7636), and which. */
class RequestPkceTest extends RequestReading {
  private void confidentialWithNonce() {
    set("client_id", "confidential");
    set("redirect_uri", "http://127.0.0.1/cb");
    set("scope", "openid");
    set("nonce", "n");
    request.remove("code_challenge");
    request.remove("code_challenge_method");
  }

  @Test
  void pkce_is_required_of_everyone_by_default() {
    for (String client : List.of("native", "confidential")) {
      set("client_id", client);
      set("redirect_uri", "http://127.0.0.1/cb");
      set("nonce", "n");
      set("scope", "openid");
      request.remove("code_challenge");
      request.remove("code_challenge_method");
      assertThat(error())
          .containsEntry("error", "invalid_request")
          .extractingByKey("error_description")
          .asString()
          .contains("PKCE");
    }
  }

  @Test
  void plain_is_refused_also_where_it_is_implied() {
    set("code_challenge_method", "plain");
    assertThat(error()).containsEntry("error", "invalid_request");
    request.remove("code_challenge_method");
    assertThat(error()).containsEntry("error", "invalid_request");
    set("code_challenge_method", "s256");
    assertThat(error()).containsEntry("error", "invalid_request");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "short",
        "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM=",
        "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw+cM",
        "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cMx",
        "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-c\n",
      })
  void a_challenge_is_a_sha256_in_base64url(String challenge) {
    set("code_challenge", challenge);
    assertThat(error()).containsEntry("error", "invalid_request");
  }

  @Test
  void a_method_without_a_challenge_is_refused() {
    pkce = Issuer.Pkce.PUBLIC;
    confidentialWithNonce();
    set("code_challenge_method", "S256");
    assertThat(error()).containsEntry("error", "invalid_request");
  }

  @Test
  void where_the_issuer_allows_it_a_confidential_openid_client_may_rely_on_nonce() {
    pkce = Issuer.Pkce.PUBLIC;
    confidentialWithNonce();
    assertThat(proceeds().continuation().challenge()).isEmpty();
    request.remove("nonce");
    assertThat(error()).containsEntry("error", "invalid_request");
    set("nonce", "n");
    set("scope", "storage.read:/data");
    assertThat(error()).containsEntry("error", "invalid_request");
    set("client_id", "native");
    set("scope", "openid");
    assertThat(error()).containsEntry("error", "invalid_request");
  }
}
