package org.symbolon.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.symbolon.token.TokenSite.basic;
import static org.symbolon.token.TokenSite.codeForm;
import static org.symbolon.token.TokenSite.refreshForm;
import static org.symbolon.token.TokenSite.with;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.symbolon.audit.Event;
import org.symbolon.client.Client;
import org.symbolon.client.GrantType;
import org.symbolon.client.TestClient;
import org.symbolon.grant.Login;
import org.symbolon.grant.Parallel;
import org.symbolon.grant.PersonGrants;
import org.symbolon.protocol.ClientId;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.store.TestDatabases;

/** Rotation: which token is good when, and what ends a family. */
@ParameterizedClass
@EnumSource(TestDatabases.Kind.class)
class RefreshTest {
  private static final Duration GRACE = Duration.ofSeconds(60);

  private final TokenSite site;
  private final Approval approval;

  RefreshTest(TestDatabases.Kind kind) {
    site = new TokenSite(kind);
    approval = site.approval();
  }

  @AfterEach
  void close() {
    site.close();
  }

  @Test
  void a_refresh_gives_a_new_access_token_and_the_next_refresh_token() {
    String first = site.refreshToken(approval);
    TokenAnswer answer = site.post(refreshForm(first));
    assertThat(answer.refreshToken()).isPresent().isNotEqualTo(Optional.of(first));
    assertThat(answer.scope()).isEqualTo(Approval.SCOPES);
    assertThat(answer.idToken()).isPresent();
    assertThat(site.read(answer).lineage())
        .isEqualTo(site.family(approval).orElseThrow().grant().lineage());
    assertThat(site.family(approval).orElseThrow().generation()).isEqualTo(1);
  }

  @Test
  void a_long_line_of_refreshes_stays_one_family() {
    String token = site.refreshToken(approval);
    for (int generation = 1; generation <= 20; generation++) {
      site.later(Duration.ofMinutes(20));
      token = successor(token);
      assertThat(site.family(approval).orElseThrow().generation()).isEqualTo(generation);
    }
    assertThat(site.events(Event.RefreshRepeated.class)).isEmpty();
  }

  @Test
  void a_repeat_within_the_grace_window_gets_the_same_successor_and_is_audited() {
    String first = site.refreshToken(approval);
    String second = successor(first);
    site.later(GRACE);
    assertThat(successor(first)).isEqualTo(second);
    assertThat(site.family(approval).orElseThrow().generation()).isEqualTo(1);
    assertThat(site.events(Event.RefreshRepeated.class))
        .extracting(Event.RefreshRepeated::grant)
        .containsExactly(approval.grant());
  }

  @Test
  void a_repeat_is_answered_even_when_the_successor_has_been_used() {
    String first = site.refreshToken(approval);
    String second = successor(first);
    String third = successor(second);
    assertThat(successor(first)).isEqualTo(second);
    assertThat(successor(second)).isEqualTo(third);
    assertThat(site.family(approval).orElseThrow().generation()).isEqualTo(2);
  }

  @Test
  void the_person_sees_when_and_from_where_it_was_used_last() {
    Login login = site.login();
    String token = site.refreshToken(approval.of(login));
    assertThat(held(login).usedFrom()).isEmpty();
    site.later(Duration.ofMinutes(20));
    successor(token);
    assertThat(held(login).usedFrom()).contains("192.0.2.7");
    assertThat(held(login).lastUsed()).contains(site.now());
  }

