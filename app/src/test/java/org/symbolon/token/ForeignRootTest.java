package org.symbolon.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.symbolon.token.ExchangeSite.STORAGE;

import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.symbolon.client.ClientKeys;
import org.symbolon.client.GrantType;
import org.symbolon.client.TestClient;
import org.symbolon.condition.Conditions;
import org.symbolon.exchange.ForeignConditions;
import org.symbolon.exchange.ForeignIssuer;
import org.symbolon.exchange.ForeignIssuer.Mapping;
import org.symbolon.exchange.ForeignIssuer.To;
import org.symbolon.exchange.Mode;
import org.symbolon.exchange.TestRule;
import org.symbolon.exchange.TokenKind;
import org.symbolon.fetch.Reach;
import org.symbolon.grant.GrantKind;
import org.symbolon.grant.Login;
import org.symbolon.grant.OperatorGrants.Which;
import org.symbolon.protocol.ClientId;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.resolver.AccountAnswer;
import org.symbolon.store.TestDatabases;
import org.symbolon.upstream.UsernameRule;
import org.symbolon.verify.AccessTokenCheck;
import org.symbolon.verify.Expectations;

/**
 * What comes of a foreign token can be kept where the rule says so: it hangs on a root of its own.
 */
@ParameterizedClass
@EnumSource(TestDatabases.Kind.class)
final class ForeignRootTest {
  private static final String HERE = "https://gateway.example";
  private static final Duration WEEK = Duration.ofDays(7);
  private static final String READ = "storage.read:/data";

  private final org.symbolon.verify.ForeignIssuer lab = new org.symbolon.verify.ForeignIssuer();
  private final TokenSite site;

  ForeignRootTest(TestDatabases.Kind kind) {
    site = new TokenSite(kind, settings("lab-([a-z]+)", true));
  }

  @AfterEach
  void close() {
    site.close();
    lab.close();
  }

  private SiteSettings settings(String names, boolean outlives) {
    return settings(outlives).foreign(trusted("lab", names));
  }

  private static SiteSettings settings(boolean outlives) {
    TestRule kept = keeping(Mode.ON_BEHALF_OF).refresh(WEEK);
    TestRule jobs = keeping(Mode.JOB).job(WEEK, 3);
    return new SiteSettings()
        .client(
            TestClient.named("runner")
                .grants(GrantType.TOKEN_EXCHANGE, GrantType.REFRESH_TOKEN)
                .serves("https://runner.example"))
        .client(TestClient.named("night").scopes("compute.create"))
        .exchanges(
            outlives
                ? TestRule.policy(kept.outlives(), jobs.outlives())
                : TestRule.policy(kept, jobs));
  }

  private static TestRule keeping(Mode mode) {
    return TestRule.of(mode, "runner")
        .named(mode.word())
        .issuers("lab")
        .kinds(TokenKind.JWT)
        .to(STORAGE)
        .scopes("compute.create", "storage.read:/**");
  }

  private ForeignIssuer trusted(String name, String names) {
    return new ForeignIssuer(
        name,
        new Expectations(
            lab.url().toString(),
            Set.of(HERE),
            Set.of("ES256"),
            Duration.ofMinutes(10),
            Duration.ofSeconds(30)),
        new ClientKeys.OfIssuer(lab.url(), Reach.LOOPBACK),
        Set.of(TokenKind.JWT),
        true,
        Optional.empty(),
        List.of(
            new Mapping(
                Optional.of(
                    ((Conditions.Parsed) ForeignConditions.parse("has(claims.robot)")).condition()),
                new To.Robot(new ClientId("night"))),
            new Mapping(
                Optional.empty(),
                new To.User(new UsernameRule("preferred_username", Pattern.compile(names))))));
  }

  private String person() {
    return sign(claims -> claims.claim("preferred_username", "lab-ana"));
  }

  private String sign(UnaryOperator<JWTClaimsSet.Builder> change) {
    return lab.sign(
        change
            .apply(lab.claims("f-17", HERE, site.now()).jwtID(org.symbolon.grant.Samples.text()))
            .build());
  }

  private static String[] form(String token, TokenKind wanted, String... more) {
    List<String> all =
        new ArrayList<>(List.of("client_id", "runner", "requested_token_type", wanted.uri()));
    all.addAll(List.of(more));
    return ExchangeSite.form(TokenKind.JWT, token, all.toArray(String[]::new));
  }

  private TokenAnswer kept(String token, String scope) {
    return site.post(form(token, TokenKind.REFRESH_TOKEN, "scope", scope));
  }

