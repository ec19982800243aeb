package org.symbolon.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.symbolon.token.TokenSite.codeForm;
import static org.symbolon.token.TokenSite.refreshForm;
import static org.symbolon.token.TokenSite.with;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.symbolon.audit.Event;
import org.symbolon.grant.Parallel;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.ProtocolException;
import org.symbolon.store.TestDatabases;

/** A code that is shown again, or by many at once. */
@ParameterizedClass
@EnumSource(TestDatabases.Kind.class)
class CodeReplayTest extends CodeRedemption {
  /** Empty where it is answered. */
  private Optional<ErrorCode> userinfo(TokenAnswer answer) {
    try {
      site.told(answer.accessToken());
      return Optional.empty();
    } catch (ProtocolException refused) {
      return Optional.of(refused.error().code());
    }
  }

  CodeReplayTest(TestDatabases.Kind kind) {
    super(kind);
  }

  @Test
  void a_replay_with_all_that_matches_ends_what_came_from_the_code() {
    String code = approval.code();
    TokenAnswer first = site.post(codeForm(code));
    assertThat(site.code(codeForm(code))).isEqualTo(ErrorCode.INVALID_GRANT);
    assertThat(site.alive(approval.grant())).isFalse();
    assertThat(site.code(refreshForm(first.refreshToken().orElseThrow())))
        .isEqualTo(ErrorCode.INVALID_GRANT);
    assertThat(userinfo(first)).contains(ErrorCode.INVALID_TOKEN);
    assertThat(site.events(Event.CodeReplayed.class))
        .containsExactly(
            new Event.CodeReplayed(
                site.issuer().id(), site.read(first).client(), approval.grant()));
  }

  @Test
  void a_replay_ends_it_even_long_after_the_code_has_expired() {
    String code = approval.code();
    TokenAnswer first = site.post(codeForm(code));
    site.later(Duration.ofDays(3));
    assertThat(site.code(codeForm(code))).isEqualTo(ErrorCode.INVALID_GRANT);
    assertThat(site.code(refreshForm(first.refreshToken().orElseThrow())))
        .isEqualTo(ErrorCode.INVALID_GRANT);
  }

  @ParameterizedTest
  @CsvSource({
    "client_id,other",
    "redirect_uri,http://127.0.0.1:4711/other",
    "code_verifier,AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
  })
  void a_replay_with_something_wrong_ends_nothing(String name, String wrong) {
    String code = approval.code();
    TokenAnswer first = site.post(codeForm(code));
    assertThat(site.code(with(codeForm(code), name, Optional.of(wrong))))
        .isEqualTo(ErrorCode.INVALID_GRANT);
    assertThat(site.alive(approval.grant())).isTrue();
    assertThat(userinfo(first)).isEmpty();
    site.post(refreshForm(first.refreshToken().orElseThrow()));
    assertThat(site.events(Event.CodeReplayed.class)).isEmpty();
  }

  @Test
  void of_many_redemptions_at_once_one_succeeds_and_nothing_lives_on() {
    String code = approval.code();
    List<Optional<ErrorCode>> answers =
        Parallel.run(
            12,
            number -> {
              try {
                site.post(codeForm(code));
                return Optional.empty();
              } catch (ProtocolException refused) {
                return Optional.of(refused.error().code());
              }
            });
    assertThat(answers).filteredOn(Optional::isEmpty).hasSize(1);
    assertThat(answers)
        .filteredOn(Optional::isPresent)
        .containsOnly(Optional.of(ErrorCode.INVALID_GRANT));
    assertThat(site.alive(approval.grant())).isFalse();
  }

  @Test
  void a_redemption_that_loses_the_race_ends_the_grant_and_is_audited() {
    String code = approval.code();
    site.anotherNodeIsFaster(codeForm(code));
    assertThat(site.code(codeForm(code))).isEqualTo(ErrorCode.INVALID_GRANT);
    assertThat(site.alive(approval.grant())).isFalse();
    assertThat(site.events(Event.CodeReplayed.class)).hasSize(1);
  }
}
