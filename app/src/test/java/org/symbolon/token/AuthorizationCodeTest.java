package org.symbolon.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.symbolon.token.TokenSite.basic;
import static org.symbolon.token.TokenSite.codeForm;
import static org.symbolon.token.TokenSite.refreshForm;
import static org.symbolon.token.TokenSite.with;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.symbolon.audit.Event;
import org.symbolon.grant.Grant;
import org.symbolon.grant.Login;
import org.symbolon.grant.Parallel;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.ProtocolException;
import org.symbolon.resolver.AccountAnswer;
import org.symbolon.store.TestDatabases;
import org.symbolon.verify.AccessTokenCheck;

@ParameterizedClass
@EnumSource(TestDatabases.Kind.class)
class AuthorizationCodeTest {
  private static final String OTHER_VERIFIER = "A".repeat(43);

  private final TokenSite site;
  private final Approval approval;

  AuthorizationCodeTest(TestDatabases.Kind kind) {
    site = new TokenSite(kind);
    approval = site.approval();
  }

  @AfterEach
  void close() {
    site.close();
  }

  @Test
  void a_code_is_redeemed_for_what_the_person_approved() {
    TokenAnswer answer = site.post(codeForm(approval.code()));
    assertThat(answer.scope()).isEqualTo(Approval.SCOPES);
    assertThat(answer.expiresIn()).isEqualTo(Duration.ofMinutes(20));
    assertThat(answer.refreshToken()).isPresent();
    AccessTokenCheck.Valid token = site.read(answer);
    assertThat(token.subject()).isEqualTo("ana");
    assertThat(token.client().value()).isEqualTo("tool");
    assertThat(token.scope()).isEqualTo(Approval.SCOPES);
    assertThat(token.audiences()).containsExactly(SiteSettings.STORAGE);
    assertThat(token.expires()).isEqualTo(site.now().plus(Duration.ofMinutes(20)));
    assertThat(token.authenticatedAt()).contains(site.now().minusSeconds(30));
    assertThat(token.lineage())
        .containsExactlyElementsOf(site.family(approval).orElseThrow().grant().lineage());
    assertThat(site.events(Event.TokenIssued.class))
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.grant()).contains(approval.grant());
              assertThat(event.grantType()).isEqualTo("authorization_code");
              assertThat(event.tokenId()).isEqualTo(token.jti());
            });
  }

  @Test
  void an_id_token_comes_with_openid_and_has_the_nonce() throws Exception {
    TokenAnswer answer = site.post(codeForm(approval.nonce("n-0S6").code()));
    JWTClaimsSet claims = SignedJWT.parse(answer.idToken().orElseThrow()).getJWTClaimsSet();
    assertThat(claims.getStringClaim("nonce")).isEqualTo("n-0S6");
    assertThat(claims.getSubject()).isEqualTo("ana");
    assertThat(claims.getAudience()).containsExactly("tool");
    assertThat(claims.getLongClaim("auth_time")).isEqualTo(site.now().getEpochSecond() - 30);
    assertThat(claims.getStringClaim("at_hash")).isNotEmpty();
  }

  @Test
  void both_tokens_say_how_and_when_the_person_signed_in() {
    TokenAnswer answer = site.post(codeForm(approval.code()));
    long signedIn = site.now().getEpochSecond() - 30;
    assertThat(TokenSite.claimsOf(answer.accessToken()))
        .containsEntry("acr", "mfa")
        .containsEntry("auth_time", signedIn);
    assertThat(TokenSite.claimsOf(answer.idToken().orElseThrow())).containsEntry("acr", "mfa");
  }

  @Test
  void an_id_token_names_the_session_and_its_successors_name_the_same() {
    Login login = site.login();
    TokenAnswer first = site.post(codeForm(approval.of(login).code()));
    TokenAnswer next = site.post(refreshForm(first.refreshToken().orElseThrow()));
    for (TokenAnswer answer : List.of(first, next)) {
      assertThat(TokenSite.claimsOf(answer.idToken().orElseThrow()))
          .containsEntry("sid", login.grant().id().value());
    }
  }

  @Test
  void without_openid_there_is_no_id_token() {
    assertThat(site.post(codeForm(approval.scopes("storage.read:/data").code())).idToken())
        .isEmpty();
  }

  @Test
  void a_code_is_bound_to_its_client() {
    String code = approval.code();
    assertThat(site.code(with(codeForm(code), "client_id", Optional.of("other"))))
        .isEqualTo(ErrorCode.INVALID_GRANT);
    site.post(codeForm(code));
  }

  @Test
  void a_code_is_bound_to_its_issuer() {
    String code = approval.code();
    try (TokenSite south = new TokenSite(TestDatabases.Kind.SQLITE)) {
      assertThat(south.code(codeForm(code))).isEqualTo(ErrorCode.INVALID_GRANT);
    }
    site.post(codeForm(code));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:4712/callback",
        "http://127.0.0.1:4711/callback/",
        "http://127.0.0.1:4711/Callback",
        "http://localhost:4711/callback"
      })
  void a_code_is_bound_to_its_redirect_uri(String other) {
    String code = approval.code();
    assertThat(site.code(with(codeForm(code), "redirect_uri", Optional.of(other))))
        .isEqualTo(ErrorCode.INVALID_GRANT);
    assertThat(site.code(with(codeForm(code), "redirect_uri", Optional.empty())))
        .isEqualTo(ErrorCode.INVALID_GRANT);
    site.post(codeForm(code));
  }

  @Test
  void a_code_is_bound_to_its_verifier() {
    String code = approval.code();
    for (Optional<String> wrong :
        List.of(
            Optional.<String>empty(),
            Optional.of(OTHER_VERIFIER),
            Optional.of(Approval.VERIFIER + "A"),
            Optional.of(Approval.VERIFIER.substring(1)),
            Optional.of("x".repeat(129)),
            // The challenge itself: what "plain" would take.
            Optional.of("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"))) {
      assertThat(site.code(with(codeForm(code), "code_verifier", wrong)))
          .as("%s", wrong)
          .isEqualTo(ErrorCode.INVALID_GRANT);
    }
    site.post(codeForm(code));
  }

  @Test
  void a_verifier_without_a_challenge_is_refused() {
    String code = approval.withoutChallenge().code();
    assertThat(site.code(codeForm(code))).isEqualTo(ErrorCode.INVALID_GRANT);
    site.post(with(codeForm(code), "code_verifier", Optional.empty()));
  }

  @Test
  void a_code_lives_sixty_seconds() {
    String inTime = approval.code();
    String late = site.approval().code();
    site.later(Duration.ofMillis(59_999));
    site.post(codeForm(inTime));
    site.later(Duration.ofMillis(1));
    assertThat(site.code(codeForm(late))).isEqualTo(ErrorCode.INVALID_GRANT);
  }

  @Test
  void a_code_whose_login_has_ended_is_refused() {
    Login login = site.login();
    String code = approval.of(login).code();
    site.store().grants().end(login.grant().id(), "logged out", site.now());
    assertThat(site.code(codeForm(code))).isEqualTo(ErrorCode.INVALID_GRANT);
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

  @Test
  void a_login_that_ends_while_rights_are_asked_gives_nothing() {
    Login login = site.login();
    String code = approval.of(login).code();
    site.resolver()
        .meanwhile(() -> site.store().grants().end(login.grant().id(), "logged out", site.now()));
    assertThat(site.code(codeForm(code))).isEqualTo(ErrorCode.INVALID_GRANT);
    assertThat(site.store().grants().find(approval.grant())).isEmpty();
  }

  @Test
  void an_account_whose_name_no_token_can_have_gets_none_and_a_reason() {
    for (String name : List.of("josé", "ana amsel", "安娜")) {
      Login login = site.login(name, site.now().plus(TokenSite.LOGIN));
      assertThat(site.refused(codeForm(site.approval().of(login).code())))
          .satisfies(
              error -> {
                assertThat(error.code()).isEqualTo(ErrorCode.INVALID_GRANT);
                assertThat(error.description()).contains("ASCII");
              });
    }
    Login login = site.login("ana-b", site.now().plus(TokenSite.LOGIN));
    TokenAnswer answer = site.post(codeForm(approval.of(login).code()));
    assertThat(site.read(answer).subject()).isEqualTo("ana-b");
    assertThat(site.events(Event.TokenIssued.class))
        .extracting(Event.TokenIssued::username)
        .containsExactly(Optional.of("ana-b"));
  }

  @Test
  void no_refresh_token_comes_where_none_was_asked_for() {
    TokenAnswer answer = site.post(codeForm(approval.online().code()));
    assertThat(answer.refreshToken()).isEmpty();
    Grant grant = site.store().grants().find(approval.grant()).orElseThrow();
    assertThat(grant.expires()).isEqualTo(site.now().plus(Duration.ofMinutes(20)));
  }

  @Test
  void no_refresh_token_comes_to_a_client_without_the_refresh_grant() {
    String code = approval.client("online").code();
    assertThat(site.post(with(codeForm(code), "client_id", Optional.of("online"))).refreshToken())
        .isEmpty();
  }

  @Test
  void a_client_that_is_marked_so_gets_a_refresh_token_unasked() {
    String code = approval.client("keeper").scopes("storage.read:/data").online().code();
    assertThat(site.post(with(codeForm(code), "client_id", Optional.of("keeper"))).refreshToken())
        .isPresent();
  }

  @Test
  void a_confidential_client_must_prove_itself() {
    String code = approval.client("portal").code();
    String[] anonymous = with(codeForm(code), "client_id", Optional.empty());
    assertThat(site.code(with(codeForm(code), "client_id", Optional.of("portal"))))
        .isEqualTo(ErrorCode.INVALID_CLIENT);
    assertThat(site.refused(basic("portal", "wrong"), anonymous).code())
        .isEqualTo(ErrorCode.INVALID_CLIENT);
    assertThat(site.alive(approval.grant())).isFalse();
    assertThat(site.post(basic("portal", SiteSettings.SECRET), anonymous).scope())
        .isEqualTo(Approval.SCOPES);
  }

  @Test
  void rights_lost_since_the_approval_are_not_in_the_token() {
    String code = approval.code();
    site.resolver().forbid("storage.create:/data/ana");
    TokenAnswer answer = site.post(codeForm(code));
    assertThat(answer.scope()).isEqualTo("openid offline_access storage.read:/data");
    assertThat(site.read(answer).scope()).isEqualTo(answer.scope());
  }

  @Test
  void a_source_that_is_down_consumes_no_code() {
    String code = approval.code();
    site.resolver().judging(false);
    assertUnavailable(code);
    site.resolver().judging(true);
    site.resolver().accounts(new AccountAnswer.Unavailable("no route"));
    assertUnavailable(code);
    site.resolver().accountsAsAlways();
    assertThat(site.post(codeForm(code)).scope()).isEqualTo(Approval.SCOPES);
  }

  @Test
  void an_account_that_is_disabled_gets_nothing() {
    String code = approval.code();
    site.resolver().accounts(new AccountAnswer.Disabled("expired"));
    assertThat(site.code(codeForm(code))).isEqualTo(ErrorCode.INVALID_GRANT);
  }

  @Test
  void tokens_end_with_their_login() throws Exception {
    Login login = site.login(site.now().plusSeconds(90));
    TokenAnswer answer = site.post(codeForm(approval.of(login).code()));
    assertThat(answer.expiresIn()).isEqualTo(Duration.ofSeconds(90));
    assertThat(site.read(answer).expires()).isEqualTo(login.grant().expires());
    assertThat(
            SignedJWT.parse(answer.idToken().orElseThrow()).getJWTClaimsSet().getExpirationTime())
        .isEqualTo(login.grant().expires());
  }

  @Test
  void times_are_whole_seconds_and_the_answer_says_the_same_as_the_token() {
    site.later(Duration.ofMillis(987));
    Login login = site.login(site.now().plusMillis(90_500));
    TokenAnswer answer = site.post(codeForm(approval.of(login).code()));
    AccessTokenCheck.Valid token = site.read(answer);
    assertThat(token.issuedAt()).isBeforeOrEqualTo(site.now());
    assertThat(Duration.between(token.issuedAt(), token.expires())).isEqualTo(answer.expiresIn());
    assertThat(token.expires()).isBeforeOrEqualTo(login.grant().expires());
    assertThat(answer.expiresIn()).isEqualTo(Duration.ofSeconds(90));
  }

  @Test
  void a_login_with_less_than_a_second_left_gives_no_token() {
    Login login = site.login(site.now().plusMillis(30_900));
    String code = approval.of(login).code();
    site.later(Duration.ofSeconds(30));
    assertThat(site.code(codeForm(code))).isEqualTo(ErrorCode.INVALID_GRANT);
  }

  @Test
  void a_missing_code_is_an_invalid_request() {
    assertThat(site.code(with(codeForm("x"), "code", Optional.empty())))
        .isEqualTo(ErrorCode.INVALID_REQUEST);
    assertThat(site.code(codeForm(""))).isEqualTo(ErrorCode.INVALID_REQUEST);
  }

  @Test
  void an_unknown_code_is_an_invalid_grant() {
    for (String code :
        List.of("unknown", "\u0000", "'; DROP TABLE codes", "é", "x".repeat(16_384))) {
      assertThat(site.code(codeForm(code))).isEqualTo(ErrorCode.INVALID_GRANT);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"code", "redirect_uri", "code_verifier", "client_id", "grant_type"})
  void a_parameter_given_twice_or_oversized_is_an_invalid_request(String name) {
    String code = approval.code();
    assertThat(site.code(codeForm(code, name, "again"))).isEqualTo(ErrorCode.INVALID_REQUEST);
    assertThat(site.code(with(codeForm(code), name, Optional.of("x".repeat(16_385)))))
        .isEqualTo(ErrorCode.INVALID_REQUEST);
    site.post(codeForm(code));
  }

  private void assertUnavailable(String code) {
    assertThat(site.refused(codeForm(code)))
        .satisfies(
            error -> {
              assertThat(error.code()).isEqualTo(ErrorCode.TEMPORARILY_UNAVAILABLE);
              assertThat(error.retryAfter()).isPresent();
            });
  }

  /** Empty where it is answered. */
  private Optional<ErrorCode> userinfo(TokenAnswer answer) {
    try {
      site.told(answer.accessToken());
      return Optional.empty();
    } catch (ProtocolException refused) {
      return Optional.of(refused.error().code());
    }
  }
}
