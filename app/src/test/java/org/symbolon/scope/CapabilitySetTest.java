package org.symbolon.scope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.symbolon.scope.PolicyFixture.EVERYONE;
import static org.symbolon.scope.PolicyFixture.GRANT;
import static org.symbolon.scope.PolicyFixture.PORTAL;
import static org.symbolon.scope.PolicyFixture.clientOnly;
import static org.symbolon.scope.PolicyFixture.reason;
import static org.symbolon.scope.PolicyFixture.request;
import static org.symbolon.scope.PolicyFixture.rule;
import static org.symbolon.scope.PolicyFixture.settle;
import static org.symbolon.scope.ScopeSetTest.set;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.symbolon.issuer.Profile;
import org.symbolon.resolver.Verdict;

/** The whole set or nothing, and a group for its members only. Ana is in project1 and ice. */
final class CapabilitySetTest {
  private static final String ICE = "wlcg.capabilityset:/ice";
  private static final String INSIDE = "storage.read:/ice storage.create:/ice/ana";

  private static CapabilitySet capabilities(String path, Set<String> groups) {
    DefaultScopes scopes =
        ((DefaultScopes.Parsed)
                DefaultScopes.parse(
                    List.of("storage.read:/ice", "storage.create:/ice/{username}"), Profile.PLAIN))
            .scopes();
    return new CapabilitySet(path, scopes, groups, Set.of(PORTAL));
  }

  private static ScopePolicy policy(Rule... rules) {
    return new ScopePolicy(
        Arrays.asList(rules),
        new Memberships(
            GroupPaths.PLAIN,
            List.of(
                capabilities("/ice", Set.of()),
                capabilities("/fire", Set.of()),
                capabilities("/dune/pro", Set.of("project1")))));
  }

  private static Rule sets(How how) {
    return rule("wlcg.capabilityset:*", EVERYONE, how);
  }

  private static final How ASK = new How.Ask(List.of("files"), How.Quorum.ALL);

  @Test
  void a_member_gets_all_of_it_and_the_token_says_its_scopes() {
    ScopeSet granted = settle(policy(sets(GRANT)), ICE).granted();
    assertThat(settle(policy(sets(GRANT)), ICE).summary()).isEqualTo(new Decision.Whole(granted));
    assertThat(granted).isEqualTo(set(ICE + " " + INSIDE));
    assertThat(CapabilitySet.withoutNames(granted)).isEqualTo(set(INSIDE));
    assertThat(settle(policy(sets(GRANT)), "wlcg.capabilityset:/dune/pro").granted().texts())
        .hasSize(3);
  }

  @Test
  void nobody_else_does_whatever_the_rules_say() {
    Decision decision = settle(policy(sets(GRANT)), "wlcg.capabilityset:/fire");
    assertThat(decision.granted().isEmpty()).isTrue();
    assertThat(reason(decision)).isEqualTo("only members of the group /fire may have it");
    Decision.Narrowed less = (Decision.Narrowed) decision.summary();
    assertThat(less.deniesAccess()).isTrue();
    assertThat(less.refusesAll()).isTrue();
  }

  @Test
  void without_a_rule_there_is_no_set() {
    assertThat(reason(settle(policy(), ICE))).isEqualTo("no rule of this site allows it");
    assertThat(reason(settle(policy(sets(GRANT)), "wlcg.capabilityset:/nowhere")))
        .contains("no such capability set");
  }

  @Test
  void one_refusal_of_the_sources_refuses_the_whole_set() {
    assertThat(asked("hers", "not hers").granted().isEmpty()).isTrue();
    assertThat(asked("hers", "hers").granted()).isEqualTo(set(ICE + " " + INSIDE));
    assertThat(asked("hers", "down").summary()).isInstanceOf(Decision.CannotSay.class);
    assertThat(asked("not hers", "down").summary()).isInstanceOf(Decision.Narrowed.class);
  }

