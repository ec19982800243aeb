package org.symbolon.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.symbolon.token.ExchangeSite.BATCH;
import static org.symbolon.token.ExchangeSite.PORTAL;
import static org.symbolon.token.ExchangeSite.READ;
import static org.symbolon.token.ExchangeSite.STORAGE;
import static org.symbolon.token.ExchangeSite.acting;
import static org.symbolon.token.ExchangeSite.as;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.symbolon.client.GrantType;
import org.symbolon.client.TestClient;
import org.symbolon.exchange.Mode;
import org.symbolon.exchange.TestRule;
import org.symbolon.exchange.TokenKind;
import org.symbolon.protocol.Call;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.TestForm;
import org.symbolon.verify.AccessTokenCheck;

/** Cases in which other servers' token exchange went wrong, each by the name of its report. */
final class BrokeOthersTest {
  private final ExchangeSite site =
      new ExchangeSite(
          TestRule.of(Mode.ON_BEHALF_OF, "gate").to(STORAGE),
          TestRule.of(Mode.DELEGATE, "gate").to(STORAGE),
          TestRule.of(Mode.DOWNSCOPE, "narrow").mayAct("gate"));

  @AfterEach
  void close() {
    site.close();
  }

  @Test
  void keycloak_51000_a_token_minted_for_another_client_is_no_subject_token() {
    assertThat(site.code("gate", site.token(READ, BATCH), "audience", STORAGE))
        .isEqualTo(ErrorCode.INVALID_REQUEST);
    // Nor an ID token of another client of this issuer.
    String id = site.tokens("openid " + READ, PORTAL).idToken().orElseThrow();
    site.rules(
        TestRule.of(Mode.ON_BEHALF_OF, "gate")
            .kinds(TokenKind.ID_TOKEN, TokenKind.ACCESS_TOKEN)
            .to(STORAGE));
    assertThat(site.refused("gate", TokenKind.ID_TOKEN, id).code())
        .isEqualTo(ErrorCode.INVALID_REQUEST);
  }

  @Test
  void keycloak_52691_a_token_with_may_act_never_comes_out_clean_without_an_actor() {
    String code = site.site().approval().client("narrow").scopes(READ).audiences(PORTAL).code();
    String plain =
        site.site()
            .post(TokenSite.with(TokenSite.codeForm(code), "client_id", Optional.of("narrow")))
            .accessToken();
    String named =
        site.site()
            .post(
                TokenSite.with(
                    ExchangeSite.form(TokenKind.ACCESS_TOKEN, plain),
                    "client_id",
                    Optional.of("narrow")))
            .accessToken();
    assertThat(site.code("gate", named, "audience", STORAGE)).isEqualTo(ErrorCode.INVALID_REQUEST);
    TokenAnswer delegated = site.exchange("gate", named, acting(site.own("gate")));
    assertThat(site.read(delegated).claims()).containsKeys("act", "may_act");
  }

  @Test
  void keycloak_51633_revoking_the_first_token_ends_the_exchanged_ones() {
    String first = site.token("openid " + READ, PORTAL);
    String second = site.exchange("gate", first).accessToken();
    String third = site.exchange("gate", second, "scope", "storage.read:/data/x").accessToken();
    site.site()
        .revocation()
        .answer(
            new Call(
                Optional.empty(), TestForm.of("client_id", "tool", "token", first), "192.0.2.1"));
    for (String token : List.of(first, second, third)) {
      assertThat(site.alive(token)).isFalse();
    }
    assertThat(site.code("gate", second)).isEqualTo(ErrorCode.INVALID_REQUEST);
  }

  @Test
  void indigo_iam_738_a_lifetime_is_never_silently_cut_to_the_default() {
    site.rules(
        TestRule.of(Mode.ON_BEHALF_OF, "gate")
            .to(STORAGE)
            .lifetime(Duration.ofHours(6))
            .outlives());
    TokenAnswer answer = site.exchange("gate", site.token(READ, PORTAL), "expires_in", "21600");
    assertThat(answer.expiresIn()).isEqualTo(Duration.ofHours(6));
    AccessTokenCheck.Valid token = site.read(answer);
    assertThat(token.expires()).isEqualTo(site.site().now().plus(Duration.ofHours(6)));
  }

