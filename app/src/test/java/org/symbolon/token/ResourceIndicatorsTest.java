package org.symbolon.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.symbolon.token.TokenSite.codeForm;
import static org.symbolon.token.TokenSite.refreshForm;

import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.store.TestDatabases;

/** For whom a token is: RFC 8707 §2.2, at the token endpoint. */
class ResourceIndicatorsTest {
  private static final String A = "https://a.example";
  private static final String B = "https://b.example";
  private static final String C = "https://c.example";

  private final TokenSite site = new TokenSite(TestDatabases.Kind.SQLITE);

  @AfterEach
  void close() {
    site.close();
  }

  @Test
  void who_names_none_gets_all_that_were_approved() {
    TokenAnswer answer = site.post(codeForm(site.approval().audiences(A, B).code()));
    assertThat(site.read(answer).audiences()).containsExactly(A, B);
    assertThat(audiences(refresh(answer))).containsExactly(A, B);
    assertThat(audiences(refresh(refresh(answer), "resource", "", "audience", " ")))
        .containsExactly(A, B);
  }

  @Test
  void the_access_token_of_a_code_may_be_for_some_and_the_refresh_token_is_for_all() {
    TokenAnswer some =
        site.post(codeForm(site.approval().audiences(A, B, C).code(), "resource", B));
    assertThat(audiences(some)).containsExactly(B);

    TokenAnswer next = refresh(some);
    assertThat(audiences(next)).containsExactly(A, B, C);
    TokenAnswer two = refresh(next, "resource", C, "resource", A, "resource", C);
    assertThat(audiences(two)).containsExactly(C, A);
    TokenAnswer mixed = refresh(two, "resource", A, "audience", B + " " + C);
    assertThat(audiences(mixed)).containsExactlyInAnyOrder(A, B, C);
    assertThat(audiences(refresh(mixed))).containsExactly(A, B, C);
  }

  @Test
  void what_was_not_approved_is_an_invalid_target_and_consumes_nothing() {
    String code = site.approval().audiences(A, B).code();
    for (String name : List.of("resource", "audience")) {
      assertThat(site.code(codeForm(code, name, C))).isEqualTo(ErrorCode.INVALID_TARGET);
      assertThat(site.code(codeForm(code, name, A, name, C))).isEqualTo(ErrorCode.INVALID_TARGET);
      assertThat(site.code(codeForm(code, name, SiteSettings.STORAGE)))
          .as("not even a default")
          .isEqualTo(ErrorCode.INVALID_TARGET);
      assertThat(site.code(codeForm(code, name, SiteSettings.WILDCARD)))
          .isEqualTo(ErrorCode.INVALID_TARGET);
      assertThat(site.code(codeForm(code, name, "https://elsewhere.org")))
          .isEqualTo(ErrorCode.INVALID_TARGET);
    }
    assertThat(site.code(codeForm(code, "resource", "a.example")))
        .isEqualTo(ErrorCode.INVALID_TARGET);
    assertThat(site.code(codeForm(code, "resource", A + "#part")))
        .isEqualTo(ErrorCode.INVALID_TARGET);
    assertThat(site.code(codeForm(code, "resource", A + " " + B)))
        .isEqualTo(ErrorCode.INVALID_TARGET);
    TokenAnswer answer = site.post(codeForm(code));

    String token = answer.refreshToken().orElseThrow();
    assertThat(site.code(refreshForm(token, "resource", C))).isEqualTo(ErrorCode.INVALID_TARGET);
    assertThat(site.code(refreshForm(token, "audience", SiteSettings.WILDCARD)))
        .isEqualTo(ErrorCode.INVALID_TARGET);
    assertThat(audiences(refresh(answer, "resource", A))).containsExactly(A);
  }

  @Test
  void narrowing_once_is_no_step_to_more_afterwards() {
    TokenAnswer some = site.post(codeForm(site.approval().audiences(A, B).code(), "resource", A));
    String token = some.refreshToken().orElseThrow();
    assertThat(site.code(refreshForm(token, "resource", A, "resource", C)))
        .isEqualTo(ErrorCode.INVALID_TARGET);
    assertThat(audiences(refresh(some, "resource", B))).containsExactly(B);
  }

  @Test
  void where_none_was_named_the_client_may_choose_of_those_that_it_may_have() {
    TokenAnswer chosen =
        site.post(codeForm(site.approval().code(), "resource", A, "audience", B + " " + C));
    assertThat(audiences(chosen)).containsExactlyInAnyOrder(A, B, C);
    TokenAnswer next = refresh(chosen);
    assertThat(audiences(next)).containsExactly(SiteSettings.STORAGE);
    assertThat(audiences(refresh(next, "resource", C))).containsExactly(C);
  }

  @Test
  void whoever_was_allowed_every_service_may_name_one() {
    String code = site.approval().audiences(SiteSettings.WILDCARD).code();
    assertThat(audiences(site.post(codeForm(code, "resource", A)))).containsExactly(A);
  }

  @Test
  void the_id_token_is_for_the_client_and_nobody_else() throws ParseException {
    TokenAnswer answer = site.post(codeForm(site.approval().audiences(A, B).code()));
    assertThat(SignedJWT.parse(answer.idToken().orElseThrow()).getJWTClaimsSet().getAudience())
        .containsExactly("tool");
  }

  private List<String> audiences(TokenAnswer answer) {
    return site.read(answer).audiences();
  }

  private TokenAnswer refresh(TokenAnswer before, String... more) {
    return site.post(refreshForm(before.refreshToken().orElseThrow(), more));
  }
}
