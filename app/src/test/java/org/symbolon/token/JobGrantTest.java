package org.symbolon.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.symbolon.token.ExchangeSite.BATCH;
import static org.symbolon.token.ExchangeSite.PORTAL;
import static org.symbolon.token.ExchangeSite.READ;
import static org.symbolon.token.ExchangeSite.STORAGE;
import static org.symbolon.token.ExchangeSite.as;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.symbolon.exchange.Mode;
import org.symbolon.exchange.TestRule;
import org.symbolon.exchange.TokenKind;
import org.symbolon.grant.JobGrant;
import org.symbolon.grant.Login;
import org.symbolon.grant.Parallel;
import org.symbolon.protocol.Call;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.ProtocolException;
import org.symbolon.protocol.TestForm;
import org.symbolon.store.TestDatabases;
import org.symbolon.upstream.TestUpstream;
import org.symbolon.verify.AccessTokenCheck;

/** A job's right, kept for days without any refresh token. */
final class JobGrantTest {
  private static final TestRule JOBS =
      TestRule.of(Mode.JOB, "batch")
          .named("jobs")
          .to(STORAGE, PORTAL)
          .lifetime(Duration.ofMinutes(10))
          .job(Duration.ofDays(3), 5);
  private final ExchangeSite site = new ExchangeSite(JOBS);

  @AfterEach
  void close() {
    site.close();
  }

  private TokenAnswer begin(String token, String... more) {
    return site.exchange("batch", token, wish(more));
  }

  private static String[] wish(String... more) {
    List<String> form =
        new ArrayList<>(
            List.of(
                "requested_token_type",
                TokenKind.JOB_GRANT.uri(),
                "job_name",
                "simulation 17",
                "audience",
                STORAGE));
    form.addAll(List.of(more));
    return form.toArray(String[]::new);
  }

  private String begun() {
    return begin(site.token(READ, BATCH)).accessToken();
  }

  private TokenAnswer draw(String job, String... more) {
    return site.exchange("batch", TokenKind.JOB_GRANT, job, more);
  }

  private ErrorCode refused(String job, String... more) {
    return site.refused("batch", TokenKind.JOB_GRANT, job, more).code();
  }

  @Test
  void short_tokens_are_drawn_for_days() {
    TokenAnswer job = begin(site.token(READ + " storage.create:/data/ana", BATCH));
    assertThat(job.issuedTokenType()).contains(TokenKind.JOB_GRANT.uri());
    assertThat(job.tokenType()).isEqualTo("N_A");
    assertThat(job.expiresIn()).isEqualTo(Duration.ofDays(3));
    site.later(Duration.ofDays(2));
    TokenAnswer drawn = draw(job.accessToken(), "scope", "storage.read:/data/raw");
    assertThat(drawn.issuedTokenType()).contains(TokenKind.ACCESS_TOKEN.uri());
    assertThat(drawn.expiresIn()).isEqualTo(Duration.ofMinutes(10));
    assertThat(drawn.refreshToken()).isEmpty();
    AccessTokenCheck.Valid token = site.read(drawn);
    assertThat(token.subject()).isEqualTo("ana");
    assertThat(token.scope()).isEqualTo("storage.read:/data/raw");
    assertThat(token.audiences()).containsExactly(STORAGE);
    assertThat(token.lineage()).hasSize(3);
    site.later(Duration.ofDays(1).minusSeconds(30));
    assertThat(draw(job.accessToken()).expiresIn()).isEqualTo(Duration.ofSeconds(30));
    site.later(Duration.ofSeconds(30));
    assertThat(refused(job.accessToken())).isEqualTo(ErrorCode.INVALID_REQUEST);
  }

  @Test
  void its_ceiling_is_what_it_began_with() {
    String job = begin(site.token(READ, BATCH), "scope", "storage.read:/data/ana").accessToken();
    assertThat(refused(job, "scope", READ)).isEqualTo(ErrorCode.INVALID_SCOPE);
    assertThat(refused(job, "audience", PORTAL)).isEqualTo(ErrorCode.INVALID_TARGET);
    assertThat(draw(job).scope()).isEqualTo("storage.read:/data/ana");
  }

  @Test
  void it_is_used_as_often_as_it_may_be() {
    String job = begin(site.token(READ, BATCH), "job_uses", "3").accessToken();
    for (int use = 0; use < 3; use++) {
      draw(job);
    }
    assertThat(refused(job)).isEqualTo(ErrorCode.INVALID_REQUEST);
  }