  @Test
  void an_empty_scope_yields_no_default_scopes_that_the_subject_token_never_had() {
    site.site()
        .reconfigure(
            ExchangeSite.settings(
                    TestRule.policy(TestRule.of(Mode.ON_BEHALF_OF, "gate").to(STORAGE)))
                .defaultScopes("compute.create", "storage.read:/"));
    for (String scope : new String[] {"", "storage.read:/data/ana"}) {
      String token = site.token("storage.read:/data/ana", PORTAL);
      assertThat(site.exchange("gate", token, "scope", scope).scope())
          .isEqualTo("storage.read:/data/ana");
    }
    String nothing = site.token("", PORTAL);
    assertThat(site.exchange("gate", nothing).scope()).isEmpty();
  }

  @Test
  void the_permission_to_exchange_is_enforced_and_not_only_configured() {
    site.site()
        .reconfigure(
            ExchangeSite.settings(
                    TestRule.policy(TestRule.of(Mode.ON_BEHALF_OF, "gate", "idle").to(STORAGE)))
                .client(
                    TestClient.named("idle")
                        .secrets(SiteSettings.SECRET)
                        .serves(PORTAL)
                        .grants(GrantType.CLIENT_CREDENTIALS)));
    assertThat(site.code("idle", site.token(READ, PORTAL)))
        .isEqualTo(ErrorCode.UNAUTHORIZED_CLIENT);
  }

  @Test
  void a_robot_client_named_like_a_user_does_not_become_that_user() {
    site.rules(TestRule.of(Mode.ON_BEHALF_OF, "gate").users("ana").to(STORAGE));
    String robot = site.own("ana", "scope", "compute.create", "audience", PORTAL);
    assertThat(Claims.of(robot)).containsEntry("sub", "client:ana");
    assertThat(site.code("gate", robot)).isEqualTo(ErrorCode.INVALID_REQUEST);
    site.rules(TestRule.of(Mode.ON_BEHALF_OF, "gate").to(STORAGE));
    TokenAnswer answer = site.exchange("gate", robot);
    assertThat(site.read(answer).subject()).isEqualTo("client:ana");
    assertThat(answer.scope()).isEqualTo("compute.create");
  }

  @Test
  void a_refresh_token_of_another_client_and_for_its_audience_is_no_subject_token() {
    site.rules(
        TestRule.of(Mode.ON_BEHALF_OF, "gate", "batch")
            .kinds(TokenKind.REFRESH_TOKEN, TokenKind.ACCESS_TOKEN)
            .to(STORAGE));
    String code = site.site().approval().client("gate").scopes(READ).audiences(BATCH).code();
    String refresh =
        site.site()
            .post(
                as("gate"), TokenSite.with(TokenSite.codeForm(code), "client_id", Optional.empty()))
            .refreshToken()
            .orElseThrow();
    assertThat(site.refused("batch", TokenKind.REFRESH_TOKEN, refresh).code())
        .isEqualTo(ErrorCode.INVALID_REQUEST);
    site.exchange("gate", TokenKind.REFRESH_TOKEN, refresh);
  }

  @Test
  void wipac_no_client_turns_a_token_into_a_refresh_token_for_another() {
    site.rules(TestRule.of(Mode.ON_BEHALF_OF, "gate").to(STORAGE).refresh(Duration.ofDays(1)));
    String refresh =
        site.exchange(
                "gate",
                site.token(READ, PORTAL),
                "requested_token_type",
                TokenKind.REFRESH_TOKEN.uri())
            .accessToken();
    for (String other : List.of("batch", "transfer")) {
      assertThat(
              site.site()
                  .refused(
                      as(other),
                      TokenSite.with(TokenSite.refreshForm(refresh), "client_id", Optional.empty()))
                  .code())
          .isEqualTo(ErrorCode.INVALID_GRANT);
    }
  }
}
