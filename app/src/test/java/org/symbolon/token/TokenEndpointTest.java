package org.symbolon.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.symbolon.token.TokenSite.basic;
import static org.symbolon.token.TokenSite.codeForm;
import static org.symbolon.token.TokenSite.with;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.symbolon.protocol.ClientId;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.store.TestDatabases;

/** What comes before any grant type. */
class TokenEndpointTest {
  private final TokenSite site = new TokenSite(TestDatabases.Kind.SQLITE);

  @AfterEach
  void close() {
    site.close();
  }

  @Test
  void the_client_is_authenticated_before_anything_else_is_looked_at() {
    assertThat(site.code()).isEqualTo(ErrorCode.INVALID_CLIENT);
    assertThat(site.code("grant_type", "nonsense", "client_id", "nobody"))
        .isEqualTo(ErrorCode.INVALID_CLIENT);
    assertThat(site.refused(basic("robot", "wrong"), "grant_type", "client_credentials").code())
        .isEqualTo(ErrorCode.INVALID_CLIENT);
    assertThat(site.refused(Optional.of("Bearer x"), codeForm("x")).code())
        .isEqualTo(ErrorCode.INVALID_CLIENT);
  }

  @Test
  void the_grant_type_must_be_given_once() {
    assertThat(site.code("client_id", "tool")).isEqualTo(ErrorCode.INVALID_REQUEST);
    assertThat(site.code("client_id", "tool", "grant_type", ""))
        .isEqualTo(ErrorCode.INVALID_REQUEST);
    assertThat(site.code(codeForm("x", "grant_type", "refresh_token")))
        .isEqualTo(ErrorCode.INVALID_REQUEST);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "implicit",
        "AUTHORIZATION_CODE",
        "device_code",
        "urn:ietf:params:oauth:grant-type:saml2-bearer",
        " refresh_token",
        "\u0000"
      })
  void any_other_grant_type_is_unsupported(String type) {
    assertThat(site.code("client_id", "tool", "grant_type", type))
        .isEqualTo(ErrorCode.UNSUPPORTED_GRANT_TYPE);
  }

  @Test
  void a_grant_type_that_the_client_has_not_is_unauthorized() {
    assertThat(
            site.refused(
                    basic("robot", SiteSettings.SECRET),
                    "grant_type",
                    "refresh_token",
                    "refresh_token",
                    "x")
                .code())
        .isEqualTo(ErrorCode.UNAUTHORIZED_CLIENT);
  }

  @Test
  void a_client_is_in_use_when_it_gets_tokens_and_not_when_it_asks() {
    Approval approval = site.approval();
    assertThat(site.code(codeForm("nothing"))).isEqualTo(ErrorCode.INVALID_GRANT);
    assertThat(site.code(with(codeForm(approval.code()), "code_verifier", Optional.empty())))
        .isEqualTo(ErrorCode.INVALID_GRANT);
    assertThat(site.used()).isEmpty();
    site.post(codeForm(approval.code()));
    assertThat(site.used()).containsExactly(new ClientId("tool"));
  }

  @Test
  void an_answer_and_its_proofs_print_no_token() {
    TokenAnswer answer = site.post(codeForm(site.approval().code()));
    assertThat(answer.toString())
        .doesNotContain(answer.accessToken())
        .doesNotContain(answer.refreshToken().orElseThrow())
        .doesNotContain(answer.idToken().orElseThrow());
  }

  @Test
  void what_the_log_is_told_holds_no_secret() {
    String code = site.approval().code();
    String refresh = site.refreshToken();
    for (String secret : List.of(code, refresh)) {
      assertThat(site.refused(codeForm(secret, "audience", "ANY")).toString())
          .doesNotContain(secret);
      assertThat(site.refused(TokenSite.refreshForm(secret, "audience", "ANY")).toString())
          .doesNotContain(secret);
    }
    assertThat(site.events().toString()).doesNotContain(code).doesNotContain(refresh);
  }
}
