package org.symbolon.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jwt.JWTClaimsSet;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.symbolon.client.Client;
import org.symbolon.client.Client.Authentication;
import org.symbolon.client.ClientAuthentication;
import org.symbolon.client.ClientKeys;
import org.symbolon.client.StaticClients;
import org.symbolon.client.TestClient;
import org.symbolon.condition.Condition;
import org.symbolon.condition.Conditions;
import org.symbolon.fetch.Reach;
import org.symbolon.issuer.Issuer;
import org.symbolon.issuer.Profile;
import org.symbolon.issuer.TestIssuer;
import org.symbolon.protocol.Call;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.ProtocolException;
import org.symbolon.protocol.TestForm;
import org.symbolon.store.MovableClock;
import org.symbolon.store.TestDatabases;
import org.symbolon.verify.ClientAssertions;
import org.symbolon.verify.Expectations;
import org.symbolon.verify.KeySources;
import org.symbolon.verify.Replay;

/** Clients without a secret of their own: pods and pipelines. */
class WorkloadAssertionsTest {
  private static final String TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
  private static final String HERE = "https://gateway.example";
  private static final String POD = "system:serviceaccount:lab:robot";
  private static final String SECRET = "0123456789-a-good-long-secret-0123456789";

  private final Issuer issuer = TestIssuer.of(Profile.WLCG).build();
  private final org.symbolon.verify.ForeignIssuer cluster = new org.symbolon.verify.ForeignIssuer();
  private final org.symbolon.verify.ForeignIssuer pipelines =
      new org.symbolon.verify.ForeignIssuer();
  private final MovableClock clock = new MovableClock(TestDatabases.START);
  private final KeySources sources = new KeySources(clock);
  private final Replay replay = TestDatabases.shared(TestDatabases.Kind.SQLITE).store().replay();
  private final ClientAuthentication authentication =
      new ClientAuthentication(
          new StaticClients(
              List.of(
                  workload("robot", "cluster", "claims.sub == '" + POD + "'"),
                  workload("nested", "cluster", "claims['kubernetes.io'].namespace == 'lab'"),
                  workload("build", "pipelines", "claims.ref == 'refs/heads/main'"),
                  workload("waiting", "unheard-of", "claims.sub == '" + POD + "'"),
                  workload(POD, "cluster", "claims.sub == '" + POD + "'"),
                  TestClient.named("plain").secrets(SECRET).at(issuer.id()),
                  TestClient.named("signer")
                      .authentication(
                          new Authentication.PrivateKeyJwt(
                              new ClientKeys.Remote(cluster.keys(), Reach.LOOPBACK)))
                      .at(issuer.id()))),
          new ClientAssertions(
              replay,
              sources,
              new WorkloadAssertions(
                  any ->
                      List.of(
                          foreign("cluster", cluster, false, Optional.empty()),
                          foreign(
                              "pipelines",
                              pipelines,
                              true,
                              Optional.of(condition("claims.owner == 'lab'")))),
                  sources,
                  replay,
                  clock),
              clock));

  @AfterEach
  void close() {
    sources.close();
    cluster.close();
    pipelines.close();
  }

  @Test
  void a_pod_proves_itself_by_the_token_of_its_cluster() {
    String token = pod(claims -> claims);
    assertThat(authenticate("robot", token).id().value()).isEqualTo("robot");
    assertThat(authenticate("robot", token).id().value())
        .as("as often as it has to, while the token is good")
        .isEqualTo("robot");
  }

  @Test
  void another_subject_of_the_same_cluster_is_not_the_client() {
    refused("robot", pod(claims -> claims.subject("system:serviceaccount:lab:guest")));
    refused("robot", pod(claims -> claims.subject("robot")));
    refused("robot", pod(claims -> claims.subject(null)));
  }

  @Test
  void another_issuers_token_with_the_same_claims_is_refused() {
    refused("robot", pipelines.sign(pipelines.claims(POD, HERE, clock.instant()).build()));
    // It says to be the cluster's, and is signed by somebody else.
    refused(
        "robot",
        cluster.sign(
            cluster.claims(POD, HERE, clock.instant()).build(),
            org.symbolon.verify.ForeignIssuer.newKey("key-1"),
            JOSEObjectType.JWT));
    try (var stranger = new org.symbolon.verify.ForeignIssuer()) {
      refused("robot", stranger.sign(stranger.claims(POD, HERE, clock.instant()).build()));
      assertThat(stranger.fetches()).isZero();
    }
  }

  @Test
  void a_token_made_for_another_service_is_refused() {
    refused("robot", pod(claims -> claims.audience("https://other.example")));
    refused("robot", pod(claims -> claims.audience((String) null)));
    assertThat(
            authenticate(
                    "robot", pod(claims -> claims.audience(List.of("https://other.example", HERE))))
                .id()
                .value())
        .isEqualTo("robot");
  }

  @Test
  void an_expired_and_an_old_token_are_refused() {
    refused(
        "robot", pod(claims -> claims.expirationTime(Date.from(clock.instant().minusSeconds(31)))));
    refused("robot", pod(claims -> claims.issueTime(Date.from(clock.instant().minusSeconds(700)))));
    refused("robot", pod(claims -> claims.expirationTime(null)));
  }

