package org.symbolon.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.symbolon.token.TokenSite.basic;
import static org.symbolon.token.TokenSite.codeForm;
import static org.symbolon.token.TokenSite.with;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.symbolon.grant.Login;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.store.TestDatabases;

/** To what a code is bound, and how long. */
@ParameterizedClass
@EnumSource(TestDatabases.Kind.class)
class CodeBindingTest extends CodeRedemption {
  private static final String OTHER_VERIFIER = "A".repeat(43);

  CodeBindingTest(TestDatabases.Kind kind) {
    super(kind);
  }

  @Test
  void a_code_is_bound_to_its_client() {
    String code = approval.code();
    assertThat(site.code(with(codeForm(code), "client_id", Optional.of("other"))))
        .isEqualTo(ErrorCode.INVALID_GRANT);
    site.post(codeForm(code));
  }

  @Test
  void a_code_is_bound_to_its_issuer() {
    String code = approval.code();
    try (TokenSite south = new TokenSite(TestDatabases.Kind.SQLITE)) {
      assertThat(south.code(codeForm(code))).isEqualTo(ErrorCode.INVALID_GRANT);
    }
    site.post(codeForm(code));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:4712/callback",
        "http://127.0.0.1:4711/callback/",
        "http://127.0.0.1:4711/Callback",
        "http://localhost:4711/callback"
      })
  void a_code_is_bound_to_its_redirect_uri(String other) {
    String code = approval.code();
    assertThat(site.code(with(codeForm(code), "redirect_uri", Optional.of(other))))
        .isEqualTo(ErrorCode.INVALID_GRANT);
    assertThat(site.code(with(codeForm(code), "redirect_uri", Optional.empty())))
        .isEqualTo(ErrorCode.INVALID_GRANT);
    site.post(codeForm(code));
  }

  @Test
  void a_code_is_bound_to_its_verifier() {
    String code = approval.code();
    for (Optional<String> wrong :
        List.of(
            Optional.<String>empty(),
            Optional.of(OTHER_VERIFIER),
            Optional.of(Approval.VERIFIER + "A"),
            Optional.of(Approval.VERIFIER.substring(1)),
            Optional.of("x".repeat(129)),
            // The challenge itself: what "plain" would take.
            Optional.of("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"))) {
      assertThat(site.code(with(codeForm(code), "code_verifier", wrong)))
          .as("%s", wrong)
          .isEqualTo(ErrorCode.INVALID_GRANT);
    }
    site.post(codeForm(code));
  }

  @Test
  void a_verifier_without_a_challenge_is_refused() {
    String code = approval.withoutChallenge().code();
    assertThat(site.code(codeForm(code))).isEqualTo(ErrorCode.INVALID_GRANT);
    site.post(with(codeForm(code), "code_verifier", Optional.empty()));
  }

  @Test
  void a_code_lives_sixty_seconds() {
    String inTime = approval.code();
    String late = site.approval().code();
    site.later(Duration.ofMillis(59_999));
    site.post(codeForm(inTime));
    site.later(Duration.ofMillis(1));
    assertThat(site.code(codeForm(late))).isEqualTo(ErrorCode.INVALID_GRANT);
  }

  @Test
  void a_code_whose_login_has_ended_is_refused() {
    Login login = site.login();
    String code = approval.of(login).code();
    site.store().grants().end(login.grant().id(), "logged out", site.now());
    assertThat(site.code(codeForm(code))).isEqualTo(ErrorCode.INVALID_GRANT);
  }

  @Test
  void a_confidential_client_must_prove_itself() {
    String code = approval.client("portal").code();
    String[] anonymous = with(codeForm(code), "client_id", Optional.empty());
    assertThat(site.code(with(codeForm(code), "client_id", Optional.of("portal"))))
        .isEqualTo(ErrorCode.INVALID_CLIENT);
    assertThat(site.refused(basic("portal", "wrong"), anonymous).code())
        .isEqualTo(ErrorCode.INVALID_CLIENT);
    assertThat(site.alive(approval.grant())).isFalse();
    assertThat(site.post(basic("portal", SiteSettings.SECRET), anonymous).scope())
        .isEqualTo(Approval.SCOPES);
  }

  @Test
  void a_missing_code_is_an_invalid_request() {
    assertThat(site.code(with(codeForm("x"), "code", Optional.empty())))
        .isEqualTo(ErrorCode.INVALID_REQUEST);
    assertThat(site.code(codeForm(""))).isEqualTo(ErrorCode.INVALID_REQUEST);
  }

  @Test
  void an_unknown_code_is_an_invalid_grant() {
    for (String code :
        List.of("unknown", "\u0000", "'; DROP TABLE codes", "é", "x".repeat(16_384))) {
      assertThat(site.code(codeForm(code))).isEqualTo(ErrorCode.INVALID_GRANT);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"code", "redirect_uri", "code_verifier", "client_id", "grant_type"})
  void a_parameter_given_twice_or_oversized_is_an_invalid_request(String name) {
    String code = approval.code();
    assertThat(site.code(codeForm(code, name, "again"))).isEqualTo(ErrorCode.INVALID_REQUEST);
    assertThat(site.code(with(codeForm(code), name, Optional.of("x".repeat(16_385)))))
        .isEqualTo(ErrorCode.INVALID_REQUEST);
    site.post(codeForm(code));
  }
}
