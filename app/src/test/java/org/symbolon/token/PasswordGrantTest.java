package org.symbolon.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.symbolon.token.TokenSite.basic;
import static org.symbolon.token.TokenSite.claimsOf;

import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.symbolon.audit.Event;
import org.symbolon.client.GrantType;
import org.symbolon.client.TestClient;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.ProtocolError;
import org.symbolon.register.ClientRegistration;
import org.symbolon.resolver.PasswordVerifier.PasswordAnswer;
import org.symbolon.store.TestDatabases;

/** The password grant (RFC 6749 §4.3). */
@ParameterizedClass
@EnumSource(TestDatabases.Kind.class)
class PasswordGrantTest {
  private static final String RIGHT = "correct horse";

  private final TokenSite site;
  private boolean down;

  PasswordGrantTest(TestDatabases.Kind kind) {
    site =
        new TokenSite(
            kind,
            new SiteSettings()
                .passwords((name, password) -> answer(name, new String(password)))
                .client(
                    TestClient.named("old")
                        .secrets(TokenSite.SECRET)
                        .grants(GrantType.PASSWORD, GrantType.REFRESH_TOKEN))
                .client(
                    TestClient.named("short")
                        .secrets(TokenSite.SECRET)
                        .grants(GrantType.PASSWORD)));
  }

  private PasswordAnswer answer(String name, String password) {
    if (down) {
      return new PasswordAnswer.Unavailable("the directory is down");
    }
    return name.equals("ana") && password.equals(RIGHT)
        ? new PasswordAnswer.Right()
        : new PasswordAnswer.Wrong();
  }

  @AfterEach
  void close() {
    site.close();
  }

  private static String[] form(String name, String password, String scope) {
    return new String[] {
      "grant_type", "password", "username", name, "password", password, "scope", scope
    };
  }

  private static Optional<String> client(String id) {
    return basic(id, TokenSite.SECRET);
  }

  private ProtocolError refused(String name, String password) {
    return site.refused(client("old"), form(name, password, "openid"));
  }

  @Test
  void the_right_password_gives_tokens_of_that_person() {
    TokenAnswer answer =
        site.post(client("old"), form("ana", RIGHT, "openid storage.read:/data offline_access"));

    assertThat(claimsOf(answer.accessToken()))
        .containsEntry("sub", "ana")
        .containsEntry("client_id", "old");
    assertThat(claimsOf(answer.idToken().orElseThrow())).containsEntry("sub", "ana");
    assertThat(answer.scope()).isEqualTo("openid storage.read:/data offline_access");
    assertThat(site.told(answer.accessToken())).containsEntry("sub", "ana");
    TokenAnswer refreshed =
        site.post(
            client("old"),
            "grant_type",
            "refresh_token",
            "refresh_token",
            answer.refreshToken().orElseThrow());
    assertThat(refreshed.scope()).isEqualTo(answer.scope());
  }

  @Test
  void a_refresh_token_is_for_clients_that_refresh_and_ask() {
    assertThat(site.post(client("old"), form("ana", RIGHT, "openid")).refreshToken()).isEmpty();
    TokenAnswer answer = site.post(client("short"), form("ana", RIGHT, "openid offline_access"));
    assertThat(answer.refreshToken()).isEmpty();
    assertThat(answer.scope()).isEqualTo("openid");
  }

  @Test
  void a_wrong_password_and_an_unknown_name_get_the_same_answer() {
    ProtocolError wrong = refused("ana", "guess");
    assertThat(wrong.code()).isEqualTo(ErrorCode.INVALID_GRANT);
    assertThat(refused("nobody", "guess")).isEqualTo(wrong);
    assertThat(refused("NO NAME", "guess")).isEqualTo(wrong);
    assertThat(refused("nobody", "x".repeat(5000))).isEqualTo(wrong);
  }

  @Test
  void guesses_are_limited_and_then_not_even_the_right_password_is_looked_at() {
    for (int guess = 0; guess < 3; guess++) {
      assertThat(refused("ana", "guess").code()).isEqualTo(ErrorCode.INVALID_GRANT);
    }
    ProtocolError later = refused("ana", RIGHT);
    assertThat(later.code()).isEqualTo(ErrorCode.TOO_MANY_REQUESTS);
    assertThat(later.retryAfter()).isPresent();
  }

  @Test
  void a_directory_that_is_down_is_neither_yes_nor_no() {
    down = true;
    for (int trial = 0; trial < 5; trial++) {
      assertThat(refused("ana", RIGHT).code()).isEqualTo(ErrorCode.TEMPORARILY_UNAVAILABLE);
    }
    down = false;
    site.post(client("old"), form("ana", RIGHT, "openid"));
  }

  @Test
  void only_a_client_that_the_operator_marked_may() {
    assertThat(site.refused(client("portal"), form("ana", RIGHT, "openid")).code())
        .isEqualTo(ErrorCode.UNAUTHORIZED_CLIENT);
    assertThat(ClientRegistration.GRANT_TYPES).doesNotContain(GrantType.PASSWORD);
  }

  @Test
  void rights_are_decided_and_a_refused_scope_refuses_the_whole() {
    assertThat(
            site.refused(client("old"), form("ana", RIGHT, "openid storage.read:/closed/x")).code())
        .isIn(ErrorCode.INVALID_SCOPE, ErrorCode.ACCESS_DENIED);
  }

  @Test
  void a_name_that_is_another_persons_is_not_given_away() {
    site.login();
    assertThat(refused("ana", RIGHT).code()).isEqualTo(ErrorCode.INVALID_GRANT);
    assertThat(refused("ana", RIGHT)).isEqualTo(refused("ana", "guess"));
  }

  @Test
  void logins_failures_and_tokens_are_audited_without_the_password() {
    refused("ana", "a guess");
    site.post(client("old"), form("ana", RIGHT, "openid"));

    assertThat(site.events(Event.LoginFailed.class)).hasSize(1);
    assertThat(site.events(Event.LoginSucceeded.class))
        .singleElement()
        .satisfies(event -> assertThat(event.username()).isEqualTo("ana"));
    assertThat(site.events(Event.TokenIssued.class))
        .singleElement()
        .satisfies(event -> assertThat(event.grantType()).isEqualTo("password"));
    assertThat(site.events().toString()).doesNotContain(RIGHT, "a guess");
  }
}