  private static String[] refreshForm(String token) {
    return TokenSite.with(TokenSite.refreshForm(token), "client_id", Optional.of("runner"));
  }

  private String job(String scope) {
    return site.post(form(person(), TokenKind.JOB_GRANT, "scope", scope, "job_name", "x"))
        .accessToken();
  }

  private static String[] drawForm(String job) {
    return ExchangeSite.form(TokenKind.JOB_GRANT, job, "client_id", "runner");
  }

  private Login root(TokenAnswer drawn) {
    AccessTokenCheck.Valid token = site.read(drawn);
    assertThat(token.lineage()).hasSize(2);
    return site.store().logins().find(token.lineage().getFirst()).orElseThrow();
  }

  @Test
  void a_person_whom_a_foreign_issuer_vouches_for_is_kept_and_refreshed() {
    TokenAnswer first = kept(person(), READ);
    assertThat(first.expiresIn()).isEqualTo(WEEK);
    site.later(Duration.ofDays(6));
    TokenAnswer drawn = site.post(refreshForm(first.accessToken()));
    AccessTokenCheck.Valid token = site.read(drawn);
    assertThat(token.subject()).isEqualTo("ana");
    assertThat(token.scope()).isEqualTo(READ);
    assertThat(token.audiences()).containsExactly(STORAGE);

    Login root = root(drawn);
    assertThat(root.grant().kind()).isEqualTo(GrantKind.FOREIGN);
    assertThat(root.grant().username()).isEqualTo("ana");
    assertThat(root.person().upstreamIssuer()).isEqualTo(lab.url().toString());
    assertThat(root.person().upstreamSubject()).isEqualTo("f-17");

    site.later(Duration.ofDays(1));
    assertThat(site.code(refreshForm(drawn.refreshToken().orElseThrow())))
        .as("the rule's end")
        .isEqualTo(ErrorCode.INVALID_GRANT);
  }

  @Test
  void without_the_rules_word_it_ends_with_the_foreign_token() {
    site.reconfigure(settings("lab-([a-z]+)", false));
    String brief =
        sign(
            claims ->
                claims
                    .claim("preferred_username", "lab-ana")
                    .expirationTime(java.util.Date.from(site.now().plusSeconds(300))));
    TokenAnswer answer = kept(brief, READ);
    assertThat(answer.expiresIn()).isEqualTo(Duration.ofSeconds(300));
    site.later(Duration.ofSeconds(200));
    TokenAnswer drawn = site.post(refreshForm(answer.accessToken()));
    assertThat(drawn.expiresIn()).isEqualTo(Duration.ofSeconds(100));
    site.later(Duration.ofSeconds(100));
    assertThat(site.code(refreshForm(drawn.refreshToken().orElseThrow())))
        .isEqualTo(ErrorCode.INVALID_GRANT);
  }

  @Test
  void a_robot_is_kept_as_the_robot() {
    String token = sign(claims -> claims.claim("robot", true));
    TokenAnswer first = kept(token, "compute.create");
    site.later(Duration.ofDays(2));
    TokenAnswer drawn = site.post(refreshForm(first.accessToken()));
    assertThat(site.read(drawn).subject()).isEqualTo("client:night");
    assertThat(root(drawn).grant().username()).isEqualTo("client:night");
    assertThat(root(drawn).person().upstreamSubject()).isEqualTo("f-17");
  }

  @Test
  void a_job_grant_is_kept_of_it_and_drawn_from() {
    String job = job(READ);
    site.later(Duration.ofDays(3));
    TokenAnswer drawn = site.post(drawForm(job));
    assertThat(site.read(drawn).subject()).isEqualTo("ana");
    assertThat(site.read(drawn).scope()).isEqualTo(READ);
    assertThat(root(drawn).grant().kind()).isEqualTo(GrantKind.FOREIGN);
  }

  @Test
  void an_operator_ends_it_with_all_that_came_of_it() {
    TokenAnswer first = kept(person(), READ);
    String job = job(READ);
    TokenAnswer drawn = site.post(refreshForm(first.accessToken()));
    assertThat(
            site.store()
                .operatorGrants()
                .end(new Which.OfPerson(root(drawn).grant().person()), "left", site.now()))
        .as("one root each")
        .hasSize(2);
    assertThat(site.code(refreshForm(drawn.refreshToken().orElseThrow())))
        .isEqualTo(ErrorCode.INVALID_GRANT);
    assertThat(site.code(drawForm(job))).isEqualTo(ErrorCode.INVALID_REQUEST);
    AccessTokenCheck.Valid token = site.read(drawn);
    assertThat(site.store().grants().alive(token.lineage(), token.tokenIds(), site.now()))
        .isFalse();
  }

