package org.symbolon.scope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.symbolon.scope.PolicyFixture.EVERYONE;
import static org.symbolon.scope.PolicyFixture.GRANT;
import static org.symbolon.scope.PolicyFixture.clientOnly;
import static org.symbolon.scope.PolicyFixture.policy;
import static org.symbolon.scope.PolicyFixture.reason;
import static org.symbolon.scope.PolicyFixture.rule;
import static org.symbolon.scope.PolicyFixture.settle;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.symbolon.condition.Conditions;

/** Rules about requests of which a condition holds. */
class ConditionalRulesTest {
  private static final String ASKED = "storage.read:/data";
  private static final String NO_ANSWER = "claims.nothing == 'x'";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "account.name == 'ana' && account.uid == 5000 && 'ice' in account.groups",
        "client.id == 'portal'",
        "claims.loa >= 2 && 'staff' in claims.affiliation",
        "now.getHours() == 12",
      })
  void account_client_claims_and_time_can_be_asked_about(String condition) {
    assertThat(settle(policy(rule("storage.read:/**", when(condition), GRANT)), ASKED).granted())
        .isEqualTo(ScopeSetTest.set(ASKED));
  }

  @Test
  void a_rule_whose_condition_does_not_hold_is_passed_over() {
    ScopePolicy policy =
        policy(
            rule("storage.read:/**", when("claims.loa > 2"), new How.Refuse("no")),
            rule("storage.read:/**", EVERYONE, GRANT));
    assertThat(settle(policy, ASKED).granted().texts()).containsExactly(ASKED);
  }

  @Test
  void a_condition_stands_beside_groups_users_and_clients() {
    Who both = new Who.AllOf(List.of(new Who.Groups(Set.of("ice")), when("claims.loa == 2")));
    Who other = new Who.AllOf(List.of(new Who.Groups(Set.of("fire")), when("claims.loa == 2")));
    assertThat(settle(policy(rule("compute.read", both, GRANT)), "compute.read").granted().texts())
        .containsExactly("compute.read");
    assertThat(settle(policy(rule("compute.read", other, GRANT)), "compute.read").refused())
        .hasSize(1);
    assertThat(both.inWords()).isEqualTo("members of ice and requests with claims.loa == 2");
  }

  @Test
  void a_grant_whose_condition_has_no_answer_is_no_yes() {
    assertThat(reason(settle(policy(rule("storage.*:/**", when(NO_ANSWER), GRANT)), ASKED)))
        .isEqualTo("no rule of this site allows it");
  }

  @Test
  void a_refusal_whose_condition_has_no_answer_does_not_let_a_later_rule_allow() {
    ScopePolicy policy =
        policy(
            rule("storage.read:/data/x/**", when(NO_ANSWER), new How.Refuse("it is closed")),
            rule("storage.read:/**", EVERYONE, GRANT));
    assertThat(reason(settle(policy, "storage.read:/data/x")))
        .isEqualTo("a condition of this site could not be checked");
    assertThat(settle(policy, ASKED).refused().getFirst().privateReason())
        .contains("rule 1 (storage.read:/data/x/**)", NO_ANSWER, "can not be answered", "nothing");
    assertThat(settle(policy, "storage.read:/other").granted().isEmpty()).isFalse();
  }

  @Test
  void a_question_whose_condition_has_no_answer_does_not_let_a_later_rule_allow() {
    How ask = new How.Ask(List.of("files"), How.Quorum.ALL);
    ScopePolicy policy =
        policy(
            rule("storage.read:/**", when(NO_ANSWER), ask),
            rule("storage.read:/**", EVERYONE, GRANT));
    assertThat(reason(settle(policy, ASKED)))
        .isEqualTo("a condition of this site could not be checked");
  }

  @Test
  void what_no_part_could_have_made_a_yes_needs_no_condition() {
    Who others = new Who.AllOf(List.of(when(NO_ANSWER), new Who.Groups(Set.of("fire"))));
    ScopePolicy policy =
        policy(
            rule("storage.read:/**", others, new How.Refuse("it is closed")),
            rule("storage.read:/**", EVERYONE, GRANT));
    assertThat(settle(policy, ASKED).granted().texts()).containsExactly(ASKED);
  }

  @Test
  void a_condition_over_a_person_is_not_about_a_client_acting_for_itself() {
    ScopePolicy policy =
        policy(
            rule("compute.read", when(NO_ANSWER), new How.Refuse("no")),
            rule("compute.read", when("account.uid != 5"), new How.Refuse("no")),
            rule("compute.read", when("client.id == 'portal'"), GRANT));
    assertThat(settle(policy, clientOnly("compute.read")).granted().texts())
        .containsExactly("compute.read");
  }

  @Test
  void a_condition_is_asked_once_in_a_request() {
    RuleConditions asked =
        RuleConditions.of(PolicyFixture.request(ASKED, java.util.Optional.empty(), null));
    Who.When first = when("claims.loa == 2");
    assertThat(asked.ask(first.condition()))
        .isSameAs(asked.ask(when("claims.loa == 2").condition()));
  }

  static Who.When when(String condition) {
    return switch (RuleConditions.parse(condition)) {
      case Conditions.Parsed parsed -> new Who.When(parsed.condition());
      case Conditions.Malformed malformed -> throw new AssertionError(malformed.why());
    };
  }
}
