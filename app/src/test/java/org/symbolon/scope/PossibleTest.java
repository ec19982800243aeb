package org.symbolon.scope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.symbolon.scope.ConditionalRulesTest.when;
import static org.symbolon.scope.PolicyFixture.EVERYONE;
import static org.symbolon.scope.PolicyFixture.GRANT;
import static org.symbolon.scope.PolicyFixture.policy;
import static org.symbolon.scope.PolicyFixture.rule;
import static org.symbolon.scope.ScopePatternTest.pattern;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.symbolon.issuer.Profile;

/** What a requester may have, as far as rules say. */
class PossibleTest {
  private static final How ASK = new How.Ask(List.of("files"), How.Quorum.ALL);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "storage.read:/data/**   | storage.read:/data/ana/**   | storage.read:/data/ana/**",
        "storage.read:/data/**   | storage.read:/data          | storage.read:/data",
        "storage.read:/data      | storage.read:/data/x/**     | -",
        "storage.read:/data/*/x  | storage.read:/data/ana/**   | storage.read:/data/ana/x",
        "storage.read:/*/x/**    | storage.read:/data/**       | storage.read:/data/x/**",
        "storage.read:/a/**      | storage.read:/b/**          | -",
        "storage.read:/**        | storage.create:/**          | -",
        "storage.read:/**        | storage.read:/**            | storage.read:/**",
        "storage.read:/a%2Ab/**  | storage.read:/**            | storage.read:/a%2Ab/**",
        "compute.*               | compute.read                | compute.read",
        "compute.*               | *                           | compute.*",
        "compute.read            | queue                       | -",
        "compute.read            | storage.read:/**            | -",
      })
  void two_patterns_have_in_common_what_both_match(String one, String other, String both) {
    assertThat(meet(one, other)).isEqualTo(Optional.ofNullable(both));
    assertThat(meet(other, one)).isEqualTo(Optional.ofNullable(both));
  }

  @Test
  void variables_are_filled_in_and_each_group_has_its_own() {
    assertThat(
            possible(
                rule("storage.read:/home/{username}/**", EVERYONE, GRANT),
                rule("storage.read:/data/{group}-raw/**", EVERYONE, GRANT),
                rule("wlcg.groups:/{group}", EVERYONE, GRANT)))
        .containsExactly(
            "storage.read:/home/ana/**",
            "storage.read:/data/ice-raw/**",
            "storage.read:/data/project1-raw/**",
            "wlcg.groups:/ice",
            "wlcg.groups:/project1");
  }

  @Test
  void what_is_for_others_or_whose_condition_does_not_hold_is_left_out() {
    assertThat(
            possible(
                rule("openid", new Who.Groups(Set.of("fire")), GRANT),
                rule("profile", when("claims.loa > 7"), GRANT),
                rule("email", when("claims.nothing > 7"), GRANT),
                rule("queue", when("claims.loa == 2"), GRANT)))
        .containsExactly("queue");
  }

  @Test
  void what_earlier_rules_refuse_is_told_and_what_they_refuse_wholly_is_left_out() {
    List<Possible> possible =
        policy(
                rule("storage.read:/data/raw/**", EVERYONE, new How.Refuse("no")),
                rule("storage.modify:/**", when("claims.nothing == 1"), ASK),
                rule("storage.read:/**", EVERYONE, ASK),
                rule("storage.modify:/data/**", EVERYONE, GRANT),
                rule("storage.read:/data/raw/x/**", EVERYONE, GRANT))
            .possible(PolicyFixture.request("", Optional.empty(), null), Map.of());
    assertThat(possible)
        .extracting(Possible::inWords)
        .containsExactly("storage.read:/**  as files allows  except storage.read:/data/raw/**");
  }

  @Test
  void a_resolver_that_lists_what_it_gives_narrows_what_is_asked_of_it() {
    List<Possible> possible =
        policy(rule("storage.read:/data/**", EVERYONE, ASK))
            .possible(
                PolicyFixture.request("", Optional.empty(), null),
                Map.of(
                    "files",
                    List.of(
                        pattern("storage.read:/data/ana/**"),
                        pattern("storage.read:/home/**"),
                        pattern("compute.read"))));
    assertThat(possible).extracting(Possible::pattern).containsExactly("storage.read:/data/ana/**");
  }

  @Test
  void a_clients_own_patterns_narrow_it_too() {
    List<Possible> possible =
        policy(rule("storage.*:/**", EVERYONE, GRANT))
            .possible(
                PolicyFixture.request(
                    "", Optional.empty(), List.of(pattern("storage.read:/home/{username}/**"))),
                Map.of());
    assertThat(possible).extracting(Possible::pattern).containsExactly("storage.read:/home/ana/**");
  }

  @Test
  void nothing_is_ever_granted_that_was_not_possible() {
    Random random = new Random(20261121);
    for (int round = 0; round < 400; round++) {
      ScopeGenerator generate = new ScopeGenerator(random);
      ScopePolicy policy = RuleIndexTest.randomPolicy(random);
      PolicyRequest request = RuleIndexTest.randomRequest(generate, random);
      List<ScopePattern> possible =
          policy.possible(request, Map.of()).stream().map(one -> pattern(one.pattern())).toList();
      Requester requester = Requester.of(request);
      for (Plan.Item item : policy.plan(request).items()) {
        Optional<Scope> open =
            switch (item) {
              case Plan.Asking asking -> Optional.of(asking.scope());
              case Plan.Settled(Outcome.Granted granted) -> Optional.of(granted.scope());
              case Plan.Settled settled -> Optional.empty();
              case Plan.Whole whole -> Optional.of(whole.name().scope());
            };
        open.ifPresent(
            scope ->
                assertThat(possible)
                    .as(scope.text())
                    .anyMatch(one -> one.match(scope, requester) == ScopePattern.Match.MATCHES));
      }
    }
  }

  private static List<String> possible(Rule... rules) {
    return policy(rules)
        .possible(PolicyFixture.request("", Optional.empty(), null), Map.of())
        .stream()
        .map(Possible::pattern)
        .toList();
  }

  private static Optional<String> meet(String one, String other) {
    return PatternMeet.meet(expanded(one), expanded(other)).map(ScopePattern::text);
  }

  private static ScopePattern expanded(String text) {
    return PatternMeet.expand(
            ((ScopePattern.Parsed) ScopePattern.parse(text, Profile.PLAIN)).pattern(),
            Requester.of(PolicyFixture.request("", Optional.empty(), null)))
        .getFirst();
  }
}