  private PersonGrants.Held held(Login login) {
    return site
        .store()
        .personGrants()
        .of(site.issuer().id(), login.person().key(), site.now())
        .stream()
        .filter(one -> one.grant().id().equals(approval.grant()))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void a_hundred_uses_at_once_make_one_rotation_and_no_error() {
    String first = site.refreshToken(approval);
    List<TokenAnswer> answers = Parallel.run(100, number -> site.post(refreshForm(first)));
    assertThat(new HashSet<>(answers.stream().map(TokenAnswer::refreshToken).toList())).hasSize(1);
    assertThat(answers).extracting(TokenAnswer::scope).containsOnly(Approval.SCOPES);
    assertThat(new HashSet<>(answers.stream().map(TokenAnswer::accessToken).toList())).hasSize(100);
    assertThat(site.family(approval).orElseThrow().generation()).isEqualTo(1);
    assertThat(site.events(Event.RefreshRepeated.class)).hasSize(99);
    site.post(refreshForm(answers.getFirst().refreshToken().orElseThrow()));
  }

  @Test
  void a_second_use_outside_the_grace_window_ends_the_family_durably() {
    TokenAnswer begun = site.post(codeForm(approval.code()));
    String first = begun.refreshToken().orElseThrow();
    String second = successor(first);
    site.later(GRACE.plusMillis(1));
    assertThat(site.code(refreshForm(first))).isEqualTo(ErrorCode.INVALID_GRANT);
    assertThat(site.alive(approval.grant())).isFalse();
    assertThat(site.code(refreshForm(second))).isEqualTo(ErrorCode.INVALID_GRANT);
    assertThat(site.code(refreshForm(first))).isEqualTo(ErrorCode.INVALID_GRANT);
    assertThat(site.events(Event.RefreshReplayed.class))
        .containsExactly(
            new Event.RefreshReplayed(
                site.issuer().id(), site.read(begun).client(), approval.grant()));
  }

  @Test
  void the_end_of_a_family_leaves_others_of_the_same_login_alone() {
    Login login = site.login();
    String first = site.refreshToken(approval.of(login));
    String sibling = site.refreshToken(site.approval().of(login));
    successor(first);
    site.later(GRACE.plusMillis(1));
    site.refused(refreshForm(first));
    site.post(refreshForm(sibling));
  }

  @Test
  void another_clients_token_is_refused_and_ends_nothing() {
    String first = site.refreshToken(approval);
    String second = successor(first);
    site.later(GRACE.multipliedBy(2));
    for (String stolen : List.of(first, second)) {
      assertThat(site.code(with(refreshForm(stolen), "client_id", Optional.of("other"))))
          .isEqualTo(ErrorCode.INVALID_GRANT);
    }
    assertThat(site.events(Event.RefreshReplayed.class)).isEmpty();
    site.post(refreshForm(second));
  }

  @Test
  void another_issuers_token_is_refused_and_ends_nothing() {
    String first = site.refreshToken(approval);
    try (TokenSite south = new TokenSite(TestDatabases.Kind.SQLITE)) {
      assertThat(south.code(refreshForm(first))).isEqualTo(ErrorCode.INVALID_GRANT);
    }
    site.post(refreshForm(first));
  }

  @Test
  void a_token_that_was_never_issued_is_refused_and_ends_nothing() {
    String first = site.refreshToken(approval);
    String future =
        site.redeemables(site.masterKey())
            .refreshTokens()
            .text(
                site.issuer().id(),
                new ClientId("tool"),
                approval.grant(),
                7,
                site.masterKey().activeId());
    assertThat(site.code(refreshForm(future))).isEqualTo(ErrorCode.INVALID_GRANT);
    for (String made : List.of("x", first + "x", first.replace(".0.", ".1."), "\u0000")) {
      assertThat(site.code(refreshForm(made))).isEqualTo(ErrorCode.INVALID_GRANT);
    }
    site.post(refreshForm(first));
  }

  @Test
  void a_family_ends_when_it_was_idle_for_too_long() {
    String token = site.refreshToken(approval);
    site.later(Duration.ofDays(30).minusMillis(1));
    token = successor(token);
    site.later(Duration.ofDays(30));
    assertThat(site.code(refreshForm(token))).isEqualTo(ErrorCode.INVALID_GRANT);
  }

  @Test
  void a_family_ends_at_its_absolute_limit_however_busy() {
    String token = site.refreshToken(approval);
    for (int month = 0; month < 14; month++) {
      site.later(Duration.ofDays(26));
      token = successor(token);
    }
    site.later(Duration.ofHours(23).plusMinutes(50));
    TokenAnswer last = site.post(refreshForm(token));
    assertThat(last.expiresIn()).isEqualTo(Duration.ofMinutes(10));
    assertThat(site.read(last).expires())
        .isEqualTo(site.family(approval).orElseThrow().grant().expires());
    site.later(Duration.ofMinutes(10));
    assertThat(site.code(refreshForm(last.refreshToken().orElseThrow())))
        .isEqualTo(ErrorCode.INVALID_GRANT);
  }

  @Test
  void a_family_ends_with_its_login() {
    Login login = site.login();
    String token = site.refreshToken(approval.of(login));
    site.store().grants().end(login.grant().id(), "logged out", site.now());
    assertThat(site.code(refreshForm(token))).isEqualTo(ErrorCode.INVALID_GRANT);
  }

  @Test
  void a_login_that_ends_while_rights_are_asked_gives_nothing() {
    Login login = site.login();
    String token = site.refreshToken(approval.of(login));
    site.resolver()
        .meanwhile(() -> site.store().grants().end(login.grant().id(), "logged out", site.now()));
    assertThat(site.code(refreshForm(token))).isEqualTo(ErrorCode.INVALID_GRANT);
    assertThat(site.family(approval).orElseThrow().generation()).isZero();
  }

  @Test
  void in_the_last_second_of_a_family_no_token_is_made() {
    Login login = site.login(site.now().plusMillis(60_500));
    String token = site.refreshToken(approval.of(login));
    site.later(Duration.ofSeconds(60));
    assertThat(site.code(refreshForm(token))).isEqualTo(ErrorCode.INVALID_GRANT);
  }

  @Test
  void a_rotated_master_key_reads_old_tokens_and_repeats_give_the_same_successor() {
    String first = site.refreshToken(approval);
    String second = successor(first);
    String newKey = site.rotateMasterKey().activeId();
    assertThat(successor(first)).isEqualTo(second);
    String third = successor(second);
    assertThat(third).contains("." + newKey + ".");
    assertThat(successor(second)).isEqualTo(third);
    assertThat(successor(first)).isEqualTo(second);
    site.post(refreshForm(third));
  }

  @Test
  void a_client_that_has_lost_the_refresh_grant_is_refused() {
    String token = site.refreshToken(approval);
    assertThat(site.code(with(refreshForm(token), "client_id", Optional.of("online"))))
        .isEqualTo(ErrorCode.UNAUTHORIZED_CLIENT);
    site.post(refreshForm(token));
  }

  @Test
  void a_confidential_client_must_prove_itself_to_refresh() {
    String code = approval.client("portal").code();
    Optional<String> portal = basic("portal", SiteSettings.SECRET);
    String token =
        site.post(portal, with(codeForm(code), "client_id", Optional.empty()))
            .refreshToken()
            .orElseThrow();
    String[] form = with(refreshForm(token), "client_id", Optional.of("portal"));
    assertThat(site.code(form)).isEqualTo(ErrorCode.INVALID_CLIENT);
    assertThat(site.post(portal, form).refreshToken()).isPresent();
  }

  @Test
  void limits_and_grace_may_be_a_clients_own() {
    SiteSettings own = new SiteSettings();
    own.client(
        TestClient.named("quick")
            .grants(GrantType.AUTHORIZATION_CODE, GrantType.REFRESH_TOKEN)
            .overrides(
                new Client.Overrides(
                    Optional.of(Duration.ofMinutes(5)),
                    Optional.of(Duration.ofHours(1)),
                    Optional.of(Duration.ofHours(2)),
                    Optional.of(Duration.ofSeconds(10)))));
    site.reconfigure(own);
    String code = approval.client("quick").code();
    TokenAnswer begun = site.post(with(codeForm(code), "client_id", Optional.of("quick")));
    assertThat(begun.expiresIn()).isEqualTo(Duration.ofMinutes(5));
    assertThat(site.family(approval).orElseThrow().grant().expires())
        .isEqualTo(site.now().plus(Duration.ofHours(2)));
    assertThat(site.family(approval).orElseThrow().idleExpires())
        .isEqualTo(site.now().plus(Duration.ofHours(1)));
    String[] form =
        with(refreshForm(begun.refreshToken().orElseThrow()), "client_id", Optional.of("quick"));
    site.post(form);
    site.later(Duration.ofSeconds(10));
    site.post(form);
    site.later(Duration.ofMillis(1));
    assertThat(site.code(form)).isEqualTo(ErrorCode.INVALID_GRANT);
    assertThat(site.alive(approval.grant())).isFalse();
  }

  @Test
  void a_missing_doubled_or_oversized_token_is_an_invalid_request() {
    String token = site.refreshToken(approval);
    assertThat(site.code(refreshForm(""))).isEqualTo(ErrorCode.INVALID_REQUEST);
    assertThat(site.code(refreshForm(token, "refresh_token", token)))
        .isEqualTo(ErrorCode.INVALID_REQUEST);
    assertThat(site.code(refreshForm("x".repeat(16_385)))).isEqualTo(ErrorCode.INVALID_REQUEST);
    assertThat(site.code(refreshForm("x".repeat(16_384)))).isEqualTo(ErrorCode.INVALID_GRANT);
  }

  private String successor(String token) {
    return site.post(refreshForm(token)).refreshToken().orElseThrow();
  }
}
