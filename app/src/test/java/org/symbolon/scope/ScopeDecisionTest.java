package org.symbolon.scope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.symbolon.scope.PolicyFixture.EVERYONE;
import static org.symbolon.scope.PolicyFixture.GRANT;
import static org.symbolon.scope.PolicyFixture.ask;
import static org.symbolon.scope.PolicyFixture.policy;
import static org.symbolon.scope.PolicyFixture.reason;
import static org.symbolon.scope.PolicyFixture.request;
import static org.symbolon.scope.PolicyFixture.rule;
import static org.symbolon.scope.PolicyFixture.settle;
import static org.symbolon.scope.ScopePatternTest.scope;
import static org.symbolon.scope.ScopeSetTest.set;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.symbolon.resolver.ScopeQuestion;
import org.symbolon.resolver.Verdict;
import org.symbolon.scope.How.Quorum;

/** What is asked of whom, and how the answers make a decision. */
class ScopeDecisionTest {
  @Test
  void questions_are_gathered_by_resolver_and_asked_once() {
    ScopePolicy policy =
        policy(
            rule("storage.read:/**", EVERYONE, new How.Ask(List.of("posix", "ldap"), Quorum.ANY)),
            rule("storage.create:/**", EVERYONE, new How.Ask(List.of("posix"), Quorum.ALL)),
            rule("openid", EVERYONE, GRANT));
    Plan plan =
        policy.plan(
            request(
                "storage.read:/a openid storage.create:/a storage.read:/b",
                Optional.empty(),
                null));
    assertThat(plan.questions())
        .isEqualTo(
            Map.of(
                "posix",
                    List.of(
                        question("storage.read:/a"),
                        question("storage.create:/a"),
                        question("storage.read:/b")),
                "ldap", List.of(question("storage.read:/a"), question("storage.read:/b"))));
    assertThat(policy.resolvers()).containsExactlyInAnyOrder("posix", "ldap");
    assertThat(policy.rules()).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource({
    // first, second, all, any
    "GRANTED,     GRANTED,     GRANTED,   GRANTED",
    "GRANTED,     REFUSED,     REFUSED,   GRANTED",
    "GRANTED,     NOT_MINE,    GRANTED,   GRANTED",
    "GRANTED,     UNAVAILABLE, UNDECIDED, GRANTED",
    "REFUSED,     REFUSED,     REFUSED,   REFUSED",
    "REFUSED,     NOT_MINE,    REFUSED,   REFUSED",
    "REFUSED,     UNAVAILABLE, REFUSED,   UNDECIDED",
    "NOT_MINE,    NOT_MINE,    REFUSED,   REFUSED",
    "NOT_MINE,    UNAVAILABLE, UNDECIDED, UNDECIDED",
    "UNAVAILABLE, UNAVAILABLE, UNDECIDED, UNDECIDED"
  })
  void verdicts_are_joined_as_all_or_any(String one, String other, String all, String any) {
    assertThat(joined(Quorum.ALL, one, other)).isEqualTo(all);
    assertThat(joined(Quorum.ALL, other, one)).isEqualTo(all);
    assertThat(joined(Quorum.ANY, one, other)).isEqualTo(any);
    assertThat(joined(Quorum.ANY, other, one)).isEqualTo(any);
  }

  @Test
  void where_no_resolver_judges_the_scope_is_refused_with_that_reason() {
    Decision decision =
        asked(Quorum.ANY, List.of(new Verdict.NotMine()), List.of(new Verdict.NotMine()));
    assertThat(reason(decision)).isEqualTo("no resolver judged it");
  }

  @Test
  void a_refusal_tells_the_person_the_resolvers_reasons_and_the_log_all_of_them() {
    Decision decision =
        asked(
            Quorum.ANY,
            List.of(new Verdict.Refused("group ice has r-x on /x: no w")),
            List.of(new Verdict.NotMine()));
    assertThat(decision.refused())
        .singleElement()
        .satisfies(
            refused -> {
              assertThat(refused.reason()).isEqualTo("group ice has r-x on /x: no w");
              assertThat(refused.privateReason())
                  .isEqualTo(
                      "rule 1 (storage.*:/**): one: refused: group ice has r-x on /x: no w;"
                          + " other: not judged here");
            });
  }

  @Test
  void a_grant_tells_why() {
    Decision decision =
        asked(
            Quorum.ANY,
            List.of(new Verdict.Granted("owner ana has rwx on /x")),
            List.of(new Verdict.Refused("not entitled")));
    assertThat(decision.outcomes())
        .singleElement()
        .isInstanceOfSatisfying(
            Outcome.Granted.class,
            granted -> assertThat(granted.reasons()).containsExactly("owner ana has rwx on /x"));
    assertThat(decision.summary()).isEqualTo(new Decision.Whole(set("storage.create:/x")));
  }

  @Test
  void an_unavailable_resolver_makes_the_decision_can_not_say() {
    ScopePolicy policy = policy(ask(Quorum.ALL, "posix"), rule("openid", EVERYONE, GRANT));
    Plan plan = policy.plan(request("openid storage.create:/x", Optional.empty(), null));
    Decision decision =
        ScopePolicy.decide(
            plan, new Verdicts(Map.of("posix", List.of(new Verdict.Unavailable("mount hangs")))));
    assertThat(decision.summary())
        .isEqualTo(new Decision.CannotSay(Set.of(new Outcome.Unavailable("posix", "mount hangs"))));
    assertThat(decision.refused()).isEmpty();
  }

  @Test
  void a_missing_or_miscounted_answer_counts_as_unavailable() {
    Plan plan =
        policy(ask(Quorum.ALL, "posix"))
            .plan(request("storage.read:/a storage.read:/b", Optional.empty(), null));
    assertThat(ScopePolicy.decide(plan, Verdicts.NONE).unavailable())
        .containsExactly(new Outcome.Unavailable("posix", "gave no usable answer"));
    assertThat(
            ScopePolicy.decide(
                    plan, new Verdicts(Map.of("posix", List.of(new Verdict.Granted("yes")))))
                .granted())
        .isEqualTo(ScopeSet.EMPTY);
  }

  @Test
  void a_partly_refused_request_says_what_is_left_and_what_is_refused() {
    ScopePolicy policy = policy(rule("openid", EVERYONE, GRANT));
    Decision decision = settle(policy, "openid storage.read:/x");
    assertThat(decision.summary())
        .isEqualTo(new Decision.Narrowed(set("openid"), decision.refused()));
  }

  @Test
  void refusals_are_told_to_the_client_in_characters_it_may_get() {
    Decision decision =
        asked(
            Quorum.ANY,
            List.of(new Verdict.Refused("\"Übung\" is not yours\n")),
            List.of(new Verdict.NotMine()));
    assertThat(decision.summary())
        .isInstanceOfSatisfying(
            Decision.Narrowed.class,
            narrowed ->
                assertThat(narrowed.inWords())
                    .isEqualTo("storage.create:/x: ??bung? is not yours?"));
    assertThat(new Decision.Narrowed(ScopeSet.EMPTY, List.of()).inWords())
        .isEqualTo("less was granted before than is asked for now");
  }

  @Test
  void nothing_asked_is_nothing_granted() {
    ScopePolicy policy = policy(rule("*", EVERYONE, GRANT), rule("read:/**", EVERYONE, GRANT));
    assertThat(settle(policy, "").summary()).isEqualTo(new Decision.Whole(ScopeSet.EMPTY));
  }

  @Test
  void a_rule_that_asks_names_a_resolver() {
    assertThatIllegalArgumentException().isThrownBy(() -> new How.Ask(List.of(), Quorum.ALL));
  }

  // Explanations.

  @Test
  void every_step_leaves_an_explanation() {
    ScopePolicy policy =
        policy(
            rule("openid", EVERYONE, GRANT),
            rule("storage.create:/home/{username}/**", EVERYONE, GRANT),
            rule("storage.create:/**", new Who.Groups(Set.of("admins")), GRANT),
            ask(Quorum.ALL, "posix"));
    Plan plan = policy.planFully(request("storage.create:/home/bob", Optional.empty(), null));
    Decision decision =
        ScopePolicy.decide(
            plan, new Verdicts(Map.of("posix", List.of(new Verdict.Refused("no w for ana")))));
    assertThat(decision.outcomes().getFirst().trace().inWords())
        .containsExactly(
            "rule 1 (openid): is about other scopes",
            "rule 2 (storage.create:/home/{username}/**): its variables have no such value for"
                + " this requester",
            "rule 3 (storage.create:/**): is only for members of admins",
            "rule 4 (storage.*:/**): decides: asks posix",
            "posix: refused: no w for ana");
  }

  @Test
  void an_explanation_tells_grants_outages_and_wider_refusals() {
    assertThat(new Trace.Heard("ldap", new Verdict.Granted("entitled")).inWords())
        .isEqualTo("ldap: granted: entitled");
    assertThat(new Trace.Heard("ldap", new Verdict.Unavailable("down")).inWords())
        .isEqualTo("ldap: can not say: down");
    Rule refusal = rule("read:/x", EVERYONE, new How.Refuse("no"));
    assertThat(new Trace.Tried(refusal, Trace.Why.STOPS_WIDER).inWords())
        .isEqualTo("rule 0 (read:/x): refuses, as the scope would include what it names");
  }

  private static String joined(Quorum quorum, String one, String other) {
    Outcome outcome =
        asked(quorum, List.of(verdict(one)), List.of(verdict(other))).outcomes().getFirst();
    return switch (outcome) {
      case Outcome.Granted granted -> "GRANTED";
      case Outcome.Refused refused -> "REFUSED";
      case Outcome.Ignored ignored -> "IGNORED";
      case Outcome.Undecided undecided -> "UNDECIDED";
    };
  }

  private static Verdict verdict(String name) {
    return switch (name) {
      case "GRANTED" -> new Verdict.Granted("yes");
      case "REFUSED" -> new Verdict.Refused("no");
      case "NOT_MINE" -> new Verdict.NotMine();
      default -> new Verdict.Unavailable("down");
    };
  }

  private static Decision asked(Quorum quorum, List<Verdict> one, List<Verdict> other) {
    Plan plan =
        policy(ask(quorum, "one", "other"))
            .plan(request("storage.create:/x", Optional.empty(), null));
    return ScopePolicy.decide(plan, new Verdicts(Map.of("one", one, "other", other)));
  }

  private static ScopeQuestion question(String scope) {
    return scope(scope).question();
  }
}
