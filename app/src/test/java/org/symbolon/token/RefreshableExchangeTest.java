package org.symbolon.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.symbolon.token.ExchangeSite.BATCH;
import static org.symbolon.token.ExchangeSite.PORTAL;
import static org.symbolon.token.ExchangeSite.READ;
import static org.symbolon.token.ExchangeSite.STORAGE;
import static org.symbolon.token.ExchangeSite.acting;
import static org.symbolon.token.ExchangeSite.as;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.symbolon.exchange.Mode;
import org.symbolon.exchange.TestRule;
import org.symbolon.exchange.TokenKind;
import org.symbolon.grant.Login;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.resolver.AccountAnswer;
import org.symbolon.verify.AccessTokenCheck;

/** What is exchanged can be refreshed where the rule says so, and is looked at anew each time. */
final class RefreshableExchangeTest {
  private static final Duration WEEK = Duration.ofDays(7);
  private static final TestRule DELEGATE =
      TestRule.of(Mode.DELEGATE, "gate").to(STORAGE, BATCH).refresh(WEEK);
  private final ExchangeSite site = new ExchangeSite(DELEGATE);

  @AfterEach
  void close() {
    site.close();
  }

  private TokenAnswer kept(String token) {
    return site.exchange(
        "gate",
        token,
        acting(
            site.own("gate"),
            "audience",
            STORAGE,
            "requested_token_type",
            TokenKind.REFRESH_TOKEN.uri()));
  }

  private static String[] form(String refreshToken, String... more) {
    return TokenSite.with(TokenSite.refreshForm(refreshToken, more), "client_id", Optional.empty());
  }

  private TokenAnswer refresh(String token, String... more) {
    return site.site().post(as("gate"), form(token, more));
  }

  private ErrorCode refused(String token, String... more) {
    return site.site().refused(as("gate"), form(token, more)).code();
  }

  @Test
  void a_refresh_token_is_issued_as_the_rfc_says() {
    TokenAnswer answer = kept(site.token(READ, PORTAL));
    assertThat(answer.issuedTokenType()).contains(TokenKind.REFRESH_TOKEN.uri());
    assertThat(answer.tokenType()).isEqualTo("N_A");
    assertThat(answer.expiresIn()).isEqualTo(WEEK);
    assertThat(answer.refreshToken()).isEmpty();
  }

  @Test
  void it_rotates_and_the_actor_stays() {
    String first = kept(site.token(READ + " storage.create:/data/ana", PORTAL)).accessToken();
    site.later(Duration.ofDays(3));
    TokenAnswer answer = refresh(first);
    AccessTokenCheck.Valid token = site.read(answer);
    assertThat(token.claims()).containsEntry("act", Map.of("sub", "client:gate"));
    assertThat(token.subject()).isEqualTo("ana");
    assertThat(token.audiences()).containsExactly(STORAGE);
    assertThat(token.lineage()).hasSize(3);
    assertThat(answer.issuedTokenType()).isEmpty();
    String second = answer.refreshToken().orElseThrow();
    assertThat(second).isNotEqualTo(first);
    TokenAnswer narrow = refresh(second, "scope", "storage.read:/data/raw");
    assertThat(narrow.scope()).isEqualTo("storage.read:/data/raw");
    assertThat(refused(narrow.refreshToken().orElseThrow(), "audience", BATCH))
        .isEqualTo(ErrorCode.INVALID_TARGET);
    assertThat(refused(narrow.refreshToken().orElseThrow(), "scope", "storage.read:/"))
        .isEqualTo(ErrorCode.INVALID_SCOPE);
  }

  @Test
  void it_ends_when_the_rule_says() {
    String token = kept(site.token(READ, PORTAL)).accessToken();
    site.later(WEEK.minusSeconds(60));
    TokenAnswer last = refresh(token);
    assertThat(last.expiresIn()).isEqualTo(Duration.ofSeconds(60));
    site.later(Duration.ofSeconds(60));
    assertThat(refused(last.refreshToken().orElseThrow())).isEqualTo(ErrorCode.INVALID_GRANT);
  }

  @Test
  void a_code_without_a_refresh_token_of_its_own_can_be_kept_all_the_same() {
    String token =
        site.tokens(site.site().approval().online().scopes(READ).audiences(PORTAL)).accessToken();
    TokenAnswer answer = kept(token);
    assertThat(answer.expiresIn()).isEqualTo(WEEK);
    site.later(Duration.ofDays(6));
    refresh(answer.accessToken());
  }

