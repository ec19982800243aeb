package org.symbolon.bench.micro;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.symbolon.condition.Conditions;
import org.symbolon.issuer.Profile;
import org.symbolon.protocol.ClientId;
import org.symbolon.resolver.Account;
import org.symbolon.resolver.Group;
import org.symbolon.resolver.Verdict;
import org.symbolon.scope.Circumstances;
import org.symbolon.scope.Decision;
import org.symbolon.scope.How;
import org.symbolon.scope.Plan;
import org.symbolon.scope.PolicyRequest;
import org.symbolon.scope.Rule;
import org.symbolon.scope.RuleConditions;
import org.symbolon.scope.ScopePattern;
import org.symbolon.scope.ScopePolicy;
import org.symbolon.scope.ScopeSet;
import org.symbolon.scope.Verdicts;
import org.symbolon.scope.Who;

/** Plan and decide, without the asking, by the number of rules: parsing the request included. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class PolicyBenchmark {
  private static final String ASKED =
      "openid offline_access storage.read:/project7/results storage.modify:/home/ana";
  private static final Verdict YES = new Verdict.Granted("the file system allows it");

  private static final Circumstances NOON =
      new Circumstances(
          Map.of("assurance", List.of("https://refeds.org/assurance/IAP/medium")),
          Instant.parse("2026-03-02T12:00:00Z"));

  @Param({"10", "1000"})
  public int rules;

  /** Whether one rule in ten is about requests with a condition, and the deciding ones too. */
  @Param({"false", "true"})
  public boolean conditions;

  private ScopePolicy policy = new ScopePolicy(List.of());
  private final Account account =
      new Account(
          "ana",
          OptionalLong.of(20_001),
          OptionalLong.of(30_000),
          Set.of(Group.of("project7", 30_007), Group.of("staff", 30_000)),
          Map.of());

  /** Projects' own rules, then those for everyone: what is asked for matches near the end. */
  @Setup
  public void build() {
    List<Rule> built = new ArrayList<>();
    for (int number = 0; built.size() < rules - 3; number++) {
      built.add(
          rule(
              built.size(),
              "storage.read:/archive" + number + "/**",
              conditions && number % 10 == 0
                  ? when("'project" + number + "' in account.groups")
                  : new Who.Groups(Set.of("project" + number)),
              new How.Grant()));
    }
    built.add(rule(built.size(), "openid", new Who.Everyone(), new How.Grant()));
    built.add(rule(built.size(), "offline_access", new Who.Everyone(), new How.Grant()));
    built.add(
        rule(
            built.size(),
            "storage.*:/**",
            conditions
                ? when(
                    "claims.assurance.exists(a, a.endsWith('/medium')) && now.getHours() < 18"
                        + " && client.id == 'tool'")
                : new Who.Everyone(),
            new How.Ask(List.of("storage"), How.Quorum.ALL)));
    policy = new ScopePolicy(built);
  }

  private static Who when(String text) {
    return switch (RuleConditions.parse(text)) {
      case Conditions.Parsed parsed -> new Who.When(parsed.condition());
      case Conditions.Malformed malformed -> throw new IllegalStateException(malformed.why());
    };
  }

  private static Rule rule(int number, String pattern, Who who, How how) {
    return switch (ScopePattern.parse(pattern, Profile.WLCG)) {
      case ScopePattern.Parsed parsed -> new Rule("rule " + number, parsed.pattern(), who, how);
      case ScopePattern.Malformed malformed -> throw new IllegalStateException(malformed.why());
    };
  }

  @Benchmark
  public Decision planAndDecide() {
    ScopeSet requested = ((ScopeSet.Parsed) ScopeSet.parse(ASKED, Profile.WLCG)).scopes();
    Plan plan =
        policy.plan(
            new PolicyRequest(
                Optional.of(account), new ClientId("tool"), requested, Profile.WLCG, NOON));
    Map<String, List<Verdict>> verdicts = new LinkedHashMap<>();
    plan.questions()
        .forEach(
            (resolver, questions) ->
                verdicts.put(resolver, questions.stream().map(question -> YES).toList()));
    return ScopePolicy.decide(plan, new Verdicts(verdicts));
  }
}