  private static Decision asked(String... words) {
    Plan plan = policy(sets(ASK)).plan(request(ICE, Optional.empty(), null));
    assertThat(plan.questions().get("files"))
        .extracting("text")
        .containsExactly((Object[]) INSIDE.split(" "));
    List<Verdict> verdicts =
        Arrays.stream(words)
            .<Verdict>map(
                word ->
                    switch (word) {
                      case "hers" -> new Verdict.Granted(word);
                      case "down" -> new Verdict.Unavailable(word);
                      default -> new Verdict.Refused(word);
                    })
            .toList();
    return ScopePolicy.decide(plan, new Verdicts(Map.of("files", verdicts)));
  }

  @Test
  void a_refusal_before_it_holds_for_what_is_in_it() {
    Rule closed = rule("storage.create:/ice/ana/**", EVERYONE, new How.Refuse("Closed."));
    assertThat(reason(settle(policy(closed, sets(GRANT)), ICE)))
        .isEqualTo("it would include what is refused: Closed.");
    assertThat(settle(policy(sets(GRANT), closed), ICE).refused()).isEmpty();
  }

  /** A client that refreshes repeats what it got, or a part of it. */
  @Test
  void what_came_with_an_approved_set_may_be_narrowed() {
    Optional<String> approved = Optional.of(ICE + " " + INSIDE);
    ScopePolicy policy = policy(sets(GRANT));
    assertThat(settle(policy, request("storage.read:/ice/deep", approved, null)).granted())
        .isEqualTo(set("storage.read:/ice/deep"));
    assertThat(settle(policy, request(ICE + " " + INSIDE, approved, null)).refused()).isEmpty();
    assertThat(settle(policy, request("storage.read:/ice", Optional.empty(), null)).granted())
        .as("by itself no rule gives it")
        .isEqualTo(ScopeSet.EMPTY);
    assertThat(settle(policy(), request(INSIDE, approved, null)).granted())
        .as("the right to the set is lost")
        .isEqualTo(ScopeSet.EMPTY);
  }

  @Test
  void what_was_added_to_a_set_since_it_was_approved_is_not_given() {
    Optional<String> approved = Optional.of(ICE + " storage.read:/ice");
    assertThat(settle(policy(sets(GRANT)), request(ICE, approved, null)).granted())
        .isEqualTo(set(ICE + " storage.read:/ice"));
  }

  @Test
  void a_set_with_a_persons_path_is_nothing_for_a_client_acting_for_itself() {
    assertThat(reason(settle(policy(sets(GRANT)), clientOnly(ICE)))).contains("fits into no path");
  }

  /** Ana may have the sets of ice and project1. */
  @Test
  void what_may_be_asked_names_the_groups_and_sets_of_a_member_and_no_others() {
    assertThat(
            possible(rule("wlcg.groups*", EVERYONE, GRANT), sets(ASK), rule("*", EVERYONE, GRANT)))
        .containsExactly(
            "wlcg.groups",
            "wlcg.groups:/ice",
            "wlcg.groups:/project1",
            "wlcg.capabilityset:/dune/pro",
            ICE,
            "*");
    assertThat(
            possible(
                rule("wlcg.groups:/fire", EVERYONE, GRANT),
                rule("wlcg.groups:/ice", EVERYONE, new How.Refuse("no")),
                rule("wlcg.capabilityset:/fire", EVERYONE, GRANT),
                rule("wlcg.groups:*", EVERYONE, GRANT)))
        .containsExactly("wlcg.groups:/project1");
  }

  private static List<String> possible(Rule... rules) {
    return policy(rules).possible(request("", Optional.empty(), null), Map.of()).stream()
        .map(Possible::pattern)
        .toList();
  }

  @Test
  void a_group_is_told_of_its_members_only() {
    ScopePolicy policy = policy(rule("wlcg.groups*", EVERYONE, GRANT));
    assertThat(settle(policy, "wlcg.groups wlcg.groups:/ice").refused()).isEmpty();
    Decision decision = settle(policy, "wlcg.groups:/fire");
    assertThat(reason(decision)).isEqualTo("only members of the group /fire may have it");
    Decision.Narrowed less = (Decision.Narrowed) decision.summary();
    assertThat(less.deniesAccess()).isTrue();
    assertThat(less.refusesAll()).isFalse();
    assertThat(reason(settle(policy, clientOnly("wlcg.groups:/ice")))).contains("only members");
  }
}
