package org.symbolon.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.symbolon.token.ExchangeSite.BATCH;
import static org.symbolon.token.ExchangeSite.PORTAL;
import static org.symbolon.token.ExchangeSite.READ;
import static org.symbolon.token.ExchangeSite.STORAGE;
import static org.symbolon.token.ExchangeSite.TRANSFER;
import static org.symbolon.token.ExchangeSite.as;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.symbolon.exchange.Mode;
import org.symbolon.exchange.TestRule;
import org.symbolon.exchange.TokenKind;
import org.symbolon.grant.Login;
import org.symbolon.protocol.Call;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.GrantId;
import org.symbolon.protocol.TestForm;
import org.symbolon.store.TestDatabases;

/** Whatever is ended ends all that came of it, at once and everywhere. */
@ParameterizedClass
@EnumSource(TestDatabases.Kind.class)
final class ExchangeTreeTest {
  private static final Duration WEEK = Duration.ofDays(7);
  private final ExchangeSite site;
  private Login login;
  private TokenAnswer users;
  private String exchanged;
  private String further;
  private String refresh;
  private String job;

  ExchangeTreeTest(TestDatabases.Kind kind) {
    site =
        new ExchangeSite(
            kind,
            TestRule.of(Mode.ON_BEHALF_OF, "gate").to(TRANSFER, STORAGE).refresh(WEEK),
            TestRule.of(Mode.ON_BEHALF_OF, "transfer").to(STORAGE).lifetime(WEEK).outlives(),
            TestRule.of(Mode.JOB, "batch").to(STORAGE).job(WEEK, 100));
  }

  @AfterEach
  void close() {
    site.close();
  }

  /** A login, its code, a token exchanged twice, and what is kept beside it. */
  @BeforeEach
  void grow() {
    login = site.site().login();
    users =
        site.tokens(
            site.site().approval().of(login).scopes("openid " + READ).audiences(PORTAL, BATCH));
    exchanged = site.exchange("gate", users.accessToken(), "audience", TRANSFER).accessToken();
    further = site.exchange("transfer", exchanged).accessToken();
    refresh =
        site.exchange(
                "gate",
                users.accessToken(),
                "audience",
                STORAGE,
                "requested_token_type",
                TokenKind.REFRESH_TOKEN.uri())
            .accessToken();
    job =
        site.exchange(
                "batch",
                users.accessToken(),
                "requested_token_type",
                TokenKind.JOB_GRANT.uri(),
                "job_name",
                "x")
            .accessToken();
  }

  private ErrorCode refreshRefused() {
    return site.site()
        .refused(
            as("gate"),
            TokenSite.with(TokenSite.refreshForm(refresh), "client_id", Optional.empty()))
        .code();
  }

  private void nothingLives() {
    assertThat(site.alive(users.accessToken())).as("what the person has").isFalse();
    nothingThatCameOfItLives();
  }

  private void nothingThatCameOfItLives() {
    assertThat(site.alive(exchanged)).as("exchanged").isFalse();
    assertThat(site.alive(further)).as("exchanged again").isFalse();
    assertThat(site.code("transfer", exchanged)).isEqualTo(ErrorCode.INVALID_REQUEST);
    assertThat(refreshRefused()).isEqualTo(ErrorCode.INVALID_GRANT);
    assertThat(introspected(refresh)).as("what can be refreshed").isEqualTo(false);
    assertThat(site.refused("batch", TokenKind.JOB_GRANT, job).code())
        .isEqualTo(ErrorCode.INVALID_REQUEST);
  }

  private Object introspected(String token) {
    return site.site()
        .introspection()
        .answer(new Call(as("gate"), TestForm.of("token", token), "192.0.2.1"))
        .getOrDefault("active", "nothing");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void whoever_of_the_ancestors_ends_all_below_ends(int ancestor) {
    List<GrantId> lineage = site.read(users).lineage();
    assertThat(site.alive(further)).isTrue();
    assertThat(introspected(refresh)).isEqualTo(true);
    site.site().store().grants().end(lineage.get(ancestor), "test", site.site().now());
    nothingLives();
  }

  @Test
  void revoking_the_first_access_token_ends_what_it_was_exchanged_for() {
    revoke(users.accessToken());
    nothingLives();
    // The refresh token that it was issued with is a matter of its own.
    site.site().post(TokenSite.refreshForm(users.refreshToken().orElseThrow()));
  }

  @Test
  void it_stays_so_after_the_first_token_would_have_expired_and_all_is_swept() {
    revoke(users.accessToken());
    site.later(Duration.ofDays(2));
    site.site().store().sweep(site.site().now(), 100_000);
    assertThat(site.alive(further)).isFalse();
    assertThat(refreshRefused()).isEqualTo(ErrorCode.INVALID_GRANT);
    assertThat(site.refused("batch", TokenKind.JOB_GRANT, job).code())
        .isEqualTo(ErrorCode.INVALID_REQUEST);
  }

  @Test
  void it_stays_so_where_the_rules_became_shorter_before_it_was_revoked() {
    site.rules(TestRule.of(Mode.ON_BEHALF_OF, "gate").to(TRANSFER, STORAGE));
    revoke(users.accessToken());
    site.later(Duration.ofDays(2));
    site.site().store().sweep(site.site().now(), 100_000);
    assertThat(site.alive(further)).isFalse();
    assertThat(introspected(refresh)).isEqualTo(false);
  }

  @Test
  void an_exchange_that_leaves_nothing_to_refresh_writes_no_row() {
    assertThat(
            site.read(site.exchange("gate", users.accessToken(), "audience", TRANSFER)).lineage())
        .isEqualTo(site.read(users).lineage());
  }

  @Test
  void what_is_kept_hangs_below_the_subjects_grant() {
    TokenAnswer answer =
        site.site()
            .post(
                as("gate"),
                TokenSite.with(TokenSite.refreshForm(refresh), "client_id", Optional.empty()));
    List<GrantId> lineage = site.read(answer).lineage();
    assertThat(lineage).startsWith(site.read(users).lineage().toArray(GrantId[]::new)).hasSize(3);
  }

  private void revoke(String token) {
    String[] form = {"client_id", "tool", "token", token};
    site.site().revocation().answer(new Call(Optional.empty(), TestForm.of(form), "192.0.2.1"));
  }
}
