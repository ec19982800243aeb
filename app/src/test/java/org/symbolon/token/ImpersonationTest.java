package org.symbolon.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.symbolon.token.ExchangeSite.EXCHANGE;
import static org.symbolon.token.ExchangeSite.PORTAL;
import static org.symbolon.token.ExchangeSite.READ;
import static org.symbolon.token.ExchangeSite.STORAGE;
import static org.symbolon.token.ExchangeSite.as;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.symbolon.audit.Event;
import org.symbolon.exchange.Mode;
import org.symbolon.exchange.TestRule;
import org.symbolon.exchange.TokenKind;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.ProtocolError;
import org.symbolon.resolver.AccountAnswer;
import org.symbolon.verify.AccessTokenCheck;

/** Marked clients act for people who are not there, and not everyone for everybody. */
final class ImpersonationTest {
  private static final TestRule MARKED =
      TestRule.of(Mode.IMPERSONATE, "gate")
          .named("gate for its people")
          .users("ana", "root")
          .scopes("storage.read:/**", "openid");
  private final ExchangeSite site = new ExchangeSite(MARKED);

  @AfterEach
  void close() {
    site.close();
  }

  private TokenAnswer be(String username, String... more) {
    return site.site().post(as("gate"), form(username, more));
  }

  private ProtocolError refused(String client, String username, String... more) {
    return site.site().refused(as(client), form(username, more));
  }

  private static String[] form(String username, String... more) {
    List<String> form =
        new ArrayList<>(List.of("grant_type", EXCHANGE, "requested_subject", username));
    form.addAll(List.of(more));
    return form.toArray(String[]::new);
  }

  @Test
  void a_marked_client_gets_a_token_for_a_named_person_for_itself_alone() {
    TokenAnswer answer = be("ana", "scope", READ);
    AccessTokenCheck.Valid token = site.read(answer);
    assertThat(token.subject()).isEqualTo("ana");
    assertThat(token.audiences()).containsExactly(PORTAL);
    assertThat(token.scope()).isEqualTo(READ);
    assertThat(token.lineage()).isEmpty();
    assertThat(token.authenticatedAt()).isEmpty();
    assertThat(site.site().events(Event.TokenExchanged.class))
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.mode()).isEqualTo("impersonate");
              assertThat(event.rule()).isEqualTo("gate for its people");
              assertThat(event.username()).contains("ana");
            });
  }

  @Test
  void its_audience_is_itself_and_no_other() {
    assertThat(refused("gate", "ana", "audience", STORAGE, "scope", READ).code())
        .isEqualTo(ErrorCode.INVALID_TARGET);
    assertThat(site.read(be("ana", "audience", PORTAL, "scope", READ)).audiences())
        .containsExactly(PORTAL);
  }

  @Test
  void the_persons_own_rights_decide() {
    site.site().resolver().forbid("storage.read:/data/raw");
    assertThat(refused("gate", "ana", "scope", "storage.read:/data/raw").code())
        .isEqualTo(ErrorCode.INVALID_SCOPE);
    assertThat(refused("gate", "ana", "scope", "storage.create:/data/ana").code())
        .isEqualTo(ErrorCode.INVALID_SCOPE);
  }

  @Test
  void naming_no_scope_gives_none() {
    assertThat(be("ana").scope()).isEmpty();
  }

  @Test
  void who_is_not_configured_who_does_not_exist_and_root_look_the_same() {
    ProtocolError other = refused("gate", "bob", "scope", READ);
    ProtocolError root = refused("gate", "root", "scope", READ);
    site.site().resolver().accounts(new AccountAnswer.UnknownUser());
    ProtocolError nobody = refused("gate", "ana", "scope", READ);
    for (ProtocolError error : List.of(other, root, nobody)) {
      assertThat(error.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
      assertThat(error.description()).isEqualTo(other.description());
    }
    assertThat(site.site().events(Event.ImpersonationRefused.class)).hasSize(3);
  }

  @Test
  void a_client_without_the_mark_finds_nothing_out() {
    for (String name : List.of("ana", "nobody")) {
      ProtocolError error = refused("stranger", name, "scope", READ);
      assertThat(error.code()).isEqualTo(ErrorCode.UNAUTHORIZED_CLIENT);
    }
    assertThat(site.site().events(Event.ImpersonationRefused.class)).hasSize(2);
  }

  @Test
  void groups_can_bound_it() {
    site.rules(TestRule.of(Mode.IMPERSONATE, "gate").groups("people").scopes("openid"));
    assertThat(site.read(be("bob", "scope", "openid")).subject()).isEqualTo("bob");
    site.rules(TestRule.of(Mode.IMPERSONATE, "gate").groups("admins").scopes("openid"));
    assertThat(refused("gate", "bob").code()).isEqualTo(ErrorCode.INVALID_REQUEST);
  }

  @Test
  void a_name_and_a_token_together_are_refused() {
    assertThat(site.code("gate", site.token(READ, PORTAL), "requested_subject", "ana"))
        .isEqualTo(ErrorCode.INVALID_REQUEST);
    assertThat(site.site().refused(as("gate"), "grant_type", EXCHANGE).code())
        .isEqualTo(ErrorCode.INVALID_REQUEST);
  }

  @Test
  void nothing_of_it_can_be_kept() {
    assertThat(refused("gate", "ana", "requested_token_type", TokenKind.REFRESH_TOKEN.uri()).code())
        .isEqualTo(ErrorCode.INVALID_REQUEST);
    assertThat(
            refused(
                    "gate",
                    "ana",
                    "requested_token_type",
                    TokenKind.JOB_GRANT.uri(),
                    "job_name",
                    "x")
                .code())
        .isEqualTo(ErrorCode.INVALID_REQUEST);
    assertThat(refused("gate", "ana", "requested_token_type", TokenKind.ID_TOKEN.uri()).code())
        .isEqualTo(ErrorCode.INVALID_SCOPE);
  }

  @Test
  void a_subject_token_alone_is_enough_where_the_rule_says_so() {
    TokenAnswer answer = site.exchange("gate", site.token(READ + " storage.create:/data", STORAGE));
    AccessTokenCheck.Valid token = site.read(answer);
    assertThat(token.audiences()).containsExactly(PORTAL);
    assertThat(token.scope()).isEqualTo(READ);
    assertThat(token.lineage()).isNotEmpty();
    // Of somebody else it is not.
    String bobs =
        site.tokens(site.site().approval().of(site.site().loginOf("bob")).scopes(READ))
            .accessToken();
    assertThat(site.code("gate", bobs)).isEqualTo(ErrorCode.INVALID_REQUEST);
  }

  @Test
  void the_impersonators_token_can_be_narrowed_and_nothing_else() {
    String token = be("ana", "scope", READ).accessToken();
    TokenAnswer narrower = site.exchange("gate", token, "scope", "storage.read:/data/raw");
    assertThat(site.read(narrower).subject()).isEqualTo("ana");
    assertThat(narrower.scope()).isEqualTo("storage.read:/data/raw");
  }
}