  @Test
  void each_refresh_and_draw_asks_for_the_account_and_the_rights_again() {
    String refresh = kept(person(), READ + " compute.create").accessToken();
    String job = job(READ);
    site.resolver().forbid(READ);
    TokenAnswer less = site.post(refreshForm(refresh));
    assertThat(less.scope()).isEqualTo("compute.create");
    site.resolver().allow(READ);
    site.resolver().accounts(new AccountAnswer.Disabled("locked"));
    site.later(Duration.ofMinutes(10));
    String next = less.refreshToken().orElseThrow();
    assertThat(site.code(refreshForm(next))).isEqualTo(ErrorCode.INVALID_GRANT);
    assertThat(site.code(drawForm(job))).isEqualTo(ErrorCode.INVALID_GRANT);
    site.resolver().accounts(new AccountAnswer.Unavailable("down"));
    site.later(Duration.ofMinutes(10));
    assertThat(site.code(refreshForm(next))).isEqualTo(ErrorCode.TEMPORARILY_UNAVAILABLE);
    site.resolver().accountsAsAlways();
    site.later(Duration.ofMinutes(10));
    site.post(refreshForm(next));
    site.post(drawForm(job));
  }

  @Test
  void an_issuer_that_is_trusted_no_more_or_maps_to_another_ends_what_was_kept() {
    String refresh = kept(person(), READ).accessToken();
    String job = job(READ);
    for (SiteSettings changed :
        List.of(
            settings(true),
            settings("nobody-([a-z]+)", true),
            settings("lab-(an)a", true),
            settings(true).foreign(trusted("renamed", "lab-([a-z]+)")))) {
      site.reconfigure(changed);
      assertThat(site.code(refreshForm(refresh))).isEqualTo(ErrorCode.INVALID_GRANT);
      assertThat(site.code(drawForm(job))).isEqualTo(ErrorCode.INVALID_REQUEST);
    }
    site.reconfigure(settings("lab-([a-z]+)", true));
    site.post(refreshForm(refresh));
  }

  @Test
  void the_rule_is_looked_at_again() {
    String refresh = kept(person(), READ).accessToken();
    site.reconfigure(
        settings("lab-([a-z]+)", true)
            .exchanges(TestRule.policy(keeping(Mode.ON_BEHALF_OF).outlives())));
    assertThat(site.code(refreshForm(refresh))).isEqualTo(ErrorCode.INVALID_GRANT);
  }

  @Test
  void what_leaves_nothing_to_refresh_stores_nothing() {
    AccessTokenCheck.Valid token =
        site.read(
            site.post(
                form(
                    sign(claims -> claims.claim("preferred_username", "lab-zed")),
                    TokenKind.ACCESS_TOKEN,
                    "scope",
                    READ)));
    assertThat(token.lineage()).isEmpty();
    assertThat(site.store().operatorGrants().end(new Which.OfPerson("zed"), "test", site.now()))
        .isEmpty();
  }

  @Test
  void a_token_that_counts_once_is_kept_once() {
    String token = person();
    kept(token, READ);
    assertThat(site.code(form(token, TokenKind.REFRESH_TOKEN, "scope", READ)))
        .isEqualTo(ErrorCode.INVALID_REQUEST);
  }

  @Test
  void what_was_drawn_can_be_narrowed_below_the_same_root() {
    TokenAnswer drawn = site.post(refreshForm(kept(person(), READ).accessToken()));
    TokenAnswer narrow =
        site.post(
            ExchangeSite.form(
                TokenKind.ACCESS_TOKEN,
                drawn.accessToken(),
                "client_id",
                "runner",
                "scope",
                READ + "/raw"));
    assertThat(site.read(narrow).lineage()).isEqualTo(site.read(drawn).lineage());
    assertThat(site.read(narrow).subject()).isEqualTo("ana");
  }

  @Test
  void the_root_is_swept_when_nothing_hangs_on_it_any_more() {
    TokenAnswer drawn = site.post(refreshForm(kept(person(), READ).accessToken()));
    var root = root(drawn).grant().id();
    site.later(Duration.ofDays(5));
    site.store().sweep(site.now(), 100_000);
    assertThat(site.store().logins().find(root)).isPresent();
    site.later(Duration.ofDays(5));
    for (int round = 0; round < 3; round++) {
      site.store().sweep(site.now(), 100_000);
    }
    assertThat(site.store().logins().find(root)).isEmpty();
  }
}