  @Test
  void a_condition_on_a_claim_that_is_missing_or_of_another_kind_is_not_fulfilled() {
    assertThat(
            authenticate(
                    "nested", pod(one -> one.claim("kubernetes.io", Map.of("namespace", "lab"))))
                .id()
                .value())
        .isEqualTo("nested");
    refused("nested", pod(claims -> claims));
    refused("nested", pod(claims -> claims.claim("kubernetes.io", "lab")));
    refused("nested", pod(claims -> claims.claim("kubernetes.io", Map.of("namespace", "x"))));
  }

  @Test
  void the_issuers_own_condition_must_hold_too() {
    assertThat(authenticate("build", run(claims -> claims)).id().value()).isEqualTo("build");
    refused("build", run(claims -> claims.claim("owner", "somebody")));
    refused("build", run(claims -> claims.claim("owner", null)));
  }

  @Test
  void where_the_issuers_tokens_count_once_so_do_assertions() {
    String token = run(claims -> claims);
    authenticate("build", token);
    refused("build", token);
    refused("build", run(claims -> claims.jwtID(null)));
    String spared = run(claims -> claims.claim("ref", "refs/heads/other"));
    refused("build", spared);
  }

  @Test
  void the_client_is_named_in_the_request() {
    // What a foreign issuer calls its subjects is no name of ours, though it may look like one.
    assertThat(code("client_assertion_type", TYPE, "client_assertion", pod(claims -> claims)))
        .isEqualTo(ErrorCode.INVALID_CLIENT);
    assertThat(authenticate(POD, pod(claims -> claims)).id().value()).isEqualTo(POD);
    refused("nobody", pod(claims -> claims));
    refused("waiting", pod(claims -> claims));
  }

  @Test
  void a_workload_has_no_other_method_and_others_have_not_this_one() {
    assertThat(code("client_id", "robot")).isEqualTo(ErrorCode.INVALID_CLIENT);
    assertThat(code("client_id", "robot", "client_secret", SECRET))
        .isEqualTo(ErrorCode.INVALID_CLIENT);
    refused("plain", pod(claims -> claims));
    // Its keys are the cluster's, but only what names the client as issuer and subject is its own.
    refused("signer", pod(claims -> claims));
    refused("signer", pod(claims -> claims.subject("signer")));
    assertThat(
            code(
                Optional.of(
                    "Basic "
                        + Base64.getEncoder()
                            .encodeToString("robot:x".getBytes(StandardCharsets.UTF_8))),
                form("robot", pod(claims -> claims))))
        .isEqualTo(ErrorCode.INVALID_REQUEST);
  }

  @Test
  void what_was_made_for_something_else_is_no_assertion() {
    refused(
        "robot",
        cluster.signAs(
            cluster.claims(POD, HERE, clock.instant()).build(), new JOSEObjectType("logout+jwt")));
  }

  @Test
  void while_the_clusters_keys_can_not_be_had_nothing_is_said() {
    cluster.down(true);
    assertThat(code(form("robot", pod(claims -> claims))))
        .isEqualTo(ErrorCode.TEMPORARILY_UNAVAILABLE);
    cluster.down(false);
    assertThat(authenticate("robot", pod(claims -> claims)).id().value()).isEqualTo("robot");
  }

  private String pod(UnaryOperator<JWTClaimsSet.Builder> changed) {
    return cluster.sign(changed.apply(cluster.claims(POD, HERE, clock.instant())).build());
  }

  private String run(UnaryOperator<JWTClaimsSet.Builder> changed) {
    return pipelines.sign(
        changed
            .apply(
                pipelines
                    .claims("run", HERE, clock.instant())
                    .jwtID(UUID.randomUUID().toString())
                    .claim("owner", "lab")
                    .claim("ref", "refs/heads/main"))
            .build());
  }

  private Client workload(String id, String foreign, String when) {
    return TestClient.named(id)
        .authentication(new Authentication.Workload(foreign, condition(when)))
        .at(issuer.id());
  }

  private static Condition condition(String text) {
    return ((Conditions.Parsed) ForeignConditions.parse(text)).condition();
  }

  private static ForeignIssuer foreign(
      String name, org.symbolon.verify.ForeignIssuer who, boolean once, Optional<Condition> when) {
    return new ForeignIssuer(
        name,
        new Expectations(
            who.url().toString(),
            Set.of(HERE),
            Set.of("ES256"),
            Duration.ofMinutes(10),
            Duration.ofSeconds(30)),
        new ClientKeys.OfIssuer(who.url(), Reach.LOOPBACK),
        Set.of(TokenKind.JWT),
        once,
        when,
        List.of());
  }

  private static String[] form(String client, String assertion) {
    return new String[] {
      "client_id", client, "client_assertion_type", TYPE, "client_assertion", assertion
    };
  }

  private Client authenticate(String client, String assertion) {
    return authentication.authenticate(
        issuer, new Call(Optional.empty(), TestForm.of(form(client, assertion)), "192.0.2.1"));
  }

  private void refused(String client, String assertion) {
    assertThat(code(form(client, assertion))).as(client).isEqualTo(ErrorCode.INVALID_CLIENT);
  }

  private ErrorCode code(String... form) {
    return code(Optional.empty(), form);
  }

  private ErrorCode code(Optional<String> authorization, String... form) {
    ProtocolException refused =
        catchThrowableOfType(
            ProtocolException.class,
            () ->
                authentication.authenticate(
                    issuer, new Call(authorization, TestForm.of(form), "192.0.2.1")));
    assertThat(refused).as("refused").isNotNull();
    return refused.error().code();
  }
}
