package org.symbolon.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.symbolon.token.ExchangeSite.STORAGE;

import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.symbolon.client.ClientKeys;
import org.symbolon.client.GrantType;
import org.symbolon.client.TestClient;
import org.symbolon.condition.Condition;
import org.symbolon.condition.Conditions;
import org.symbolon.exchange.ForeignConditions;
import org.symbolon.exchange.ForeignIssuer;
import org.symbolon.exchange.ForeignIssuer.Mapping;
import org.symbolon.exchange.ForeignIssuer.To;
import org.symbolon.exchange.Mode;
import org.symbolon.exchange.TestRule;
import org.symbolon.exchange.TokenKind;
import org.symbolon.fetch.Reach;
import org.symbolon.protocol.ClientId;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.ProtocolError;
import org.symbolon.store.TestDatabases;
import org.symbolon.upstream.UsernameRule;
import org.symbolon.verify.AccessTokenCheck;
import org.symbolon.verify.Expectations;

/** Tokens of configured foreign issuers as subjects, by exchange and by the JWT bearer grant. */
class ForeignSubjectTest {
  private static final String HERE = "https://gateway.example";
  private static final String BEARER = GrantType.JWT_BEARER.text();

  private final org.symbolon.verify.ForeignIssuer ci = new org.symbolon.verify.ForeignIssuer();
  private final TokenSite site =
      new TokenSite(
          TestDatabases.Kind.SQLITE,
          new SiteSettings()
              .client(
                  TestClient.named("runner").grants(GrantType.TOKEN_EXCHANGE, GrantType.JWT_BEARER))
              .client(TestClient.named("ci").scopes("compute.create"))
              .client(
                  TestClient.named("gate")
                      .secrets(SiteSettings.SECRET)
                      .serves("https://portal.example")
                      .scopes("openid", "storage.*:/**")
                      .grants(GrantType.JWT_BEARER))
              .foreign(foreign())
              .exchanges(
                  TestRule.policy(
                      TestRule.of(Mode.ON_BEHALF_OF, "runner")
                          .issuers("ci")
                          .kinds(TokenKind.JWT)
                          .to(STORAGE)
                          .scopes("compute.create", "storage.read:/**"),
                      TestRule.of(Mode.ON_BEHALF_OF, "gate").named("portal").to(STORAGE))));

  @AfterEach
  void close() {
    site.close();
    ci.close();
  }

  @Test
  void a_request_keeps_to_the_rules_and_the_issuers_of_its_beginning() {
    site.rulesAsked();
    exchange(pipeline(), "scope", "compute.create");
    assertThat(site.rulesAsked()).isOne();
  }

  @Test
  void a_pipeline_without_a_secret_gets_what_its_robot_may_have() {
    TokenAnswer answer = exchange(pipeline(), "scope", "compute.create");
    AccessTokenCheck.Valid token = site.read(answer);
    assertThat(token.subject()).isEqualTo("client:ci");
    assertThat(token.scope()).isEqualTo("compute.create");
    assertThat(token.audiences()).containsExactly(STORAGE);
    assertThat(token.lineage()).isEmpty();
    assertThat(token.client()).isEqualTo(new ClientId("runner"));
  }

  @Test
  void a_robot_has_its_own_scopes_and_no_others() {
    assertThat(refused(pipeline(), "scope", "storage.read:/data").code())
        .isEqualTo(ErrorCode.INVALID_SCOPE);
  }

  @Test
  void a_mapped_user_has_the_rights_that_the_sources_say_now() {
    String token = sign(claims -> claims.claim("user_login", "ci-ana"));
    AccessTokenCheck.Valid issued = site.read(exchange(token, "scope", "storage.read:/data"));
    assertThat(issued.subject()).isEqualTo("ana");
    assertThat(issued.scope()).isEqualTo("storage.read:/data");
    assertThat(refused(token, "scope", "storage.create:/data").code())
        .as("beyond the rule")
        .isEqualTo(ErrorCode.INVALID_SCOPE);
  }

  @Test
  void a_name_of_another_form_is_nobody() {
    for (String name : List.of("ana", "root", "ci-", "ci-ana/../bob", "client:ci")) {
      assertThat(refused(sign(claims -> claims.claim("user_login", name))).code())
          .as(name)
          .isEqualTo(ErrorCode.INVALID_REQUEST);
    }
  }

