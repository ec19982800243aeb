package org.symbolon.scope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.symbolon.scope.PolicyFixture.EVERYONE;
import static org.symbolon.scope.PolicyFixture.GRANT;
import static org.symbolon.scope.PolicyFixture.PORTAL;
import static org.symbolon.scope.PolicyFixture.ask;
import static org.symbolon.scope.PolicyFixture.clientOnly;
import static org.symbolon.scope.PolicyFixture.policy;
import static org.symbolon.scope.PolicyFixture.reason;
import static org.symbolon.scope.PolicyFixture.request;
import static org.symbolon.scope.PolicyFixture.rule;
import static org.symbolon.scope.PolicyFixture.settle;
import static org.symbolon.scope.ScopePatternTest.pattern;
import static org.symbolon.scope.ScopePatternTest.scope;
import static org.symbolon.scope.ScopeSetTest.set;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.symbolon.protocol.ClientId;
import org.symbolon.scope.How.Quorum;

/** Which rule decides, and what it decides without asking. */
class ScopePolicyTest {
  // Who and which rule.

  @Test
  void the_first_rule_that_matches_decides() {
    ScopePolicy policy =
        policy(
            rule("storage.read:/data/open/**", EVERYONE, GRANT),
            rule("storage.read:/data/**", EVERYONE, new How.Refuse("data is closed")),
            rule("storage.read:/**", EVERYONE, GRANT));
    Decision decision = settle(policy, "storage.read:/data/open/x storage.read:/data/x");
    assertThat(decision.granted().text()).isEqualTo("storage.read:/data/open/x");
    assertThat(decision.refused())
        .singleElement()
        .satisfies(
            refused -> {
              assertThat(refused.asked()).isEqualTo(scope("storage.read:/data/x"));
              assertThat(refused.reason()).isEqualTo("data is closed");
              assertThat(refused.privateReason())
                  .isEqualTo("rule 2 (storage.read:/data/**): data is closed");
            });
  }

  @Test
  void no_rule_no_scope() {
    Decision decision = settle(policy(rule("openid", EVERYONE, GRANT)), "storage.read:/x");
    assertThat(decision.granted().isEmpty()).isTrue();
    assertThat(reason(decision)).isEqualTo("no rule of this site allows it");
  }

  @Test
  void a_rule_for_others_is_passed_over() {
    ScopePolicy policy =
        policy(
            rule("compute.*", new Who.Groups(Set.of("admins")), GRANT),
            rule("compute.*", new Who.Users(Set.of("bob")), GRANT),
            rule("compute.*", new Who.Clients(Set.of(new ClientId("batch"))), GRANT));
    assertThat(reason(settle(policy, "compute.read"))).isEqualTo("no rule of this site allows it");
  }

  @Test
  void groups_users_and_clients_say_whom_a_rule_is_about() {
    assertGranted(new Who.Groups(Set.of("project1", "admins")));
    assertGranted(new Who.Users(Set.of("ana")));
    assertGranted(new Who.Clients(Set.of(PORTAL)));
    assertGranted(
        new Who.AllOf(List.of(new Who.Groups(Set.of("ice")), new Who.Clients(Set.of(PORTAL)))));
  }

  @Test
  void all_parts_of_a_combined_who_must_hold() {
    Who both =
        new Who.AllOf(
            List.of(new Who.Groups(Set.of("ice")), new Who.Clients(Set.of(new ClientId("x")))));
    assertThat(settle(policy(rule("compute.read", both, GRANT)), "compute.read").granted())
        .isEqualTo(ScopeSet.EMPTY);
    assertThatIllegalArgumentException().isThrownBy(() -> new Who.AllOf(List.of()));
  }

  @Test
  void whom_a_rule_is_about_can_be_read_aloud() {
    assertThat(EVERYONE.inWords()).isEqualTo("everyone");
    assertThat(
            new Who.AllOf(
                    List.of(
                        new Who.Groups(Set.of("b", "a")),
                        new Who.Users(Set.of("ana")),
                        new Who.Clients(Set.of(PORTAL))))
                .inWords())
        .isEqualTo("members of a, b and the accounts ana and the clients portal");
  }

  // Refusals and what would include them.

  @ParameterizedTest
  @ValueSource(
      strings = {"storage.read:/data", "storage.read:/", "storage.read:/data/secret/deeper"})
  void a_refusal_also_stops_a_wider_scope_that_would_include_it(String asked) {
    ScopePolicy policy =
        policy(
            rule("storage.read:/data/secret/**", EVERYONE, new How.Refuse("it is secret")),
            rule("storage.read:/**", EVERYONE, GRANT));
    assertThat(reason(settle(policy, asked))).contains("it is secret");
    assertThat(settle(policy, "storage.read:/data/other").granted().isEmpty()).isFalse();
  }

  @Test
  void a_refusal_to_create_also_stops_modify_which_contains_it() {
    ScopePolicy policy =
        policy(
            rule("storage.create:/archive/**", EVERYONE, new How.Refuse("the archive is full")),
            rule("storage.*:/**", EVERYONE, GRANT));
    assertThat(reason(settle(policy, "storage.modify:/archive/x")))
        .isEqualTo("it would include what is refused: the archive is full");
    assertThat(settle(policy, "storage.read:/archive/x").granted().isEmpty()).isFalse();
  }

