package org.symbolon.scope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.symbolon.scope.ScopePatternTest.pattern;
import static org.symbolon.scope.ScopePatternTest.scope;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.symbolon.issuer.Profile;
import org.symbolon.protocol.ClientId;
import org.symbolon.resolver.Account;
import org.symbolon.resolver.Group;

class RuleIndexTest {
  private static final List<String> PATTERNS =
      List.of(
          "storage.read:/**",
          "storage.read:/data/**",
          "storage.read:/data/ana/**",
          "storage.read:/{group}/**",
          "storage.*:/data/{username}",
          "storage.create:/data/ana",
          "storage.modify:/*/ana/**",
          "storage.poll:/database/**",
          "write:/data/**",
          "read:/",
          "openid",
          "compute.*",
          "*",
          "site:thing",
          "wlcg.groups:/{group}",
          "site:{username}");

  @Test
  void the_index_changes_no_decision() {
    Random random = new Random(42);
    ScopeGenerator generate = new ScopeGenerator(random);
    for (int round = 0; round < 5_000; round++) {
      ScopePolicy policy = randomPolicy(random);
      PolicyRequest request = randomRequest(generate, random);
      assertThat(results(policy.plan(request)))
          .as("%s under %s", request.requested(), policy.rules())
          .isEqualTo(results(policy.planFully(request)));
    }
  }

  static ScopePolicy randomPolicy(Random random) {
    List<Rule> rules = new ArrayList<>();
    for (int count = random.nextInt(8); count > 0; count--) {
      rules.add(
          new Rule(
              "rule " + count,
              pattern(PATTERNS.get(random.nextInt(PATTERNS.size()))),
              random.nextInt(4) > 0 ? new Who.Everyone() : new Who.Users(Set.of("bob")),
              how(random)));
    }
    return new ScopePolicy(rules);
  }

  static PolicyRequest randomRequest(ScopeGenerator generate, Random random) {
    return request(generate, random.nextBoolean());
  }

  @Test
  void a_thousand_rules_are_tried_as_few_at_a_time_as_ten() {
    RuleIndex ten = new RuleIndex(rules(10));
    RuleIndex thousand = new RuleIndex(rules(1000));
    Scope scope = scope("storage.read:/data/project7/x");
    assertThat(thousand.candidates(scope)).hasSameSizeAs(ten.candidates(scope)).hasSize(2);
    assertThat(thousand.candidates(scope("openid"))).hasSize(1);
  }

  private static List<Rule> rules(int count) {
    List<Rule> rules = new ArrayList<>();
    rules.add(rule("openid", new How.Grant()));
    for (int number = 0; number < count; number++) {
      rules.add(rule("storage.read:/data/project" + number + "/**", new How.Grant()));
      rules.add(rule("storage.create:/data/project" + number + "/**", new How.Refuse("full")));
    }
    rules.add(rule("storage.read:/**", new How.Grant()));
    return rules;
  }

  private static Rule rule(String pattern, How how) {
    return new Rule("rule", pattern(pattern), new Who.Everyone(), how);
  }

  private static How how(Random random) {
    return switch (random.nextInt(3)) {
      case 0 -> new How.Grant();
      case 1 -> new How.Refuse("no");
      default -> new How.Ask(List.of("posix"), How.Quorum.ALL);
    };
  }

  private static PolicyRequest request(ScopeGenerator generate, boolean person) {
    Account ana =
        new Account(
            "ana",
            OptionalLong.of(5000),
            OptionalLong.empty(),
            Set.of(Group.named("data"), Group.named("cms")),
            Map.of());
    return new PolicyRequest(
        person ? Optional.of(ana) : Optional.empty(),
        new ClientId("portal"),
        generate.set(Profile.PLAIN),
        Profile.PLAIN,
        PolicyFixture.NOON);
  }

  /** What the plan says, without how many rules it tried. */
  private static List<String> results(Plan plan) {
    return plan.items().stream()
        .map(
            item ->
                switch (item) {
                  case Plan.Settled(Outcome.Granted granted) -> "granted " + granted.rule();
                  case Plan.Settled(Outcome.Refused refused) ->
                      "refused " + refused.privateReason();
                  case Plan.Settled(Outcome.Ignored ignored) -> "ignored";
                  case Plan.Settled(Outcome.Undecided undecided) -> "undecided";
                  case Plan.Asking asking -> "asking " + asking.rule();
                  case Plan.Whole whole -> "whole " + whole.name().rule();
                })
        .toList();
  }
}