  @Test
  void where_the_rule_gives_none_there_is_none() {
    site.rules(TestRule.of(Mode.DELEGATE, "gate").to(STORAGE));
    assertThat(
            site.code(
                "gate",
                site.token(READ, PORTAL),
                acting(site.own("gate"), "requested_token_type", TokenKind.REFRESH_TOKEN.uri())))
        .isEqualTo(ErrorCode.INVALID_REQUEST);
  }

  @Test
  void where_the_rule_says_who_may_act_it_can_be_refreshed_all_the_same() {
    site.rules(TestRule.of(Mode.ON_BEHALF_OF, "gate").to(STORAGE).refresh(WEEK).mayAct("transfer"));
    String first =
        site.exchange(
                "gate",
                site.token(READ, PORTAL),
                "requested_token_type",
                TokenKind.REFRESH_TOKEN.uri())
            .accessToken();
    assertThat(site.read(refresh(first)).claims())
        .containsEntry("may_act", Map.of("sub", "client:transfer"));
  }

  @Test
  void the_policy_is_looked_at_again() {
    String token = kept(site.token(READ, PORTAL)).accessToken();
    site.rules();
    assertThat(refused(token)).isEqualTo(ErrorCode.UNAUTHORIZED_CLIENT);
    site.rules(TestRule.of(Mode.DELEGATE, "gate").to(BATCH).refresh(WEEK));
    assertThat(refused(token)).isEqualTo(ErrorCode.INVALID_TARGET);
    site.rules(TestRule.of(Mode.DELEGATE, "gate").groups("admins").to(STORAGE).refresh(WEEK));
    assertThat(refused(token)).isEqualTo(ErrorCode.INVALID_REQUEST);
    site.rules(DELEGATE);
    refresh(token);
  }

  @Test
  void a_rule_that_gives_nothing_to_keep_any_more_ends_what_was_kept() {
    String token = kept(site.token(READ, PORTAL)).accessToken();
    site.rules(TestRule.of(Mode.DELEGATE, "gate").to(STORAGE));
    assertThat(refused(token)).isEqualTo(ErrorCode.INVALID_GRANT);
  }

  @Test
  void the_person_is_looked_at_again() {
    String token = kept(site.token(READ, PORTAL)).accessToken();
    site.site().resolver().accounts(new AccountAnswer.Disabled("left"));
    site.later(Duration.ofMinutes(1));
    assertThat(refusedLater(token)).isEqualTo(ErrorCode.INVALID_GRANT);
  }

  /** Another node: it has kept no answer. */
  private ErrorCode refusedLater(String token) {
    site.rules(DELEGATE);
    return refused(token);
  }

  @Test
  void rights_are_decided_again() {
    String token = kept(site.token(READ + " storage.create:/data/ana", PORTAL)).accessToken();
    site.site().resolver().forbid(READ);
    TokenAnswer answer = refresh(token);
    assertThat(answer.scope()).isEqualTo("storage.create:/data/ana");
    site.site().resolver().judging(false);
    site.rules(DELEGATE);
    assertThat(refused(answer.refreshToken().orElseThrow()))
        .isEqualTo(ErrorCode.TEMPORARILY_UNAVAILABLE);
  }

  @Test
  void the_actor_is_looked_at_again() {
    site.rules(TestRule.of(Mode.DELEGATE, "gate").actingUsers("help").to(STORAGE).refresh(WEEK));
    Login help = site.site().loginOf("help");
    String acts =
        site.tokens(site.site().approval().of(help).scopes(READ).audiences(PORTAL)).accessToken();
    String token =
        site.exchange(
                "gate",
                site.token(READ, PORTAL),
                acting(acts, "requested_token_type", TokenKind.REFRESH_TOKEN.uri()))
            .accessToken();
    token = refresh(token).refreshToken().orElseThrow();
    site.site().store().grants().end(help.grant().id(), "logged out", site.site().now());
    assertThat(refused(token)).isEqualTo(ErrorCode.INVALID_GRANT);
  }

  @Test
  void what_was_kept_is_a_subject_token_of_its_client_with_its_actors() {
    String token = kept(site.token(READ, PORTAL)).accessToken();
    site.rules(
        DELEGATE,
        TestRule.of(Mode.ON_BEHALF_OF, "gate").kinds(TokenKind.REFRESH_TOKEN).to(STORAGE));
    TokenAnswer answer = site.exchange("gate", TokenKind.REFRESH_TOKEN, token);
    assertThat(site.read(answer).claims()).containsEntry("act", Map.of("sub", "client:gate"));
    assertThat(site.refused("batch", TokenKind.REFRESH_TOKEN, token).code())
        .isEqualTo(ErrorCode.INVALID_REQUEST);
  }
}
