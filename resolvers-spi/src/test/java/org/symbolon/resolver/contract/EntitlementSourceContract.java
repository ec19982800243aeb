package org.symbolon.resolver.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.symbolon.resolver.Account;
import org.symbolon.resolver.EntitlementSource;
import org.symbolon.resolver.EntitlementSource.Entitlements;
import org.symbolon.resolver.Resolver;

/** What holds for every resolver that says what an account may have at all. */
public abstract class EntitlementSourceContract extends ResolverContract {
  /** An account the source has entitlements for. */
  protected abstract Account entitledAccount();

  /** The patterns of {@link #entitledAccount}, at least one. */
  protected abstract List<String> entitlements();

  /** A well-formed name the source does not know. */
  protected abstract String unknownUser();

  @Test
  final void an_entitled_account_has_its_patterns() {
    assertThat(source().entitlements(entitledAccount(), soon()))
        .isInstanceOfSatisfying(
            Entitlements.Patterns.class,
            answer ->
                assertThat(answer.patterns())
                    .isNotEmpty()
                    .containsExactlyInAnyOrderElementsOf(entitlements()));
  }

  @Test
  final void an_account_unknown_to_the_source_has_none() {
    assertThat(source().entitlements(named(unknownUser()), soon()))
        .isEqualTo(new Entitlements.Patterns(List.of()));
  }

  @Test
  final void entitlements_of_a_source_that_is_down_are_unavailable_and_not_none() {
    EntitlementSource down = (EntitlementSource) resolverWhoseSourceIsDown();
    assertThat(down.entitlements(entitledAccount(), soon()))
        .isInstanceOfSatisfying(
            Entitlements.Unavailable.class, answer -> assertThat(answer.why()).isNotBlank());
  }

  @Test
  final void a_hostile_account_name_has_no_entitlements_and_never_throws() {
    EntitlementSource source = source();
    for (String name : Hostile.namesLike(entitledAccount().name())) {
      assertThat(source.entitlements(named(name), soon()))
          .as(name.length() < 200 ? name : "a very long name")
          .isEqualTo(new Entitlements.Patterns(List.of()));
    }
  }

  @Test
  final void an_entitlement_question_past_its_deadline_is_unavailable_at_once() {
    EntitlementSource source = source();
    assertThat(
            within(Duration.ofSeconds(5), () -> source.entitlements(entitledAccount(), passed())))
        .isInstanceOf(Entitlements.Unavailable.class);
  }

  @Test
  final void entitlement_questions_may_be_asked_from_many_threads() {
    EntitlementSource source = source();
    fromManyThreads(
        () ->
            assertThat(source.entitlements(entitledAccount(), soon()))
                .isInstanceOf(Entitlements.Patterns.class));
  }

  private EntitlementSource source() {
    Resolver resolver = open(settings());
    assertThat(resolver).isInstanceOf(EntitlementSource.class);
    return (EntitlementSource) resolver;
  }

  private static Account named(String name) {
    return new Account(name, OptionalLong.empty(), OptionalLong.empty(), Set.of(), Map.of());
  }
}