  @Test
  void a_token_made_for_somebody_else_is_refused() {
    // The same issuer's, for another service: it would let that service act here.
    ProtocolError error =
        refused(
            ci.sign(usual().audience("https://other.example").claim("kind", "pipeline").build()));
    assertThat(error.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
    assertThat(error.description()).contains("meant for another audience");
  }

  @Test
  void an_unknown_issuers_token_is_refused_without_a_word_about_which_are_known() {
    try (var stranger = new org.symbolon.verify.ForeignIssuer()) {
      String token = stranger.sign(stranger.claims("x", HERE, site.now()).build());
      assertThat(refused(token).code()).isEqualTo(ErrorCode.INVALID_REQUEST);
      assertThat(refused(token).description()).doesNotContain("ci");
      assertThat(stranger.fetches()).isZero();
    }
  }

  @Test
  void a_token_that_does_not_fulfil_the_condition_or_maps_to_nobody_is_refused() {
    assertThat(refused(sign(claims -> claims.claim("blocked", true))).description())
        .contains("condition");
    // What can not be answered is no yes.
    assertThat(refused(sign(claims -> claims.claim("blocked", "perhaps"))).description())
        .contains("condition");
    assertThat(refused(sign(claims -> claims)).description()).contains("user_login");
    // A mapping whose condition can not be answered does not make room for the next.
    assertThat(
            refused(sign(claims -> claims.claim("kind", 7).claim("user_login", "ci-ana")))
                .description())
        .contains("can not be answered");
  }

  @Test
  void a_token_counts_once_and_only_when_something_came_of_it() {
    String token = pipeline();
    refused(token, "scope", "storage.read:/data");
    exchange(token, "scope", "compute.create");
    ProtocolError again = refused(token, "scope", "compute.create");
    assertThat(again.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
    assertThat(again.description()).contains("used already");
    assertThat(refused(sign(claims -> claims.jwtID(null).claim("kind", "pipeline"))).description())
        .contains("no jti");
  }

  @Test
  void what_comes_of_it_lives_no_longer_than_it() {
    TokenAnswer answer =
        exchange(
            sign(
                claims ->
                    claims
                        .claim("kind", "pipeline")
                        .expirationTime(Date.from(site.now().plusSeconds(100)))),
            "scope",
            "compute.create");
    assertThat(answer.expiresIn()).isEqualTo(Duration.ofSeconds(100));
  }

  @Test
  void an_expired_and_an_old_token_are_refused() {
    String token = pipeline();
    site.later(Duration.ofMinutes(11));
    assertThat(refused(token).description()).contains("older");
    site.later(Duration.ofHours(1));
    assertThat(refused(token).description()).contains("expired");
  }

  @Test
  void while_its_keys_can_not_be_had_nothing_is_said_and_nothing_used() {
    ci.down(true);
    String token = pipeline();
    assertThat(refused(token).code()).isEqualTo(ErrorCode.TEMPORARILY_UNAVAILABLE);
    ci.down(false);
    exchange(token, "scope", "compute.create");
  }

  @Test
  void a_token_called_by_another_kind_is_refused() {
    ProtocolError error =
        site.refused(ExchangeSite.form(TokenKind.ACCESS_TOKEN, pipeline(), "client_id", "runner"));
    assertThat(error.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
    assertThat(error.description()).contains("another kind");
  }

  @Test
  void who_acts_already_by_a_foreign_token_stays_and_what_is_not_understood_is_refused() {
    String delegated =
        sign(
            claims ->
                claims
                    .claim("kind", "pipeline")
                    .claim("act", java.util.Map.of("iss", "https://x.example", "sub", "bot")));
    assertThat(site.read(exchange(delegated, "scope", "compute.create")).claims().get("act"))
        .hasToString("{iss=https://x.example, sub=bot}");
    assertThat(
            refused(sign(claims -> claims.claim("kind", "pipeline").claim("act", "bot")))
                .description())
        .contains("act");
    assertThat(
            refused(
                    sign(
                        claims ->
                            claims
                                .claim("kind", "pipeline")
                                .claim("may_act", java.util.Map.of("sub", "bot"))),
                    "scope",
                    "compute.create")
                .code())
        .isEqualTo(ErrorCode.INVALID_REQUEST);
  }

  @Test
  void a_rule_about_foreign_tokens_is_not_about_our_own() {
    String own = site.post(TokenSite.codeForm(site.approval().code())).accessToken();
    assertThat(refused(own).code()).isNotEqualTo(ErrorCode.SERVER_ERROR);
  }

  @Test
  void the_jwt_bearer_grant_takes_the_same_assertion_under_the_same_rules() {
    TokenAnswer answer = bearer(pipeline(), "scope", "compute.create");
    assertThat(site.read(answer).subject()).isEqualTo("client:ci");
    ProtocolError error =
        site.refused(
            "grant_type", BEARER, "client_id", "runner", "assertion", ci.sign(usual().build()));
    // RFC 7521 §4.1.1
    assertThat(error.code()).isEqualTo(ErrorCode.INVALID_GRANT);
    assertThat(site.code("grant_type", BEARER, "client_id", "runner"))
        .isEqualTo(ErrorCode.INVALID_REQUEST);
    assertThat(site.code("grant_type", BEARER, "client_id", "tool", "assertion", "x"))
        .isEqualTo(ErrorCode.UNAUTHORIZED_CLIENT);
  }

  @Test
  void a_client_written_for_entra_acts_on_behalf_of_a_user() {
    String user =
        site.post(
                TokenSite.codeForm(
                    site.approval()
                        .scopes("openid storage.read:/data")
                        .audiences("https://portal.example")
                        .code()))
            .accessToken();
    TokenAnswer answer =
        site.post(
            TokenSite.basic("gate", SiteSettings.SECRET),
            "grant_type",
            BEARER,
            "assertion",
            user,
            "requested_token_use",
            "on_behalf_of",
            "scope",
            "storage.read:/data");
    assertThat(site.read(answer).subject()).isEqualTo("ana");
    assertThat(site.read(answer).audiences()).containsExactly(STORAGE);
    assertThat(
            site.refused(
                    TokenSite.basic("gate", SiteSettings.SECRET),
                    "grant_type",
                    BEARER,
                    "assertion",
                    user,
                    "requested_token_use",
                    "impersonation")
                .code())
        .isEqualTo(ErrorCode.INVALID_REQUEST);
  }

  private ForeignIssuer foreign() {
    return new ForeignIssuer(
        "ci",
        new Expectations(
            ci.url().toString(),
            Set.of(HERE),
            Set.of("ES256"),
            Duration.ofMinutes(10),
            Duration.ofSeconds(30)),
        new ClientKeys.OfIssuer(ci.url(), Reach.LOOPBACK),
        Set.of(TokenKind.JWT),
        true,
        Optional.of(condition("!has(claims.blocked) || claims.blocked == false")),
        List.of(
            new Mapping(
                Optional.of(condition("has(claims.kind) && claims.kind.startsWith('pipe')")),
                new To.Robot(new ClientId("ci"))),
            new Mapping(
                Optional.empty(),
                new To.User(new UsernameRule("user_login", Pattern.compile("ci-([a-z]+)"))))));
  }

  private static Condition condition(String text) {
    return ((Conditions.Parsed) ForeignConditions.parse(text)).condition();
  }

  private JWTClaimsSet.Builder usual() {
    return ci.claims("job-1", HERE, site.now()).jwtID(org.symbolon.grant.Samples.text());
  }

  private String pipeline() {
    return sign(claims -> claims.claim("kind", "pipeline"));
  }

  private String sign(UnaryOperator<JWTClaimsSet.Builder> change) {
    return ci.sign(change.apply(usual()).build());
  }

  private TokenAnswer exchange(String token, String... more) {
    return site.post(form(token, more));
  }

  private TokenAnswer bearer(String token, String... more) {
    List<String> form =
        new java.util.ArrayList<>(
            List.of("grant_type", BEARER, "client_id", "runner", "assertion", token));
    form.addAll(List.of(more));
    return site.post(form.toArray(String[]::new));
  }

  private ProtocolError refused(String token, String... more) {
    return site.refused(form(token, more));
  }

  private static String[] form(String token, String... more) {
    List<String> all = new java.util.ArrayList<>(List.of("client_id", "runner"));
    all.addAll(List.of(more));
    return ExchangeSite.form(TokenKind.JWT, token, all.toArray(String[]::new));
  }
}
