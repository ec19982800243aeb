package org.symbolon.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.symbolon.token.ExchangeSite.BATCH;
import static org.symbolon.token.ExchangeSite.READ;
import static org.symbolon.token.ExchangeSite.STORAGE;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.symbolon.exchange.ExchangePolicy;
import org.symbolon.exchange.TokenKind;
import org.symbolon.issuer.Issuer;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.verify.AccessTokenCheck;

/** A client narrows what was issued to itself: the implied last rule. */
final class DownscopeTest {
  private final ExchangeSite site = new ExchangeSite();

  @AfterEach
  void close() {
    site.close();
  }

  private TokenAnswer own(String scopes, String... audiences) {
    String code =
        site.site().approval().client("narrow").scopes(scopes).audiences(audiences).code();
    return site.site()
        .post(TokenSite.with(TokenSite.codeForm(code), "client_id", Optional.of("narrow")));
  }

  private static String[] form(TokenKind kind, String token, String... more) {
    return TokenSite.with(ExchangeSite.form(kind, token, more), "client_id", Optional.of("narrow"));
  }

  private TokenAnswer narrow(String token, String... more) {
    return site.site().post(form(TokenKind.ACCESS_TOKEN, token, more));
  }

  private ErrorCode code(String token, String... more) {
    return site.site().code(form(TokenKind.ACCESS_TOKEN, token, more));
  }

  @Test
  void sub_paths_and_fewer_audiences() {
    TokenAnswer wide = own(READ + " storage.create:/data", STORAGE, BATCH);
    TokenAnswer narrow =
        narrow(wide.accessToken(), "scope", "storage.read:/data/ana", "audience", BATCH);
    AccessTokenCheck.Valid token = site.read(narrow);
    assertThat(token.scope()).isEqualTo("storage.read:/data/ana");
    assertThat(token.audiences()).containsExactly(BATCH);
    assertThat(token.subject()).isEqualTo("ana");
    assertThat(token.lineage()).isEqualTo(site.read(wide).lineage());
    assertThat(token.madeFrom()).containsExactly(site.read(wide).jti());
  }

  @Test
  void without_any_wish_it_stays_as_it_is() {
    TokenAnswer wide = own(READ, STORAGE, BATCH);
    AccessTokenCheck.Valid token = site.read(narrow(wide.accessToken()));
    assertThat(token.scope()).isEqualTo(READ);
    assertThat(token.audiences()).containsExactly(STORAGE, BATCH);
  }

  @Test
  void nothing_can_be_gained() {
    String token = own("storage.read:/data/ana", STORAGE).accessToken();
    assertThat(code(token, "scope", READ)).isEqualTo(ErrorCode.INVALID_SCOPE);
    assertThat(code(token, "scope", "storage.create:/data/ana")).isEqualTo(ErrorCode.INVALID_SCOPE);
    assertThat(code(token, "audience", BATCH)).isEqualTo(ErrorCode.INVALID_TARGET);
  }

  @Test
  void a_wildcard_audience_is_narrowed_to_what_the_client_may_have() {
    String token = own(READ, SiteSettings.WILDCARD).accessToken();
    assertThat(site.read(narrow(token, "audience", BATCH)).audiences()).containsExactly(BATCH);
    assertThat(code(token, "audience", "https://foreign.test")).isEqualTo(ErrorCode.INVALID_TARGET);
  }

  @Test
  void with_narrow_the_answer_says_what_is_left() {
    site.onRefused(Issuer.OnRefused.NARROW);
    String token = own("storage.read:/data/ana", STORAGE).accessToken();
    assertThat(narrow(token, "scope", READ).scope()).isEqualTo("storage.read:/data/ana");
  }

  @Test
  void a_refresh_token_of_its_own_gives_one_too_and_stays() {
    String code =
        site.site()
            .approval()
            .client("gate")
            .scopes(READ + " offline_access")
            .audiences(STORAGE)
            .code();
    String refresh =
        site.site()
            .post(ExchangeSite.as("gate"), without(TokenSite.codeForm(code)))
            .refreshToken()
            .orElseThrow();
    TokenAnswer answer =
        site.exchange("gate", TokenKind.REFRESH_TOKEN, refresh, "scope", "storage.read:/data/x");
    assertThat(answer.scope()).isEqualTo("storage.read:/data/x");
    site.site().post(ExchangeSite.as("gate"), without(TokenSite.refreshForm(refresh)));
    // Used by now: whoever presents it has it from elsewhere.
    assertThat(site.refused("gate", TokenKind.REFRESH_TOKEN, refresh).code())
        .isEqualTo(ErrorCode.INVALID_REQUEST);
  }

  @Test
  void a_public_clients_refresh_token_is_no_subject_because_only_rotation_shows_a_theft() {
    String refresh = own(READ + " offline_access", STORAGE).refreshToken().orElseThrow();
    assertThat(site.site().code(form(TokenKind.REFRESH_TOKEN, refresh)))
        .isEqualTo(ErrorCode.INVALID_REQUEST);
  }

  private static String[] without(String[] form) {
    return TokenSite.with(form, "client_id", Optional.empty());
  }

  @Test
  void a_service_narrows_its_own_token() {
    String token = site.own("gate", "scope", "compute.create", "audience", STORAGE);
    TokenAnswer answer = site.exchange("gate", token);
    assertThat(site.read(answer).subject()).isEqualTo("client:gate");
    assertThat(answer.scope()).isEqualTo("compute.create");
    assertThat(site.code("gate", token, "scope", READ)).isEqualTo(ErrorCode.INVALID_SCOPE);
  }

  @Test
  void switched_off_there_is_no_such_rule() {
    String token = own(READ, STORAGE).accessToken();
    site.site().reconfigure(ExchangeSite.settings(new ExchangePolicy(List.of(), false)));
    assertThat(code(token, "scope", READ)).isEqualTo(ErrorCode.UNAUTHORIZED_CLIENT);
  }

  @Test
  void lost_rights_are_lost() {
    String token = own(READ, STORAGE).accessToken();
    site.site().resolver().forbid(READ);
    assertThat(code(token, "scope", READ)).isEqualTo(ErrorCode.INVALID_SCOPE);
    assertThat(narrow(token).scope()).isEmpty();
    site.site().resolver().judging(false);
    assertThat(code(token)).isEqualTo(ErrorCode.TEMPORARILY_UNAVAILABLE);
  }

  @Test
  void it_can_not_go_on_for_ever() {
    String token = own(READ, STORAGE).accessToken();
    for (int times = 0; times < 8; times++) {
      token = narrow(token).accessToken();
    }
    assertThat(code(token)).isEqualTo(ErrorCode.INVALID_REQUEST);
  }
}
