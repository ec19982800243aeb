package org.symbolon.scope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.symbolon.scope.ScopePatternTest.pattern;
import static org.symbolon.scope.ScopeSetTest.set;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.symbolon.issuer.Profile;
import org.symbolon.protocol.ClientId;
import org.symbolon.resolver.Account;
import org.symbolon.resolver.Group;
import org.symbolon.scope.How.Quorum;

/** A person, a client, and short ways to write policies and requests. */
final class PolicyFixture {
  static final ClientId PORTAL = new ClientId("portal");
  static final Account ANA =
      new Account(
          "ana",
          OptionalLong.of(5000),
          OptionalLong.of(100),
          Set.of(Group.of("project1", 12350), Group.named("ice"), Group.numbered(77)),
          Map.of());
  static final Who EVERYONE = new Who.Everyone();
  static final Circumstances NOON =
      new Circumstances(
          Map.of("loa", 2, "affiliation", List.of("staff", "member")),
          Instant.parse("2026-03-02T12:00:00Z"));
  static final How GRANT = new How.Grant();

  private PolicyFixture() {}

  static String reason(Decision decision) {
    assertThat(decision.refused()).hasSize(1);
    return decision.refused().getFirst().reason();
  }

  static Decision settle(ScopePolicy policy, String asked) {
    return settle(policy, request(asked, Optional.empty(), null));
  }

  static Decision settle(ScopePolicy policy, PolicyRequest request) {
    Plan plan = policy.plan(request);
    assertThat(plan.questions()).isEmpty();
    return ScopePolicy.decide(plan, Verdicts.NONE);
  }

  static PolicyRequest request(
      String asked, Optional<String> ceiling, @Nullable List<ScopePattern> mayAsk) {
    return new PolicyRequest(
        Optional.of(ANA),
        PORTAL,
        set(asked),
        ceiling.map(ScopeSetTest::set),
        Optional.ofNullable(mayAsk),
        Profile.PLAIN,
        NOON);
  }

  static PolicyRequest clientOnly(String asked) {
    return new PolicyRequest(Optional.empty(), PORTAL, set(asked), Profile.PLAIN, NOON);
  }

  static Rule rule(String pattern, Who who, How how) {
    return new Rule("rule 0", pattern(pattern), who, how);
  }

  static Rule ask(Quorum quorum, String... resolvers) {
    return rule("storage.*:/**", EVERYONE, new How.Ask(List.of(resolvers), quorum));
  }

  static ScopePolicy policy(Rule... rules) {
    List<Rule> numbered = new ArrayList<>();
    for (Rule rule : rules) {
      numbered.add(
          new Rule(
              "rule " + (numbered.size() + 1),
              rule.pattern(),
              rule.who(),
              rule.how(),
              rule.leastDepth()));
    }
    return new ScopePolicy(numbered);
  }
}
