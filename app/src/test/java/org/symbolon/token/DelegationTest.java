package org.symbolon.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.symbolon.token.ExchangeSite.BATCH;
import static org.symbolon.token.ExchangeSite.PORTAL;
import static org.symbolon.token.ExchangeSite.READ;
import static org.symbolon.token.ExchangeSite.STORAGE;
import static org.symbolon.token.ExchangeSite.TRANSFER;
import static org.symbolon.token.ExchangeSite.acting;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.symbolon.audit.Event;
import org.symbolon.exchange.Mode;
import org.symbolon.exchange.TestRule;
import org.symbolon.exchange.TokenKind;
import org.symbolon.protocol.ErrorCode;

/** Somebody acts for somebody, and the token says so (RFC 8693 §1.1, §4.1, §4.4). */
final class DelegationTest {
  private static final TestRule GATE =
      TestRule.of(Mode.DELEGATE, "gate").named("gate acts").to(TRANSFER, STORAGE, PORTAL);
  private static final TestRule NEXT =
      TestRule.of(Mode.DELEGATE, "transfer").named("transfer acts").to(STORAGE, BATCH);
  private final ExchangeSite site = new ExchangeSite(GATE, NEXT);

  @AfterEach
  void close() {
    site.close();
  }

  private TokenAnswer delegated(String audience) {
    return site.exchange(
        "gate", site.token(READ, PORTAL), acting(site.own("gate"), "audience", audience));
  }

  @Test
  void the_result_says_who_acts() {
    TokenAnswer answer = delegated(STORAGE);
    assertThat(site.read(answer).subject()).isEqualTo("ana");
    assertThat(site.read(answer).claims().get("act")).isEqualTo(Map.of("sub", "client:gate"));
    assertThat(site.site().events(Event.TokenExchanged.class))
        .singleElement()
        .satisfies(event -> assertThat(event.actors()).containsExactly("client:gate"));
  }

  @Test
  void the_next_service_acts_for_the_one_before() {
    TokenAnswer answer =
        site.exchange(
            "transfer",
            delegated(TRANSFER).accessToken(),
            acting(site.own("transfer"), "audience", STORAGE));
    assertThat(site.read(answer).claims().get("act"))
        .isEqualTo(Map.of("sub", "client:transfer", "act", Map.of("sub", "client:gate")));
  }

  @Test
  void a_delegated_token_is_never_washed_clean() {
    site.rules(
        GATE,
        NEXT,
        TestRule.of(Mode.ON_BEHALF_OF, "transfer").to(STORAGE),
        TestRule.of(Mode.IMPERSONATE, "batch").users("ana").scopes("storage.*:/**"));
    String delegated = delegated(TRANSFER).accessToken();
    Object act = Map.of("sub", "client:gate");
    assertThat(site.read(site.exchange("transfer", delegated, "audience", STORAGE)).claims())
        .containsEntry("act", act);
    assertThat(site.read(site.exchange("batch", delegated, "audience", BATCH)).claims())
        .containsEntry("act", act);
    assertThat(site.read(site.exchange("gate", delegated)).claims()).containsEntry("act", act);
  }

  @Test
  void an_id_token_in_exchange_says_who_acts_too() {
    site.rules(GATE, TestRule.of(Mode.ON_BEHALF_OF, "transfer").to(STORAGE));
    String subject =
        site.exchange(
                "gate",
                site.token("openid " + READ, PORTAL),
                acting(site.own("gate"), "audience", TRANSFER))
            .accessToken();
    TokenAnswer answer =
        site.exchange("transfer", subject, "requested_token_type", TokenKind.ID_TOKEN.uri());
    assertThat(answer.tokenType()).isEqualTo("N_A");
    assertThat(Claims.of(answer.accessToken()))
        .containsEntry("act", Map.of("sub", "client:gate"))
        .containsEntry("aud", "transfer")
        .doesNotContainKey("grant");
  }

  @Test
  void the_same_actor_twice_in_a_row_is_one() {
    TokenAnswer once = delegated(PORTAL);
    TokenAnswer twice =
        site.exchange("gate", once.accessToken(), acting(site.own("gate"), "audience", STORAGE));
    assertThat(site.read(twice).claims().get("act")).isEqualTo(Map.of("sub", "client:gate"));
  }

  @Test
  void a_chain_of_actors_has_an_end() {
    site.rules(
        TestRule.of(Mode.DELEGATE, "gate").to(TRANSFER),
        TestRule.of(Mode.DELEGATE, "transfer").to(PORTAL));
    String token = site.token(READ, PORTAL);
    for (int depth = 0; depth < 5; depth++) {
      String client = depth % 2 == 0 ? "gate" : "transfer";
      token = site.exchange(client, token, acting(site.own(client))).accessToken();
    }
    assertThat(site.code("transfer", token, acting(site.own("transfer"))))
        .isEqualTo(ErrorCode.INVALID_REQUEST);
    assertThat(site.refused("transfer", token, acting(site.own("transfer"))).description())
        .contains("no more than 5");
  }

