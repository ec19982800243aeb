package org.symbolon.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.symbolon.token.ExchangeSite.PORTAL;
import static org.symbolon.token.ExchangeSite.READ;
import static org.symbolon.token.ExchangeSite.STORAGE;

import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.symbolon.client.ClientKeys;
import org.symbolon.client.TestClient;
import org.symbolon.exchange.ForeignIssuer;
import org.symbolon.exchange.ForeignIssuer.Mapping;
import org.symbolon.exchange.ForeignIssuer.To;
import org.symbolon.exchange.Mode;
import org.symbolon.exchange.TestRule;
import org.symbolon.exchange.TokenKind;
import org.symbolon.fetch.Reach;
import org.symbolon.grant.Samples;
import org.symbolon.protocol.ClientId;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.ProtocolError;
import org.symbolon.store.TestDatabases;
import org.symbolon.verify.Expectations;

/** What a foreign issuer's token says: who acts, who may act, whom it was made for. */
final class ForeignActorTest {
  private static final String HERE = "https://gateway.example";
  private static final String ELSEWHERE = "https://gateway.example/other";

  private final org.symbolon.verify.ForeignIssuer ci = new org.symbolon.verify.ForeignIssuer();
  private final TokenSite site =
      new TokenSite(
          TestDatabases.Kind.SQLITE,
          ExchangeSite.settings(
                  TestRule.policy(
                      TestRule.of(Mode.DELEGATE, "gate").actors("ci").to(STORAGE),
                      TestRule.of(Mode.DELEGATE, "transfer")
                          .issuers("ci")
                          .kinds(TokenKind.JWT)
                          .to(STORAGE)
                          .scopes("compute.create"),
                      TestRule.of(Mode.ON_BEHALF_OF, "batch")
                          .issuers("ci")
                          .kinds(TokenKind.JWT)
                          .subjectAudiences(HERE)
                          .to(STORAGE)
                          .scopes("compute.create")))
              .client(TestClient.named("ci").scopes("compute.create"))
              .foreign(foreign()));

  @AfterEach
  void close() {
    site.close();
    ci.close();
  }

  @Test
  void an_actors_token_that_counts_once_counts_once() {
    String users =
        site.post(TokenSite.codeForm(site.approval().scopes(READ).audiences(PORTAL).code()))
            .accessToken();
    String[] form = form(TokenKind.ACCESS_TOKEN, users, acting(sign(claims -> {}), TokenKind.JWT));
    TokenAnswer answer = site.post(ExchangeSite.as("gate"), form);
    assertThat(site.read(answer).claims().get("act"))
        .isEqualTo(Map.of("iss", ci.url().toString(), "sub", "job-1"));
    ProtocolError again = site.refused(ExchangeSite.as("gate"), form);
    assertThat(again.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
    assertThat(again.description()).contains("used already");
  }

  @Test
  void whom_it_names_without_an_issuer_is_nobody_of_ours() {
    String delegated = sign(claims -> claims.claim("act", Map.of("sub", "client:gate")));
    assertThat(
            site.read(
                    site.post(
                        ExchangeSite.as("batch"),
                        form(TokenKind.JWT, delegated, List.of("scope", "compute.create"))))
                .claims()
                .get("act"))
        .isEqualTo(Map.of("iss", ci.url().toString(), "sub", "client:gate"));
  }

  @Test
  void a_client_of_ours_may_act_only_where_its_issuer_is_named() {
    String own =
        site.post(ExchangeSite.as("transfer"), "grant_type", "client_credentials").accessToken();
    List<String> acting = acting(own, TokenKind.ACCESS_TOKEN);
    String theirs = sign(claims -> claims.claim("may_act", Map.of("sub", "client:transfer")));
    assertThat(
            site.refused(ExchangeSite.as("transfer"), form(TokenKind.JWT, theirs, acting)).code())
        .isEqualTo(ErrorCode.INVALID_REQUEST);
    String ours =
        sign(
            claims ->
                claims.claim(
                    "may_act", Map.of("iss", Claims.of(own).get("iss"), "sub", "client:transfer")));
    assertThat(
            site.read(site.post(ExchangeSite.as("transfer"), form(TokenKind.JWT, ours, acting)))
                .claims()
                .get("act"))
        .isEqualTo(Map.of("sub", "client:transfer"));
  }

  @Test
  void a_rule_about_one_audience_is_not_about_a_token_for_another() {
    String elsewhere = sign(claims -> claims.audience(ELSEWHERE));
    List<String> asked = List.of("scope", "compute.create");
    assertThat(site.refused(ExchangeSite.as("batch"), form(TokenKind.JWT, elsewhere, asked)).code())
        .isEqualTo(ErrorCode.INVALID_REQUEST);
    site.post(
        ExchangeSite.as("batch"),
        form(TokenKind.JWT, sign(claims -> claims.audience(List.of(ELSEWHERE, HERE))), asked));
  }

  private ForeignIssuer foreign() {
    return new ForeignIssuer(
        "ci",
        new Expectations(
            ci.url().toString(),
            Set.of(HERE, ELSEWHERE),
            Set.of("ES256"),
            Duration.ofMinutes(10),
            Duration.ofSeconds(30)),
        new ClientKeys.OfIssuer(ci.url(), Reach.LOOPBACK),
        Set.of(TokenKind.JWT),
        true,
        Optional.empty(),
        List.of(new Mapping(Optional.empty(), new To.Robot(new ClientId("ci")))));
  }

  private String sign(java.util.function.Consumer<JWTClaimsSet.Builder> change) {
    JWTClaimsSet.Builder claims = ci.claims("job-1", HERE, site.now()).jwtID(Samples.text());
    change.accept(claims);
    return ci.sign(claims.build());
  }

  private static List<String> acting(String token, TokenKind kind) {
    return List.of("actor_token", token, "actor_token_type", kind.uri());
  }

  private static String[] form(TokenKind kind, String token, List<String> more) {
    List<String> all = new ArrayList<>(List.of("audience", STORAGE));
    all.addAll(more);
    return ExchangeSite.form(kind, token, all.toArray(String[]::new));
  }
}