  @Test
  void a_refusal_for_others_stops_nothing() {
    ScopePolicy policy =
        policy(
            rule(
                "storage.read:/data/secret/**",
                new Who.Groups(Set.of("guests")),
                new How.Refuse("no guests")),
            rule("storage.read:/**", EVERYONE, GRANT));
    assertThat(settle(policy, "storage.read:/data").granted().text())
        .isEqualTo("storage.read:/data");
  }

  // Names that are no authorization.

  @ParameterizedTest
  @ValueSource(strings = {"profile", "email", "address", "phone", "groups", "something:new"})
  void an_unknown_name_is_ignored(String name) {
    Decision decision = settle(policy(rule("openid", EVERYONE, GRANT)), "openid " + name);
    assertThat(decision.summary()).isEqualTo(new Decision.Whole(set("openid")));
    assertThat(decision.ignored())
        .singleElement()
        .extracting(Outcome::asked)
        .isEqualTo(scope(name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"compute.read", "queue", "condor:/READ", "wlcg.groups", "read:/x"})
  void an_authorization_without_a_rule_is_refused_not_ignored(String asked) {
    assertThat(settle(policy(), asked).refused()).hasSize(1);
  }

  @Test
  void a_name_that_a_rule_gives_to_others_is_refused_not_ignored() {
    ScopePolicy policy =
        policy(
            rule("admin", new Who.Users(Set.of("bob")), GRANT),
            rule("vo:{group}", EVERYONE, GRANT));
    assertThat(settle(policy, "admin").refused()).hasSize(1);
    assertThat(settle(policy, "vo:others").refused()).hasSize(1);
    assertThat(settle(policy, "vo:ice").granted().text()).isEqualTo("vo:ice");
  }

  // Clients acting for themselves.

  @Test
  void a_client_acting_for_itself_is_matched_by_clients_and_everyone_only() {
    ScopePolicy policy =
        policy(
            rule("compute.read", new Who.Groups(Set.of("ice")), GRANT),
            rule("compute.cancel", new Who.Users(Set.of("portal")), GRANT),
            rule("compute.create", new Who.Clients(Set.of(PORTAL)), GRANT),
            rule("compute.modify", EVERYONE, GRANT),
            rule("storage.read:/home/{username}/**", EVERYONE, GRANT));
    Decision decision =
        ScopePolicy.decide(
            policy.plan(
                clientOnly(
                    "compute.read compute.cancel compute.create compute.modify"
                        + " storage.read:/home/portal")),
            Verdicts.NONE);
    assertThat(decision.granted().text()).isEqualTo("compute.create compute.modify");
  }

  @Test
  void a_client_acting_for_itself_has_no_account_to_ask_about() {
    ScopePolicy policy = policy(ask(Quorum.ALL, "posix"));
    Plan plan = policy.plan(clientOnly("storage.read:/x"));
    assertThat(plan.questions()).isEmpty();
    assertThat(reason(ScopePolicy.decide(plan, Verdicts.NONE))).contains("local account");
  }

  // Ceilings.

  @Test
  void a_scope_wider_than_the_ceiling_is_narrowed_to_its_parts() {
    Decision decision =
        settle(
            policy(rule("storage.read:/**", EVERYONE, GRANT)),
            request("storage.read:/", Optional.of("storage.read:/a storage.read:/b openid"), null));
    assertThat(decision.summary())
        .isEqualTo(new Decision.Narrowed(set("storage.read:/a storage.read:/b"), List.of()));
  }

  @Test
  void a_scope_beyond_the_ceiling_is_refused_and_a_mere_name_ignored() {
    ScopePolicy policy =
        policy(rule("storage.read:/**", EVERYONE, GRANT), rule("email", EVERYONE, GRANT));
    Decision decision =
        settle(
            policy, request("storage.read:/x profile email", Optional.of("storage.read:/y"), null));
    assertThat(decision.granted()).isEqualTo(ScopeSet.EMPTY);
    assertThat(decision.refused())
        .extracting(refused -> refused.asked().text())
        .containsExactly("storage.read:/x", "email");
    assertThat(decision.refused().getFirst().reason()).isEqualTo("it was not granted before");
    assertThat(decision.ignored()).hasSize(1);
  }

  @Test
  void an_empty_ceiling_allows_nothing() {
    Decision decision =
        settle(
            policy(rule("storage.read:/**", EVERYONE, GRANT)),
            request("storage.read:/x", Optional.of(""), null));
    assertThat(decision.granted()).isEqualTo(ScopeSet.EMPTY);
  }

  @Test
  void a_client_gets_only_what_its_patterns_allow() {
    ScopePolicy policy = policy(rule("storage.read:/**", EVERYONE, GRANT));
    List<ScopePattern> mayAsk = List.of(pattern("storage.read:/home/{username}/**"));
    assertThat(
            settle(policy, request("storage.read:/home/ana", Optional.empty(), mayAsk)).granted())
        .isEqualTo(set("storage.read:/home/ana"));
    assertThat(reason(settle(policy, request("storage.read:/", Optional.empty(), mayAsk))))
        .isEqualTo("this client may not ask for it");
    assertThat(settle(policy, request("storage.read:/x", Optional.empty(), List.of())).granted())
        .isEqualTo(ScopeSet.EMPTY);
  }

  private static void assertGranted(Who who) {
    assertThat(settle(policy(rule("compute.read", who, GRANT)), "compute.read").granted().text())
        .isEqualTo("compute.read");
  }
}
