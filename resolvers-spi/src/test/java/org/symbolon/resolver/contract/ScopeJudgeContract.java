package org.symbolon.resolver.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.symbolon.resolver.Account;
import org.symbolon.resolver.Deadline;
import org.symbolon.resolver.Resolver;
import org.symbolon.resolver.ScopeJudge;
import org.symbolon.resolver.ScopeQuestion;
import org.symbolon.resolver.ScopeQuestion.Subtree;
import org.symbolon.resolver.Verdict;

/** What holds for every resolver that says whether an account may have a scope. */
public abstract class ScopeJudgeContract extends ResolverContract {
  /** The account the other fixtures are about. */
  protected abstract Account account();

  protected abstract ScopeQuestion grantedScope();

  protected abstract ScopeQuestion refusedScope();

  /** A scope that is none of this resolver's business. */
  protected abstract ScopeQuestion foreignScope();

  @Test
  final void each_scope_gets_its_own_verdict_by_index() {
    List<ScopeQuestion> scopes =
        new ArrayList<>(
            List.of(
                grantedScope(), refusedScope(), foreignScope(), grantedScope(), refusedScope()));
    assertVerdicts(judge(), scopes);
    Collections.reverse(scopes);
    assertVerdicts(judge(), scopes);
  }

  @Test
  final void no_scopes_get_no_verdicts() {
    assertThat(judge().judge(account(), List.of(), soon())).isEmpty();
  }

  @Test
  final void reasons_are_sentences_of_one_line() {
    assertThat(judge().judge(account(), List.of(grantedScope(), refusedScope()), soon()))
        .allSatisfy(
            verdict -> assertThat(verdict.why()).isNotBlank().doesNotContain("\n", "\0", "null"));
  }

  @Test
  final void a_judge_whose_source_is_down_neither_grants_nor_refuses() {
    ScopeJudge down = (ScopeJudge) resolverWhoseSourceIsDown();
    List<Verdict> verdicts =
        down.judge(account(), List.of(grantedScope(), foreignScope(), refusedScope()), soon());
    assertThat(verdicts).hasSize(3);
    assertThat(verdicts.get(0)).isInstanceOf(Verdict.Unavailable.class);
    assertThat(verdicts.get(1)).isInstanceOf(Verdict.NotMine.class);
    assertThat(verdicts.get(2)).isInstanceOf(Verdict.Unavailable.class);
  }

  @Test
  final void a_hostile_scope_gets_a_verdict_and_never_throws() {
    List<ScopeQuestion> scopes = new ArrayList<>(Hostile.scopesLike(grantedScope().action()));
    scopes.addAll(Hostile.scopesLike(refusedScope().action()));
    assertThat(judge().judge(account(), scopes, soon()))
        .hasSameSizeAs(scopes)
        .allSatisfy(verdict -> assertThat(verdict.why()).doesNotContain("\n", "\0"));
  }

  @Test
  final void a_scope_question_past_its_deadline_is_unavailable_at_once() {
    ScopeJudge judge = judge();
    List<ScopeQuestion> scopes = List.of(grantedScope(), refusedScope());
    assertThat(within(Duration.ofSeconds(5), () -> judge.judge(account(), scopes, passed())))
        .hasSize(2)
        .allSatisfy(verdict -> assertThat(verdict).isInstanceOf(Verdict.Unavailable.class));
  }

  @Test
  final void scope_questions_may_be_asked_from_many_threads() {
    ScopeJudge judge = judge();
    List<ScopeQuestion> scopes = List.of(grantedScope(), foreignScope(), refusedScope());
    fromManyThreads(() -> assertVerdicts(judge, scopes));
  }

  @Test
  final void nobody_claims_to_have_looked_below_without_being_asked() {
    assertThat(judge().judge(account(), List.of(grantedScope()), soon()))
        .containsExactly(new Verdict.Granted(granted().why(), false));
  }

  /** What lies below can only ever take away. */
  @Test
  final void asking_about_the_subtree_too_gives_nothing_that_the_path_alone_does_not() {
    Subtree subtree = new Subtree(10_000, Duration.ofSeconds(5));
    List<Verdict> verdicts =
        judge()
            .judge(
                account(),
                List.of(with(refusedScope(), subtree), with(foreignScope(), subtree)),
                soon());
    assertThat(verdicts).hasSize(2);
    assertThat(verdicts.get(0)).isInstanceOf(Verdict.Refused.class);
    assertThat(verdicts.get(1)).isInstanceOf(Verdict.NotMine.class);
  }

  private Verdict granted() {
    return judge().judge(account(), List.of(grantedScope()), soon()).getFirst();
  }

  private static ScopeQuestion with(ScopeQuestion scope, Subtree subtree) {
    return new ScopeQuestion(scope.text(), scope.action(), scope.path(), Optional.of(subtree));
  }

  private void assertVerdicts(ScopeJudge judge, List<ScopeQuestion> scopes) {
    Deadline deadline = soon();
    List<Verdict> verdicts = judge.judge(account(), scopes, deadline);
    assertThat(verdicts).hasSameSizeAs(scopes);
    for (int i = 0; i < scopes.size(); i++) {
      assertThat(verdicts.get(i)).as(scopes.get(i).text()).isInstanceOf(expected(scopes.get(i)));
    }
  }

  private Class<? extends Verdict> expected(ScopeQuestion scope) {
    if (scope.equals(foreignScope())) {
      return Verdict.NotMine.class;
    }
    return scope.equals(grantedScope()) ? Verdict.Granted.class : Verdict.Refused.class;
  }

  private ScopeJudge judge() {
    Resolver resolver = open(settings());
    assertThat(resolver).isInstanceOf(ScopeJudge.class);
    return (ScopeJudge) resolver;
  }
}