  @Test
  void of_many_at_once_no_more_draw_than_may() {
    String job = begun();
    List<Boolean> drawn =
        Parallel.run(
            20,
            number -> {
              try {
                draw(job);
                return true;
              } catch (ProtocolException e) {
                return false;
              }
            });
    assertThat(drawn).filteredOn(yes -> yes).hasSize(5);
  }

  @Test
  void a_refused_draw_is_no_use() {
    String job = begin(site.token(READ, BATCH), "job_uses", "1").accessToken();
    refused(job, "scope", "storage.read:/");
    draw(job);
  }

  @Test
  void more_than_the_rule_gives_is_refused() {
    String token = site.token(READ, BATCH);
    assertThat(site.code("batch", token, wish("job_uses", "6")))
        .isEqualTo(ErrorCode.INVALID_REQUEST);
    assertThat(site.code("batch", token, wish("job_expires_in", "259201")))
        .isEqualTo(ErrorCode.INVALID_REQUEST);
    assertThat(begin(token, "job_expires_in", "3600").expiresIn()).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void it_needs_a_name_that_can_be_shown() {
    String token = site.token(READ, BATCH);
    for (String name : new String[] {"", "a\nb", "x".repeat(201)}) {
      assertThat(site.code("batch", token, TokenSite.with(wish(), "job_name", Optional.of(name))))
          .isEqualTo(ErrorCode.INVALID_REQUEST);
    }
  }

  @Test
  void another_client_draws_nothing() {
    assertThat(site.refused("gate", TokenKind.JOB_GRANT, begun()).code())
        .isEqualTo(ErrorCode.INVALID_REQUEST);
  }

  @Test
  void a_job_grant_is_no_other_token_and_no_other_token_is_one() {
    String job = begun();
    for (TokenKind kind :
        List.of(
            TokenKind.ACCESS_TOKEN, TokenKind.REFRESH_TOKEN, TokenKind.ID_TOKEN, TokenKind.JWT)) {
      assertThat(site.refused("batch", kind, job).code()).isEqualTo(ErrorCode.INVALID_REQUEST);
    }
    assertThat(
            site.site()
                .refused(
                    as("batch"),
                    TokenSite.with(TokenSite.refreshForm(job), "client_id", Optional.empty()))
                .code())
        .isEqualTo(ErrorCode.INVALID_GRANT);
    String refresh =
        site.tokens(site.site().approval().scopes(READ).audiences(BATCH)).refreshToken().get();
    assertThat(refused(refresh)).isEqualTo(ErrorCode.INVALID_REQUEST);
  }

  @Test
  void nothing_but_access_tokens_is_drawn() {
    String job = begun();
    for (TokenKind kind : List.of(TokenKind.REFRESH_TOKEN, TokenKind.ID_TOKEN)) {
      assertThat(refused(job, "requested_token_type", kind.uri()))
          .isEqualTo(ErrorCode.INVALID_REQUEST);
    }
    assertThat(refused(job, wish())).isEqualTo(ErrorCode.INVALID_REQUEST);
    assertThat(draw(job, "requested_token_type", TokenKind.JWT.uri()).issuedTokenType())
        .contains(TokenKind.JWT.uri());
  }

  @Test
  void bound_to_a_host_it_is_drawn_from_there_alone() {
    // The requests of these tests come from 192.0.2.7.
    draw(begin(site.token(READ, BATCH), "job_host", "192.0.2.7").accessToken());
    String elsewhere = begin(site.token(READ, BATCH), "job_host", "192.0.2.8").accessToken();
    assertThat(refused(elsewhere)).isEqualTo(ErrorCode.INVALID_REQUEST);
    assertThat(site.code("batch", site.token(READ, BATCH), wish("job_host", "a b/c")))
        .isEqualTo(ErrorCode.INVALID_REQUEST);
  }

  @Test
  void the_job_system_ends_it_when_the_job_ends() {
    String job = begun();
    String drawn = draw(job).accessToken();
    site.site().revocation().answer(new Call(as("gate"), TestForm.of("token", job), "192.0.2.1"));
    draw(job);
    site.site().revocation().answer(new Call(as("batch"), TestForm.of("token", job), "192.0.2.1"));
    assertThat(refused(job)).isEqualTo(ErrorCode.INVALID_REQUEST);
    assertThat(site.alive(drawn)).isFalse();
  }

  @Test
  void the_person_sees_it_with_its_uses_and_ends_it() {
    Login login = site.site().login();
    String token =
        site.tokens(site.site().approval().of(login).scopes(READ).audiences(BATCH)).accessToken();
    String job = begin(token).accessToken();
    draw(job);
    draw(job);
    JobGrant seen = only(login);
    assertThat(seen.terms().name()).isEqualTo("simulation 17");
    assertThat(seen.uses()).isEqualTo(2);
    assertThat(seen.lastUsed()).contains(site.site().now());
    assertThat(seen.alive()).isTrue();
    assertThat(seen.grant().client().orElseThrow().value()).isEqualTo("batch");
    assertThat(seen.derivation().rule()).isEqualTo("jobs");
    site.site().store().grants().end(seen.grant().id(), "by its person", site.site().now());
    assertThat(refused(job)).isEqualTo(ErrorCode.INVALID_REQUEST);
    assertThat(only(login).alive()).isFalse();
  }

  @Test
  void it_shows_as_over_once_the_token_it_was_made_from_was_revoked() {
    Login login = site.site().login();
    begin(
        site.tokens(site.site().approval().of(login).scopes(READ).audiences(BATCH)).accessToken());
    JobGrant seen = only(login);
    assertThat(seen.alive()).isTrue();
    site.site()
        .store()
        .denials()
        .deny(
            site.site().issuer().id(),
            seen.derivation().tokenIds().getFirst(),
            site.site().now().plusSeconds(600));
    assertThat(only(login).alive()).isFalse();
  }

  private JobGrant only(Login login) {
    List<JobGrant> all =
        site
            .site()
            .store()
            .jobGrants()
            .of(site.site().issuer().id(), login.person().key(), site.site().now())
            .stream()
            .filter(job -> job.login().grant().id().equals(login.grant().id()))
            .toList();
    assertThat(all).hasSize(1);
    return all.getFirst();
  }

  @Test
  void the_rules_rights_and_the_person_are_looked_at_at_each_draw() {
    String job = begun();
    site.rules();
    assertThat(refused(job)).isEqualTo(ErrorCode.UNAUTHORIZED_CLIENT);
    site.rules(JOBS);
    site.site().resolver().forbid(READ);
    assertThat(draw(job).scope()).isEmpty();
  }

  @Test
  void the_institution_is_asked_whether_the_person_is_still_welcome() {
    TestUpstream campus = new TestUpstream();
    try (TokenSite held =
        new TokenSite(
            TestDatabases.Kind.SQLITE,
            ExchangeSite.settings(TestRule.policy(JOBS)),
            Optional.of(campus))) {
      String token =
          held.post(
                  TokenSite.codeForm(
                      held.approval().of(held.login()).scopes(READ).audiences(BATCH).code()))
              .accessToken();
      String job =
          held.post(as("batch"), ExchangeSite.form(TokenKind.ACCESS_TOKEN, token, wish()))
              .accessToken();
      held.post(as("batch"), ExchangeSite.form(TokenKind.JOB_GRANT, job));
      String elsewhere =
          held.post(
                  as("batch"),
                  ExchangeSite.form(TokenKind.ACCESS_TOKEN, token, wish("job_host", "192.0.2.8")))
              .accessToken();
      campus.institution().dismissEverybody();
      held.later(Duration.ofMinutes(5));
      int before = campus.rechecks();
      assertThat(
              held.refused(as("batch"), ExchangeSite.form(TokenKind.JOB_GRANT, elsewhere)).code())
          .isEqualTo(ErrorCode.INVALID_REQUEST);
      assertThat(campus.rechecks()).as("asked for whoever may draw").isEqualTo(before);
      assertThat(held.refused(as("batch"), ExchangeSite.form(TokenKind.JOB_GRANT, job)).code())
          .isEqualTo(ErrorCode.INVALID_GRANT);
    }
  }

  @Test
  void a_client_has_no_login_that_could_end_one() {
    String own = site.own("batch", "scope", "compute.create", "audience", BATCH);
    assertThat(site.code("batch", own, wish())).isEqualTo(ErrorCode.INVALID_REQUEST);
  }
}
