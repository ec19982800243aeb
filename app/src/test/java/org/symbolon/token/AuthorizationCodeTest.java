package org.symbolon.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.symbolon.token.TokenSite.codeForm;
import static org.symbolon.token.TokenSite.refreshForm;
import static org.symbolon.token.TokenSite.with;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.symbolon.audit.Event;
import org.symbolon.grant.Grant;
import org.symbolon.grant.Login;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.resolver.AccountAnswer;
import org.symbolon.store.TestDatabases;
import org.symbolon.verify.AccessTokenCheck;

@ParameterizedClass
@EnumSource(TestDatabases.Kind.class)
class AuthorizationCodeTest extends CodeRedemption {
  private void assertUnavailable(String code) {
    assertThat(site.refused(codeForm(code)))
        .satisfies(
            error -> {
              assertThat(error.code()).isEqualTo(ErrorCode.TEMPORARILY_UNAVAILABLE);
              assertThat(error.retryAfter()).isPresent();
            });
  }

  AuthorizationCodeTest(TestDatabases.Kind kind) {
    super(kind);
  }

  @Test
  void a_code_is_redeemed_for_what_the_person_approved() {
    TokenAnswer answer = site.post(codeForm(approval.code()));
    assertThat(answer.scope()).isEqualTo(Approval.SCOPES);
    assertThat(answer.expiresIn()).isEqualTo(Duration.ofMinutes(20));
    assertThat(answer.refreshToken()).isPresent();
    AccessTokenCheck.Valid token = site.read(answer);
    assertThat(token.subject()).isEqualTo("ana");
    assertThat(token.client().value()).isEqualTo("tool");
    assertThat(token.scope()).isEqualTo(Approval.SCOPES);
    assertThat(token.audiences()).containsExactly(SiteSettings.STORAGE);
    assertThat(token.expires()).isEqualTo(site.now().plus(Duration.ofMinutes(20)));
    assertThat(token.authenticatedAt()).contains(site.now().minusSeconds(30));
    assertThat(token.lineage())
        .containsExactlyElementsOf(site.family(approval).orElseThrow().grant().lineage());
    assertThat(site.events(Event.TokenIssued.class))
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.grant()).contains(approval.grant());
              assertThat(event.grantType()).isEqualTo("authorization_code");
              assertThat(event.tokenId()).isEqualTo(token.jti());
            });
  }

  @Test
  void an_id_token_comes_with_openid_and_has_the_nonce() throws Exception {
    TokenAnswer answer = site.post(codeForm(approval.nonce("n-0S6").code()));
    JWTClaimsSet claims = SignedJWT.parse(answer.idToken().orElseThrow()).getJWTClaimsSet();
    assertThat(claims.getStringClaim("nonce")).isEqualTo("n-0S6");
    assertThat(claims.getSubject()).isEqualTo("ana");
    assertThat(claims.getAudience()).containsExactly("tool");
    assertThat(claims.getLongClaim("auth_time")).isEqualTo(site.now().getEpochSecond() - 30);
    assertThat(claims.getStringClaim("at_hash")).isNotEmpty();
  }

  @Test
  void both_tokens_say_how_and_when_the_person_signed_in() {
    TokenAnswer answer = site.post(codeForm(approval.code()));
    long signedIn = site.now().getEpochSecond() - 30;
    assertThat(TokenSite.claimsOf(answer.accessToken()))
        .containsEntry("acr", "mfa")
        .containsEntry("auth_time", signedIn);
    assertThat(TokenSite.claimsOf(answer.idToken().orElseThrow())).containsEntry("acr", "mfa");
  }

  @Test
  void an_id_token_names_the_session_and_its_successors_name_the_same() {
    Login login = site.login();
    TokenAnswer first = site.post(codeForm(approval.of(login).code()));
    TokenAnswer next = site.post(refreshForm(first.refreshToken().orElseThrow()));
    for (TokenAnswer answer : List.of(first, next)) {
      assertThat(TokenSite.claimsOf(answer.idToken().orElseThrow()))
          .containsEntry("sid", login.grant().id().value());
    }
  }

  @Test
  void without_openid_there_is_no_id_token() {
    assertThat(site.post(codeForm(approval.scopes("storage.read:/data").code())).idToken())
        .isEmpty();
  }

  @Test
  void a_login_that_ends_while_rights_are_asked_gives_nothing() {
    Login login = site.login();
    String code = approval.of(login).code();
    site.resolver()
        .meanwhile(() -> site.store().grants().end(login.grant().id(), "logged out", site.now()));
    assertThat(site.code(codeForm(code))).isEqualTo(ErrorCode.INVALID_GRANT);
    assertThat(site.store().grants().find(approval.grant())).isEmpty();
  }

  @Test
  void an_account_whose_name_no_token_can_have_gets_none_and_a_reason() {
    for (String name : List.of("josé", "ana amsel", "安娜")) {
      Login login = site.login(name, site.now().plus(TokenSite.LOGIN));
      assertThat(site.refused(codeForm(site.approval().of(login).code())))
          .satisfies(
              error -> {
                assertThat(error.code()).isEqualTo(ErrorCode.INVALID_GRANT);
                assertThat(error.description()).contains("ASCII");
              });
    }
    Login login = site.login("ana-b", site.now().plus(TokenSite.LOGIN));
    TokenAnswer answer = site.post(codeForm(approval.of(login).code()));
    assertThat(site.read(answer).subject()).isEqualTo("ana-b");
    assertThat(site.events(Event.TokenIssued.class))
        .extracting(Event.TokenIssued::username)
        .containsExactly(Optional.of("ana-b"));
  }

  @Test
  void no_refresh_token_comes_where_none_was_asked_for() {
    TokenAnswer answer = site.post(codeForm(approval.online().code()));
    assertThat(answer.refreshToken()).isEmpty();
    Grant grant = site.store().grants().find(approval.grant()).orElseThrow();
    assertThat(grant.expires()).isEqualTo(site.now().plus(Duration.ofMinutes(20)));
  }

  @Test
  void no_refresh_token_comes_to_a_client_without_the_refresh_grant() {
    String code = approval.client("online").code();
    assertThat(site.post(with(codeForm(code), "client_id", Optional.of("online"))).refreshToken())
        .isEmpty();
  }

  @Test
  void a_client_that_is_marked_so_gets_a_refresh_token_unasked() {
    String code = approval.client("keeper").scopes("storage.read:/data").online().code();
    assertThat(site.post(with(codeForm(code), "client_id", Optional.of("keeper"))).refreshToken())
        .isPresent();
  }

  @Test
  void rights_lost_since_the_approval_are_not_in_the_token() {
    String code = approval.code();
    site.resolver().forbid("storage.create:/data/ana");
    TokenAnswer answer = site.post(codeForm(code));
    assertThat(answer.scope()).isEqualTo("openid offline_access storage.read:/data");
    assertThat(site.read(answer).scope()).isEqualTo(answer.scope());
  }

  @Test
  void a_source_that_is_down_consumes_no_code() {
    String code = approval.code();
    site.resolver().judging(false);
    assertUnavailable(code);
    site.resolver().judging(true);
    site.resolver().accounts(new AccountAnswer.Unavailable("no route"));
    assertUnavailable(code);
    site.resolver().accountsAsAlways();
    assertThat(site.post(codeForm(code)).scope()).isEqualTo(Approval.SCOPES);
  }

  @Test
  void an_account_that_is_disabled_gets_nothing() {
    String code = approval.code();
    site.resolver().accounts(new AccountAnswer.Disabled("expired"));
    assertThat(site.code(codeForm(code))).isEqualTo(ErrorCode.INVALID_GRANT);
  }

  @Test
  void tokens_end_with_their_login() throws Exception {
    Login login = site.login(site.now().plusSeconds(90));
    TokenAnswer answer = site.post(codeForm(approval.of(login).code()));
    assertThat(answer.expiresIn()).isEqualTo(Duration.ofSeconds(90));
    assertThat(site.read(answer).expires()).isEqualTo(login.grant().expires());
    assertThat(
            SignedJWT.parse(answer.idToken().orElseThrow()).getJWTClaimsSet().getExpirationTime())
        .isEqualTo(login.grant().expires());
  }

  @Test
  void times_are_whole_seconds_and_the_answer_says_the_same_as_the_token() {
    site.later(Duration.ofMillis(987));
    Login login = site.login(site.now().plusMillis(90_500));
    TokenAnswer answer = site.post(codeForm(approval.of(login).code()));
    AccessTokenCheck.Valid token = site.read(answer);
    assertThat(token.issuedAt()).isBeforeOrEqualTo(site.now());
    assertThat(Duration.between(token.issuedAt(), token.expires())).isEqualTo(answer.expiresIn());
    assertThat(token.expires()).isBeforeOrEqualTo(login.grant().expires());
    assertThat(answer.expiresIn()).isEqualTo(Duration.ofSeconds(90));
  }

  @Test
  void a_login_with_less_than_a_second_left_gives_no_token() {
    Login login = site.login(site.now().plusMillis(30_900));
    String code = approval.of(login).code();
    site.later(Duration.ofSeconds(30));
    assertThat(site.code(codeForm(code))).isEqualTo(ErrorCode.INVALID_GRANT);
  }
}