  @Test
  void another_clients_token_proves_no_actor() {
    assertThat(
            site.code(
                "gate", site.token(READ, PORTAL), acting(site.own("batch"), "audience", STORAGE)))
        .isEqualTo(ErrorCode.INVALID_REQUEST);
  }

  @Test
  void an_actor_that_the_rule_does_not_name_is_refused() {
    site.rules(TestRule.of(Mode.DELEGATE, "gate").actors("batch").to(STORAGE));
    assertThat(
            site.code(
                "gate", site.token(READ, PORTAL), acting(site.own("gate"), "audience", STORAGE)))
        .isEqualTo(ErrorCode.INVALID_REQUEST);
    // Its token is for the portal, and so it may speak for itself here.
    String batch = site.own("batch", "audience", PORTAL);
    assertThat(
            site.read(
                    site.exchange(
                        "gate", site.token(READ, PORTAL), acting(batch, "audience", STORAGE)))
                .claims())
        .containsEntry("act", Map.of("sub", "client:batch"));
  }

  @Test
  void a_person_can_act_for_another() {
    site.rules(TestRule.of(Mode.DELEGATE, "gate").actingUsers("help").to(STORAGE));
    String help =
        site.site()
            .post(
                TokenSite.codeForm(
                    site.site()
                        .approval()
                        .of(site.site().loginOf("help"))
                        .audiences(PORTAL)
                        .code()))
            .accessToken();
    TokenAnswer answer =
        site.exchange("gate", site.token(READ, PORTAL), acting(help, "audience", STORAGE));
    assertThat(site.read(answer).claims()).containsEntry("act", Map.of("sub", "help"));
    // Ana is not among those who may act.
    String ana = site.token(READ, PORTAL);
    assertThat(site.code("gate", site.token(READ, PORTAL), acting(ana, "audience", STORAGE)))
        .isEqualTo(ErrorCode.INVALID_REQUEST);
  }

  @Test
  void a_delegated_token_proves_no_actor() {
    String delegated = delegated(PORTAL).accessToken();
    assertThat(site.refused("gate", site.token(READ, PORTAL), acting(delegated)).description())
        .contains("delegated itself");
  }

  @Test
  void an_actor_token_needs_its_type_and_a_type_its_token() {
    String subject = site.token(READ, PORTAL);
    assertThat(site.code("gate", subject, "actor_token", site.own("gate")))
        .isEqualTo(ErrorCode.INVALID_REQUEST);
    assertThat(site.code("gate", subject, "actor_token_type", TokenKind.ACCESS_TOKEN.uri()))
        .isEqualTo(ErrorCode.INVALID_REQUEST);
  }

  @Test
  void who_may_act_is_honoured() {
    site.rules(
        GATE,
        TestRule.of(Mode.DELEGATE, "batch").to(STORAGE),
        TestRule.of(Mode.DOWNSCOPE, "narrow").mayAct("gate"));
    String named = mayAct();
    assertThat(Claims.of(named)).containsEntry("may_act", Map.of("sub", "client:gate"));
    TokenAnswer answer =
        site.exchange("gate", named, acting(site.own("gate"), "audience", STORAGE));
    assertThat(site.read(answer).claims())
        .containsEntry("act", Map.of("sub", "client:gate"))
        .containsEntry("may_act", Map.of("sub", "client:gate"));
    assertThat(
            site.refused("batch", named, acting(site.own("batch"), "audience", STORAGE))
                .description())
        .contains("names another who may act");
  }

  @Test
  void where_a_token_says_who_may_act_nobody_acts_unseen() {
    site.rules(
        TestRule.of(Mode.DOWNSCOPE, "narrow").mayAct("gate"),
        TestRule.of(Mode.ON_BEHALF_OF, "gate").to(STORAGE),
        TestRule.of(Mode.JOB, "batch").to(STORAGE).job(Duration.ofDays(1), 5));
    String named = mayAct();
    assertThat(site.refused("gate", named, "audience", STORAGE).description())
        .contains("present that one's actor_token");
    assertThat(
            site.code(
                "batch", named, "requested_token_type", TokenKind.JOB_GRANT.uri(), "job_name", "x"))
        .isEqualTo(ErrorCode.INVALID_REQUEST);
    // Its own client may narrow it, and it says the same of the narrower one.
    TokenAnswer narrower = narrow(named, "scope", "storage.read:/data/raw");
    assertThat(Claims.of(narrower.accessToken()))
        .containsEntry("may_act", Map.of("sub", "client:gate"));
  }

  /** A token of ana's tool "narrow", for portal and batch, by which the gate alone may act. */
  private String mayAct() {
    String[] form =
        TokenSite.with(
            TokenSite.codeForm(
                site.site()
                    .approval()
                    .client("narrow")
                    .scopes(READ)
                    .audiences(PORTAL, BATCH)
                    .code()),
            "client_id",
            Optional.of("narrow"));
    return narrow(site.site().post(form).accessToken()).accessToken();
  }

  private TokenAnswer narrow(String token, String... more) {
    String[] form = ExchangeSite.form(TokenKind.ACCESS_TOKEN, token, more);
    return site.site().post(TokenSite.with(form, "client_id", Optional.of("narrow")));
  }
}
