package org.symbolon.scope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.symbolon.scope.PolicyFixture.EVERYONE;
import static org.symbolon.scope.PolicyFixture.GRANT;
import static org.symbolon.scope.PolicyFixture.policy;
import static org.symbolon.scope.PolicyFixture.reason;
import static org.symbolon.scope.PolicyFixture.request;
import static org.symbolon.scope.PolicyFixture.settle;
import static org.symbolon.scope.ScopePatternTest.pattern;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.symbolon.resolver.ScopeQuestion;
import org.symbolon.resolver.ScopeQuestion.Subtree;
import org.symbolon.resolver.Verdict;
import org.symbolon.scope.How.Quorum;

/** Rules that want the tree below a path judged too, and paths of a least depth. */
class SubtreeRulesTest {
  private static final Subtree BOUNDS = new Subtree(100, Duration.ofSeconds(1));
  private static final Verdict TOP = new Verdict.Granted("owner ana has rwx on /x");
  private static final Verdict ALL_OF_IT = new Verdict.Granted("and on all below", true);

  @Test
  void the_rules_bounds_are_part_of_the_question() {
    assertThat(plan(Quorum.ALL, "storage.read:/x").questions().get("posix"))
        .extracting(ScopeQuestion::subtree)
        .containsExactly(Optional.of(BOUNDS));
  }

  @Test
  void a_scope_without_a_path_has_nothing_below_it() {
    Plan plan = plan(Quorum.ALL, "compute.read");
    assertThat(plan.questions().get("posix"))
        .extracting(ScopeQuestion::subtree)
        .containsExactly(Optional.empty());
    assertThat(decided(plan, TOP, new Verdict.NotMine()).refused()).isEmpty();
  }

  @Test
  void a_grant_tells_whether_what_lies_below_was_checked() {
    Plan walked = plan(Quorum.ALL, "storage.read:/x");
    assertThat(checked(decided(walked, ALL_OF_IT, new Verdict.NotMine()))).isTrue();
    Plan top =
        policy(PolicyFixture.ask(Quorum.ALL, "posix", "ldap"))
            .plan(request("storage.read:/x", Optional.empty(), null));
    assertThat(checked(decided(top, TOP, TOP))).isFalse();
  }

  @Test
  void the_word_of_one_who_has_not_looked_below_is_no_grant() {
    for (Quorum quorum : Quorum.values()) {
      Plan plan = plan(quorum, "storage.read:/x");
      assertThat(reason(decided(plan, TOP, TOP)))
          .isEqualTo("what lies below it must be checked as well, and nobody asked could do that");
      assertThat(reason(decided(plan, TOP, new Verdict.Refused("not on /x/y"))))
          .isEqualTo("not on /x/y");
      assertThat(decided(plan, TOP, new Verdict.Unavailable("down")).summary())
          .isInstanceOf(Decision.CannotSay.class);
      assertThat(decided(plan, TOP, ALL_OF_IT).refused()).isEmpty();
    }
  }

  @Test
  void a_path_that_is_not_deep_enough_is_refused_before_anybody_is_asked() {
    How ask = new How.Ask(List.of("posix"), Quorum.ALL);
    ScopePolicy asking = policy(deep(2, "storage.read:/**", ask));
    assertThat(reason(settle(asking, "storage.read:/data")))
        .isEqualTo("the path must name something at least 2 levels deep");
    assertThat(reason(settle(asking, "storage.read:/"))).contains("2 levels");
    assertThat(asking.plan(request("storage.read:/data/x", Optional.empty(), null)).questions())
        .isNotEmpty();

    ScopePolicy granting = policy(deep(1, "storage.read:/**", GRANT), deep(0, "*", GRANT));
    assertThat(reason(settle(granting, "storage.read:/"))).contains("1 level deep");
    assertThat(settle(granting, "storage.read:/x openid").refused()).isEmpty();
  }

  @Test
  void a_later_rule_does_not_help_a_path_that_is_too_shallow() {
    ScopePolicy policy =
        policy(deep(1, "storage.read:/**", GRANT), deep(0, "storage.read:/**", GRANT));
    assertThat(settle(policy, "storage.read:/").refused()).hasSize(1);
  }

  private static boolean checked(Decision decision) {
    return ((Outcome.Granted) decision.outcomes().getFirst()).subtreeChecked();
  }

  private static Rule deep(int depth, String pattern, How how) {
    return new Rule("deep", pattern(pattern), EVERYONE, how, depth);
  }

  private static Plan plan(Quorum quorum, String asked) {
    How ask = new How.Ask(List.of("posix", "ldap"), quorum, Optional.of(BOUNDS));
    return policy(deep(0, "storage.read:/**", ask), deep(0, "compute.read", ask))
        .plan(request(asked, Optional.empty(), null));
  }

  private static Decision decided(Plan plan, Verdict posix, Verdict ldap) {
    return ScopePolicy.decide(
        plan, new Verdicts(Map.of("posix", List.of(posix), "ldap", List.of(ldap))));
  }
}
