package org.symbolon.resolver.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.symbolon.resolver.AccountAnswer;
import org.symbolon.resolver.AccountSource;
import org.symbolon.resolver.Contribution;
import org.symbolon.resolver.Deadline;
import org.symbolon.resolver.Principal;
import org.symbolon.resolver.Resolver;

/** What holds for every resolver that says who a person is here. */
public abstract class AccountSourceContract extends ResolverContract {
  /** A user the source knows. */
  protected abstract String knownUser();

  /** What the source must contribute for {@link #knownUser}. */
  protected abstract Contribution knownContribution();

  /** A well-formed name the source does not know. */
  protected abstract String unknownUser();

  @Test
  final void a_known_user_is_found_with_all_that_is_known() {
    assertThat(ask(source(), knownUser(), soon()))
        .isEqualTo(new AccountAnswer.Found(knownContribution()));
  }

  @Test
  final void an_unknown_user_is_unknown() {
    assertThat(ask(source(), unknownUser(), soon())).isEqualTo(new AccountAnswer.UnknownUser());
  }

  @Test
  final void a_source_that_is_down_knows_neither_yes_nor_no() {
    AccountSource down = (AccountSource) resolverWhoseSourceIsDown();
    for (String user : new String[] {knownUser(), unknownUser()}) {
      assertThat(ask(down, user, soon()))
          .isInstanceOfSatisfying(
              AccountAnswer.Unavailable.class,
              answer -> assertThat(answer.why()).as("says why").isNotBlank());
    }
  }

  @Test
  final void a_hostile_name_is_an_unknown_user_and_never_throws() {
    AccountSource source = source();
    for (String name : Hostile.namesLike(knownUser())) {
      assertThat(ask(source, name, soon()))
          .as(name.length() < 200 ? name : "a very long name")
          .isEqualTo(new AccountAnswer.UnknownUser());
    }
    a_known_user_is_found_with_all_that_is_known();
  }

  @Test
  final void an_account_question_past_its_deadline_is_unavailable_at_once() {
    AccountSource source = source();
    assertThat(within(Duration.ofSeconds(5), () -> ask(source, knownUser(), passed())))
        .isInstanceOf(AccountAnswer.Unavailable.class);
  }

  @Test
  final void account_questions_may_be_asked_from_many_threads() {
    AccountSource source = source();
    String user = knownUser();
    AccountAnswer known = new AccountAnswer.Found(knownContribution());
    fromManyThreads(
        () -> {
          assertThat(ask(source, user, soon())).isEqualTo(known);
          assertThat(ask(source, unknownUser(), soon())).isEqualTo(new AccountAnswer.UnknownUser());
        });
  }

  private AccountSource source() {
    Resolver resolver = open(settings());
    assertThat(resolver).isInstanceOf(AccountSource.class);
    return (AccountSource) resolver;
  }

  private static AccountAnswer ask(AccountSource source, String name, Deadline deadline) {
    Principal principal = new Principal(name, "https://idp.example", "subject-" + name, Map.of());
    return source.account(principal, Contribution.NONE, deadline);
  }
}
