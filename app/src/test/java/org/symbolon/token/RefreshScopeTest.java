package org.symbolon.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.symbolon.token.TokenSite.codeForm;
import static org.symbolon.token.TokenSite.refreshForm;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.symbolon.audit.Event;
import org.symbolon.client.GrantType;
import org.symbolon.client.TestClient;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.ProtocolError;
import org.symbolon.resolver.AccountAnswer;
import org.symbolon.store.TestDatabases;

/** What a refresh may ask for, and what it gets. */
class RefreshScopeTest {
  private static final String READ = "storage.read:/data";
  private static final String CREATE = "storage.create:/data/ana";

  private final TokenSite site = new TokenSite(TestDatabases.Kind.SQLITE);

  @AfterEach
  void close() {
    site.close();
  }

  @Test
  void a_refresh_may_narrow_to_some_scopes_and_the_next_has_all_again() {
    TokenAnswer less = refresh(site.refreshToken(), "scope", "openid " + READ);
    assertThat(less.scope()).isEqualTo("openid " + READ);
    assertThat(site.read(less).scope()).isEqualTo("openid " + READ);
    assertThat(refresh(less).scope()).isEqualTo(Approval.SCOPES);
  }

  @Test
  void a_refresh_may_narrow_to_paths_below_and_the_next_has_all_again() {
    TokenAnswer less =
        refresh(site.refreshToken(), "scope", "storage.read:/data/ana storage.read:/data/ben/x");
    assertThat(less.scope()).isEqualTo("storage.read:/data/ana storage.read:/data/ben/x");
    assertThat(less.idToken()).isEmpty();
    assertThat(refresh(less).scope()).isEqualTo(Approval.SCOPES);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "storage.read:/",
        "storage.read:/database",
        "storage.read:/data storage.read:/",
        "storage.modify:/data/ana",
        "storage.create:/data",
        "storage.stage:/data",
        "compute.create",
        "email"
      })
  void a_wider_scope_is_an_invalid_scope_and_consumes_nothing(String wider) {
    String token = site.refreshToken(site.approval().scopes("openid " + READ + " " + CREATE));
    assertThat(site.code(refreshForm(token, "scope", wider))).isEqualTo(ErrorCode.INVALID_SCOPE);
    assertThat(refresh(token).scope()).isEqualTo("openid " + READ + " " + CREATE);
  }

  @Test
  void the_first_request_may_be_repeated_though_less_was_granted() {
    String asked = "openid " + READ + " storage.modify:/ unknown-name";
    String token = site.refreshToken(site.approval().scopes(asked, "openid " + READ));
    TokenAnswer again = refresh(token, "scope", asked);
    assertThat(again.scope()).isEqualTo("openid " + READ);
    assertThat(refresh(again, "scope", "storage.modify:/").scope()).isEmpty();
    assertThat(site.read(refresh(again, "scope", asked)).scope()).isEqualTo("openid " + READ);
  }

  @Test
  void what_was_asked_for_at_first_and_refused_does_not_come_by_a_path_below_it() {
    String token =
        site.refreshToken(site.approval().scopes(READ + " storage.modify:/data/secret", READ));
    assertThat(refresh(token, "scope", "storage.modify:/data/secret/x").scope()).isEmpty();
  }

  @Test
  void an_empty_scope_is_as_none_and_never_everything() {
    TokenAnswer answer = refresh(site.refreshToken(), "scope", "");
    assertThat(answer.scope()).isEqualTo(Approval.SCOPES);
  }

  @Test
  void a_request_for_the_default_scopes_refreshes_them() {
    String token = site.refreshToken(site.approval().scopes("", "openid " + READ));
    assertThat(refresh(token).scope()).isEqualTo("openid " + READ);
    assertThat(site.code(refreshForm(token, "scope", CREATE))).isEqualTo(ErrorCode.INVALID_SCOPE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        " ",
        "openid ",
        "openid  openid",
        "storage.read",
        "storage.read:",
        "storage.read:data",
        "storage.read:/data/../etc",
        "storage.read://data",
        "storage.read:/data\n",
        "storage.read:/%zz",
        "read:/data",
        "é",
        "\"",
        "\u0000"
      })
  void a_malformed_scope_is_an_invalid_scope_and_consumes_nothing(String malformed) {
    String token = site.refreshToken();
    assertThat(site.code(refreshForm(token, "scope", malformed)))
        .isEqualTo(ErrorCode.INVALID_SCOPE);
    assertThat(site.code(refreshForm(token, "scope", "openid", "scope", "openid")))
        .isEqualTo(ErrorCode.INVALID_REQUEST);
    refresh(token);
  }

  @Test
  void too_many_scopes_are_an_invalid_scope() {
    StringBuilder scopes = new StringBuilder("openid");
    for (int number = 0; number < 300; number++) {
      scopes.append(" storage.read:/data/").append(number);
    }
    assertThat(site.code(refreshForm(site.refreshToken(), "scope", scopes.toString())))
        .isEqualTo(ErrorCode.INVALID_SCOPE);
  }

  @Test
  void lost_rights_narrow_the_token_and_the_answer_says_so() {
    String token = site.refreshToken();
    site.resolver().forbid(CREATE);
    TokenAnswer less = refresh(token);
    assertThat(less.scope()).isEqualTo("openid offline_access " + READ);
    assertThat(site.read(less).scope()).isEqualTo(less.scope());
    site.resolver().allow(CREATE);
    assertThat(refresh(less).scope()).isEqualTo(Approval.SCOPES);
  }

  @Test
  void who_has_lost_every_right_gets_a_token_that_allows_nothing_until_they_come_back() {
    String token = site.refreshToken(site.approval().scopes(READ));
    site.resolver().forbid(READ);
    TokenAnswer nothing = refresh(token);
    assertThat(nothing.scope()).isEmpty();
    assertThat(site.read(nothing).scope()).isEmpty();
    assertThat(nothing.idToken()).isEmpty();
    site.resolver().allow(READ);
    assertThat(refresh(nothing).scope()).isEqualTo(READ);
  }

  @Test
  void a_part_that_is_asked_for_is_judged_itself() {
    String token = site.refreshToken();
    site.resolver().forbid("storage.read:/data/ben");
    assertThat(refresh(token, "scope", "storage.read:/data/ben storage.read:/data/ana").scope())
        .isEqualTo("storage.read:/data/ana");
  }

  @Test
  void a_source_that_is_down_is_neither_yes_nor_no_and_consumes_nothing() {
    String token = site.refreshToken();
    site.resolver().judging(false);
    assertUnavailable(site.refused(refreshForm(token)));
    site.resolver().judging(true);
    site.resolver().accounts(new AccountAnswer.Unavailable("no route to the directory"));
    assertUnavailable(site.refused(refreshForm(token)));
    site.resolver().accountsAsAlways();
    assertThat(refresh(token).scope()).isEqualTo(Approval.SCOPES);
    assertThat(site.events(Event.RefreshRepeated.class)).isEmpty();
  }

  @Test
  void a_disabled_or_unknown_account_is_refused_and_ends_nothing() {
    Approval approval = site.approval();
    String token = site.refreshToken(approval);
    for (AccountAnswer answer :
        List.of(new AccountAnswer.Disabled("locked on monday"), new AccountAnswer.UnknownUser())) {
      site.resolver().accounts(answer);
      ProtocolError error = site.refused(refreshForm(token));
      assertThat(error.code()).isEqualTo(ErrorCode.INVALID_GRANT);
      assertThat(error.description()).doesNotContain("monday");
      assertThat(site.alive(approval.grant())).isTrue();
    }
    site.resolver().accountsAsAlways();
    assertThat(refresh(token).scope()).isEqualTo(Approval.SCOPES);
  }

  @Test
  void a_wildcard_audience_comes_only_where_it_is_asked_for() {
    String token = site.refreshToken();
    TokenAnswer any = refresh(token, "audience", SiteSettings.WILDCARD);
    assertThat(site.read(any).audiences()).containsExactly(SiteSettings.WILDCARD);
    assertThat(site.read(refresh(any)).audiences()).containsExactly(SiteSettings.STORAGE);
    assertThat(site.code(refreshForm(token, "audience", "ANY")))
        .isEqualTo(ErrorCode.INVALID_TARGET);
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://elsewhere.org", "https://a.example https://elsewhere.org", "é"})
  void any_other_audience_is_an_invalid_target_and_consumes_nothing(String audience) {
    String token = site.refreshToken();
    assertThat(site.code(refreshForm(token, "audience", audience)))
        .isEqualTo(ErrorCode.INVALID_TARGET);
    assertThat(site.code(refreshForm(token, "resource", audience)))
        .isEqualTo(ErrorCode.INVALID_TARGET);
    refresh(token);
  }

  @Test
  void an_audience_that_the_client_may_not_have_any_more_is_left_out() {
    String token =
        site.refreshToken(site.approval().audiences("https://a.example", SiteSettings.WILDCARD));
    site.reconfigure(
        new SiteSettings().audiences(List.of(SiteSettings.STORAGE), List.of("https://*.example")));
    assertThat(site.read(refresh(token)).audiences()).containsExactly("https://a.example");
    site.reconfigure(new SiteSettings().audiences(List.of(SiteSettings.STORAGE), List.of()));
    assertThat(site.code(refreshForm(token))).isEqualTo(ErrorCode.INVALID_TARGET);
    assertThat(site.read(refresh(token, "audience", SiteSettings.STORAGE)).audiences())
        .containsExactly(SiteSettings.STORAGE);
  }

  @Test
  void a_client_keeps_only_scopes_that_it_may_still_ask_for() {
    SiteSettings less = new SiteSettings();
    less.client(
        TestClient.named("modest")
            .grants(GrantType.AUTHORIZATION_CODE, GrantType.REFRESH_TOKEN)
            .scopes("openid", "storage.read:/**"));
    site.reconfigure(less);
    String code = site.approval().client("modest").code();
    String[] form = TokenSite.with(codeForm(code), "client_id", Optional.of("modest"));
    assertThat(site.post(form).scope()).isEqualTo("openid " + READ);
  }

  private TokenAnswer refresh(String token, String... more) {
    return site.post(refreshForm(token, more));
  }

  private TokenAnswer refresh(TokenAnswer answer, String... more) {
    return refresh(answer.refreshToken().orElseThrow(), more);
  }

  private static void assertUnavailable(ProtocolError error) {
    assertThat(error.code()).isEqualTo(ErrorCode.TEMPORARILY_UNAVAILABLE);
    assertThat(error.code().status()).isEqualTo(503);
    assertThat(error.retryAfter()).isPresent();
  }
}
