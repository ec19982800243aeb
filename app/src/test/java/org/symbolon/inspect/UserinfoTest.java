package org.symbolon.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.symbolon.token.TokenSite.basic;
import static org.symbolon.token.TokenSite.codeForm;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.symbolon.grant.Login;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.ProtocolError;
import org.symbolon.protocol.ProtocolException;
import org.symbolon.store.TestDatabases;
import org.symbolon.token.Approval;
import org.symbolon.token.TokenAnswer;
import org.symbolon.token.TokenSite;

@ParameterizedClass
@EnumSource(TestDatabases.Kind.class)
class UserinfoTest {
  private final TokenSite site;
  private final Approval approval;

  UserinfoTest(TestDatabases.Kind kind) {
    site = new TokenSite(kind);
    approval = site.approval();
  }

  @AfterEach
  void close() {
    site.close();
  }

  @Test
  void the_scopes_of_the_token_open_the_claims() {
    assertThat(claims("openid")).isEqualTo(Map.of("sub", "ana"));
    assertThat(claims("openid email"))
        .isEqualTo(Map.of("sub", "ana", "email", "ana@campus.example"));
    assertThat(claims("openid profile")).isEqualTo(Map.of("sub", "ana", "name", "Ana Amsel"));
    assertThat(claims("openid email profile"))
        .containsOnlyKeys("sub", "email", "name")
        // Ours, whatever the institution calls her.
        .containsEntry("sub", "ana");
  }

  @Test
  void groups_are_those_of_now() {
    assertThat(claims("openid wlcg.groups")).containsKeys("sub", "wlcg.groups");
    assertThat(claims("openid groups")).containsKeys("sub", "groups");
  }

  @Test
  void a_token_without_openid_has_insufficient_scope() {
    ProtocolError error = refused(issue("storage.read:/data").accessToken());
    assertThat(error.code()).isEqualTo(ErrorCode.INSUFFICIENT_SCOPE);
    assertThat(error.code().status()).isEqualTo(403);
    assertThat(refused(issue("email storage.read:/data").accessToken()).code())
        .isEqualTo(ErrorCode.INSUFFICIENT_SCOPE);
  }

  @Test
  void a_clients_own_token_has_no_person_to_tell_about() {
    TokenAnswer own =
        site.post(
            basic("robot", TokenSite.SECRET),
            "grant_type",
            "client_credentials",
            "scope",
            "compute.create");
    assertThat(refused(own.accessToken()).code()).isEqualTo(ErrorCode.INSUFFICIENT_SCOPE);
  }

  @Test
  void an_id_token_or_a_refresh_token_is_no_access_token() {
    TokenAnswer answer = issued();
    assertThat(refused(answer.idToken().orElseThrow()).code()).isEqualTo(ErrorCode.INVALID_TOKEN);
    assertThat(refused(answer.refreshToken().orElseThrow()).code())
        .isEqualTo(ErrorCode.INVALID_TOKEN);
  }

  @Test
  void the_token_of_an_ended_grant_is_invalid() {
    TokenAnswer answer = issued();
    site.userinfo().of(TokenSite.bearer(answer.accessToken()));
    site.store().grants().end(approval.grant(), "revoked", site.now());
    assertThat(refused(answer.accessToken()).code()).isEqualTo(ErrorCode.INVALID_TOKEN);
  }

  @Test
  void the_token_of_an_ended_login_is_invalid() {
    Login login = site.login();
    TokenAnswer answer = site.post(codeForm(approval.of(login).code()));
    site.store().grants().end(login.grant().id(), "logged out", site.now());
    assertThat(refused(answer.accessToken()).code()).isEqualTo(ErrorCode.INVALID_TOKEN);
  }

  @Test
  void an_expired_token_is_invalid() {
    TokenAnswer answer = issued();
    site.later(Duration.ofMinutes(20).minusSeconds(1));
    site.userinfo().of(TokenSite.bearer(answer.accessToken()));
    site.later(Duration.ofSeconds(1));
    assertThat(refused(answer.accessToken()).code()).isEqualTo(ErrorCode.INVALID_TOKEN);
  }

  @Test
  void another_issuers_token_is_invalid() {
    try (TokenSite south = new TokenSite(TestDatabases.Kind.SQLITE)) {
      TokenAnswer answer = south.post(codeForm(south.approval().code()));
      assertThat(refused(answer.accessToken()).code()).isEqualTo(ErrorCode.INVALID_TOKEN);
    }
  }

  @Test
  void what_is_no_token_is_invalid_and_the_answer_does_not_say_why() {
    for (String text : List.of("", "x", "a.b.c", "\u0000", "é", "x".repeat(100_000))) {
      ProtocolError error = refused(text);
      assertThat(error.code()).isEqualTo(ErrorCode.INVALID_TOKEN);
      assertThat(error.code().status()).isEqualTo(401);
      assertThat(error.description()).isEqualTo(refused("y").description());
    }
  }

  private TokenAnswer issued() {
    return site.post(codeForm(approval.code()));
  }

  private TokenAnswer issue(String scopes) {
    return site.post(codeForm(site.approval().scopes(scopes).code()));
  }

  private Map<String, Object> claims(String scopes) {
    return site.told(issue(scopes).accessToken());
  }

  private ProtocolError refused(String token) {
    ProtocolException refused =
        catchThrowableOfType(ProtocolException.class, () -> site.told(token));
    assertThat(refused).as("refused").isNotNull();
    return refused.error();
  }
}
