package org.symbolon.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.symbolon.token.TokenSite.codeForm;
import static org.symbolon.token.TokenSite.refreshForm;

import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.symbolon.audit.Event;
import org.symbolon.grant.Login;
import org.symbolon.grant.Parallel;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.ProtocolError;
import org.symbolon.store.TestDatabases;
import org.symbolon.upstream.TestUpstream;

/** What the institution says about a held login, as a refresh shows it. */
class HeldIdentityTest {
  private static final Duration EVERY = Duration.ofMinutes(5);
  private static final Duration TOLERANCE = Duration.ofHours(24);

  private final TestUpstream campus = new TestUpstream();
  private final TokenSite site =
      new TokenSite(TestDatabases.Kind.SQLITE, new SiteSettings(), Optional.of(campus));
  private final Login login = site.login();
  private final Approval approval = site.approval().of(login);

  @AfterEach
  void close() {
    site.close();
  }

  @Test
  void a_refresh_asks_the_institution_at_most_every_five_minutes() {
    String token = site.refreshToken(approval);
    int before = campus.rechecks();
    token = successor(token);
    site.later(EVERY.minusMillis(1));
    token = successor(token);
    assertThat(campus.rechecks()).isEqualTo(before);
    site.later(Duration.ofMillis(1));
    token = successor(token);
    token = successor(token);
    assertThat(campus.rechecks()).isEqualTo(before + 1);
    site.later(EVERY);
    successor(token);
    assertThat(campus.rechecks()).isEqualTo(before + 2);
  }

  @Test
  void only_refreshes_ask() {
    int before = campus.rechecks();
    site.later(EVERY);
    site.post(codeForm(approval.code()));
    assertThat(campus.rechecks()).isEqualTo(before);
  }

  @Test
  void a_no_ends_every_grant_rooted_in_the_login() {
    TokenAnswer begun = site.post(codeForm(approval.code()));
    Approval sibling = site.approval().of(login).client("tool");
    String other = site.refreshToken(sibling);
    campus.institution().dismissEverybody();
    site.later(EVERY);
    assertThat(site.code(refreshForm(begun.refreshToken().orElseThrow())))
        .isEqualTo(ErrorCode.INVALID_GRANT);
    assertThat(site.alive(login.grant().id())).isFalse();
    assertThat(site.store().grants().alive(site.read(begun).lineage(), site.now())).isFalse();
    assertThat(site.code(refreshForm(other))).isEqualTo(ErrorCode.INVALID_GRANT);
    assertThat(site.events(Event.UpstreamSaidNo.class))
        .extracting(Event.UpstreamSaidNo::login)
        .containsExactly(login.grant().id());
  }

  @Test
  void an_outage_is_tolerated_for_a_day_and_is_then_neither_yes_nor_no() {
    String token = site.refreshToken(approval);
    campus.goDown();
    site.later(EVERY);
    token = successor(token);
    site.later(TOLERANCE.minus(EVERY));
    token = successor(token);
    site.later(EVERY);
    ProtocolError error = site.refused(refreshForm(token));
    assertThat(error.code()).isEqualTo(ErrorCode.TEMPORARILY_UNAVAILABLE);
    assertThat(error.code().status()).isEqualTo(503);
    assertThat(error.retryAfter()).isPresent();
    assertThat(site.alive(approval.grant())).isTrue();
    campus.comeBack();
    site.later(EVERY);
    String successor = successor(token);
    assertThat(successor).isNotEqualTo(token);
    assertThat(site.events(Event.RefreshRepeated.class)).isEmpty();
    assertThat(site.events(Event.UpstreamCannotSay.class))
        .extracting(Event.UpstreamCannotSay::tolerated)
        .containsExactly(true, true, false);
  }

  @Test
  void what_the_institution_said_last_is_in_the_id_token() throws Exception {
    String token = site.refreshToken(approval.scopes("openid email offline_access"));
    campus.institution().idToken(claims -> claims.claim("email", "new@campus.example"));
    site.later(EVERY);
    String idToken = site.post(refreshForm(token)).idToken().orElseThrow();
    assertThat(SignedJWT.parse(idToken).getJWTClaimsSet().getStringClaim("email"))
        .isEqualTo("new@campus.example");
  }

  @Test
  void what_the_institution_said_last_is_in_userinfo() {
    String token = site.refreshToken(approval.scopes("openid email offline_access"));
    TokenAnswer answer = site.post(refreshForm(token));
    String accessToken = answer.accessToken();
    assertThat(site.told(accessToken)).containsEntry("email", "ana@campus.example");
    campus.institution().idToken(claims -> claims.claim("email", "new@campus.example"));
    site.later(EVERY);
    successor(answer.refreshToken().orElseThrow());
    assertThat(site.told(accessToken)).containsEntry("email", "new@campus.example");
  }

  @Test
  void parallel_refreshes_ask_once() {
    String token = site.refreshToken(approval);
    int before = campus.rechecks();
    site.later(EVERY);
    List<TokenAnswer> answers = Parallel.run(20, number -> site.post(refreshForm(token)));
    assertThat(answers.stream().map(TokenAnswer::refreshToken).distinct()).hasSize(1);
    assertThat(campus.rechecks()).isEqualTo(before + 1);
  }

  @Test
  void a_request_that_is_wrong_in_itself_does_not_bother_the_institution() {
    String token = site.refreshToken(approval);
    int before = campus.rechecks();
    site.later(EVERY);
    site.refused(refreshForm(token, "scope", "storage.modify:/"));
    site.refused(refreshForm(token, "audience", "https://elsewhere.org"));
    assertThat(campus.rechecks()).isEqualTo(before);
  }

  private String successor(String token) {
    return site.post(refreshForm(token)).refreshToken().orElseThrow();
  }
}
