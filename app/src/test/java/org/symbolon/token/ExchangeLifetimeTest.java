package org.symbolon.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.symbolon.token.ExchangeSite.PORTAL;
import static org.symbolon.token.ExchangeSite.READ;
import static org.symbolon.token.ExchangeSite.STORAGE;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.symbolon.exchange.Mode;
import org.symbolon.exchange.TestRule;
import org.symbolon.grant.Login;
import org.symbolon.protocol.ErrorCode;

/** What is permitted is given, and what is not is said. */
final class ExchangeLifetimeTest {
  private static final Duration SIX_HOURS = Duration.ofHours(6);
  private final ExchangeSite site =
      new ExchangeSite(
          TestRule.of(Mode.ON_BEHALF_OF, "gate").to(STORAGE).lifetime(SIX_HOURS).outlives());

  @AfterEach
  void close() {
    site.close();
  }

  @Test
  void six_hours_asked_for_and_permitted_are_six_hours() {
    String token = site.token(READ, PORTAL);
    assertThat(site.exchange("gate", token, "expires_in", "21600").expiresIn())
        .isEqualTo(SIX_HOURS);
    assertThat(site.exchange("gate", token, "expires_in", "60").expiresIn())
        .isEqualTo(Duration.ofMinutes(1));
    assertThat(site.exchange("gate", token).expiresIn()).isEqualTo(SIX_HOURS);
  }

  @Test
  void they_are_six_hours_of_a_code_without_a_refresh_token_too_and_live_as_long() {
    String token =
        site.tokens(site.site().approval().online().scopes("openid " + READ).audiences(PORTAL))
            .accessToken();
    TokenAnswer answer = site.exchange("gate", token);
    assertThat(answer.expiresIn()).isEqualTo(SIX_HOURS);
    site.later(SIX_HOURS.minusSeconds(1));
    assertThat(site.site().told(answer.accessToken())).containsEntry("sub", "ana");
  }

  @Test
  void more_than_permitted_is_refused_and_never_silently_less() {
    String token = site.token(READ, PORTAL);
    assertThat(site.refused("gate", token, "expires_in", "21601").description())
        .contains("21600 seconds");
    for (String wrong : new String[] {"0", "-1", "1.5", "x", "9999999999"}) {
      assertThat(site.code("gate", token, "expires_in", wrong))
          .isEqualTo(ErrorCode.INVALID_REQUEST);
    }
  }

  @Test
  void nothing_outlives_its_root() {
    Login login = site.site().login(site.site().now().plus(Duration.ofHours(2)));
    String token =
        site.tokens(site.site().approval().of(login).scopes(READ).audiences(PORTAL)).accessToken();
    assertThat(site.exchange("gate", token).expiresIn()).isEqualTo(Duration.ofHours(2));
  }

  @Test
  void without_the_rules_word_the_subject_tokens_end_is_the_end() {
    site.rules(TestRule.of(Mode.ON_BEHALF_OF, "gate").to(STORAGE).lifetime(SIX_HOURS));
    String token = site.token(READ, PORTAL);
    site.later(Duration.ofMinutes(15));
    assertThat(site.exchange("gate", token).expiresIn()).isEqualTo(Duration.ofMinutes(5));
  }
}
