package org.symbolon.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.symbolon.token.ExchangeSite.BATCH;
import static org.symbolon.token.ExchangeSite.PORTAL;
import static org.symbolon.token.ExchangeSite.READ;
import static org.symbolon.token.ExchangeSite.STORAGE;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.symbolon.audit.Event;
import org.symbolon.exchange.Mode;
import org.symbolon.exchange.TestRule;
import org.symbolon.exchange.TokenKind;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.verify.AccessTokenCheck;

/** A service turns a person's token that was meant for it into one for another service. */
final class OnBehalfOfTest {
  private final ExchangeSite site =
      new ExchangeSite(
          TestRule.of(Mode.ON_BEHALF_OF, "gate")
              .named("portal to storage")
              .to(STORAGE)
              .scopes("openid", "storage.read:/**"));

  @AfterEach
  void close() {
    site.close();
  }

  @Test
  void a_portal_gets_a_token_for_the_storage_behind_it() {
    TokenAnswer users = site.tokens("openid " + READ + " storage.create:/data/ana", PORTAL);
    TokenAnswer answer = site.exchange("gate", users.accessToken(), "audience", STORAGE);
    assertThat(answer.issuedTokenType()).contains(TokenKind.ACCESS_TOKEN.uri());
    assertThat(answer.tokenType()).isEqualTo("Bearer");
    assertThat(answer.refreshToken()).isEmpty();
    AccessTokenCheck.Valid token = site.read(answer);
    assertThat(token.subject()).isEqualTo("ana");
    assertThat(token.client().value()).isEqualTo("gate");
    assertThat(token.audiences()).containsExactly(STORAGE);
    // The rule gives no right to write.
    assertThat(answer.scope()).isEqualTo("openid " + READ);
    assertThat(token.lineage()).isEqualTo(site.read(users).lineage());
    assertThat(token.claims()).doesNotContainKeys("act", "may_act");
    assertThat(site.site().events(Event.TokenExchanged.class))
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.rule()).isEqualTo("portal to storage");
              assertThat(event.mode()).isEqualTo("on-behalf-of");
              assertThat(event.username()).contains("ana");
            });
  }

  @Test
  void where_a_rule_leads_to_one_audience_it_need_not_be_named() {
    TokenAnswer answer = site.exchange("gate", site.token(READ, PORTAL));
    assertThat(site.read(answer).audiences()).isEqualTo(List.of(STORAGE));
  }

  @Test
  void another_audience_is_an_invalid_target() {
    assertThat(site.code("gate", site.token(READ, PORTAL), "audience", BATCH))
        .isEqualTo(ErrorCode.INVALID_TARGET);
    assertThat(site.code("gate", site.token(READ, PORTAL), "resource", BATCH))
        .isEqualTo(ErrorCode.INVALID_TARGET);
  }

  @Test
  void a_token_meant_for_another_is_refused() {
    assertThat(site.code("gate", site.token(READ, STORAGE), "audience", STORAGE))
        .isEqualTo(ErrorCode.INVALID_REQUEST);
    assertThat(site.code("gate", site.token(READ, SiteSettings.WILDCARD), "audience", STORAGE))
        .isEqualTo(ErrorCode.INVALID_REQUEST);
  }

  @Test
  void the_result_lives_no_longer_than_the_subject_token() {
    String token = site.token(READ, PORTAL);
    site.later(Duration.ofMinutes(15));
    assertThat(site.exchange("gate", token).expiresIn()).isEqualTo(Duration.ofMinutes(5));
    site.later(Duration.ofMinutes(5));
    assertThat(site.code("gate", token)).isEqualTo(ErrorCode.INVALID_REQUEST);
  }

  @Test
  void a_client_that_no_rule_names_is_unauthorized() {
    assertThat(
            site.code(
                "stranger", site.token(READ, "https://stranger.example"), "audience", STORAGE))
        .isEqualTo(ErrorCode.UNAUTHORIZED_CLIENT);
  }
}
