package org.symbolon.resolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.symbolon.resolve.Fixtures.ACCOUNT;
import static org.symbolon.resolve.Fixtures.ANA;
import static org.symbolon.resolve.Fixtures.ANAS;
import static org.symbolon.resolve.Fixtures.configured;
import static org.symbolon.resolve.Fixtures.patient;
import static org.symbolon.resolve.Fixtures.question;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.symbolon.resolver.AccountAnswer;
import org.symbolon.resolver.AccountSource;
import org.symbolon.resolver.Contribution;
import org.symbolon.resolver.Group;
import org.symbolon.resolver.Health;
import org.symbolon.resolver.ScopeJudge;
import org.symbolon.resolver.ScopeQuestion;
import org.symbolon.resolver.Verdict;
import org.symbolon.resolver.contract.MapSettings;

/** A plug-in that breaks the contract is unavailable: never a yes, never a no, never an error. */
final class DefectiveResolverTest {
  private static final List<ScopeQuestion> TWO =
      List.of(question("storage.read:/data"), question("storage.read:/home"));

  private final List<String> endings = new CopyOnWriteArrayList<>();

  private ResolverHost host(Scripted resolver) {
    return new ResolverHost(
        configured("plugin"),
        resolver,
        (name, question, ending, took) -> {
          assertThat(took).isGreaterThanOrEqualTo(Duration.ZERO);
          endings.add(name + " " + question + " " + ending);
        },
        System::nanoTime);
  }

  // What a plug-in compiled without null checks may return.
  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
  private static <T> T nothing() {
    return null;
  }

  private static Contribution huge() {
    Set<Group> groups = new HashSet<>();
    for (int gid = 0; gid < 100_000; gid++) {
      groups.add(Group.numbered(gid));
    }
    return new Contribution(
        Optional.of("ana"), OptionalLong.of(12001), OptionalLong.empty(), groups, Map.of());
  }

  static List<AccountSource> brokenSources() {
    Contribution huge = huge();
    return List.of(
        (principal, earlier, deadline) -> {
          throw new IllegalStateException("a bug");
        },
        (principal, earlier, deadline) -> {
          throw new StackOverflowError();
        },
        (principal, earlier, deadline) -> nothing(),
        (principal, earlier, deadline) -> new AccountAnswer.Found(huge));
  }

  @ParameterizedTest
  @MethodSource("brokenSources")
  void a_defect_in_a_source_of_accounts_is_unavailable(AccountSource source) {
    try (ResolverHost host = host(Scripted.accounts(source))) {
      assertThat(host.account(ANA, Contribution.NONE, patient()))
          .isInstanceOfSatisfying(
              AccountAnswer.Unavailable.class,
              answer -> assertThat(answer.why()).startsWith("defect: "));
    }
    assertThat(endings).containsExactly("plugin ACCOUNT DEFECT");
  }

  static List<ScopeJudge> brokenJudges() {
    Verdict yes = new Verdict.Granted("hers");
    return List.of(
        (account, scopes, deadline) -> {
          throw new IllegalStateException("a bug");
        },
        (account, scopes, deadline) -> nothing(),
        (account, scopes, deadline) -> {
          List<Verdict> verdicts = new ArrayList<>();
          verdicts.add(yes);
          verdicts.add(nothing());
          return verdicts;
        },
        (account, scopes, deadline) -> List.of(yes),
        (account, scopes, deadline) -> List.of(yes, yes, yes),
        (account, scopes, deadline) -> List.of());
  }

  @ParameterizedTest
  @MethodSource("brokenJudges")
  void a_defect_in_a_judge_is_unavailable_for_each_scope(ScopeJudge judge) {
    try (ResolverHost host = host(Scripted.judges(judge))) {
      assertThat(host.judge(ACCOUNT, TWO, patient()).await())
          .hasSize(2)
          .allSatisfy(verdict -> assertThat(verdict).isInstanceOf(Verdict.Unavailable.class));
    }
    assertThat(endings).containsExactly("plugin SCOPES DEFECT");
  }

  @Test
  void a_defect_in_the_check_is_not_ready() {
    Scripted broken =
        Scripted.checks(
            () -> {
              throw new IllegalStateException("a bug");
            });
    Scripted mute = Scripted.checks(DefectiveResolverTest::nothing);
    for (Scripted resolver : List.of(broken, mute)) {
      try (ResolverHost host = host(resolver)) {
        assertThat(host.health().await()).isInstanceOf(Health.NotReady.class);
      }
    }
    assertThat(endings).containsOnly("plugin HEALTH DEFECT");
  }

  @Test
  void every_question_is_reported_once_with_how_it_ended() {
    AtomicInteger turn = new AtomicInteger();
    Scripted source =
        Scripted.accounts(
            (principal, earlier, deadline) ->
                turn.getAndIncrement() == 0
                    ? new AccountAnswer.Unavailable("no route")
                    : new AccountAnswer.Found(ANAS));
    try (ResolverHost host = host(source)) {
      for (int i = 0; i < 3; i++) {
        host.account(ANA, Contribution.NONE, patient());
      }
      host.judge(ACCOUNT, TWO, patient()).await();
      host.judge(ACCOUNT, TWO, patient()).await();
      host.health().await();
    }
    assertThat(endings)
        .containsExactly(
            "plugin ACCOUNT DOWN",
            "plugin ACCOUNT ANSWERED",
            "plugin ACCOUNT CACHED",
            "plugin SCOPES ANSWERED",
            "plugin SCOPES CACHED",
            "plugin HEALTH ANSWERED");
  }

  @Test
  void some_verdicts_down_is_reported_as_down() {
    Scripted files =
        Scripted.judges(
            (account, scopes, deadline) ->
                List.of(new Verdict.Granted("hers"), new Verdict.Unavailable("stale")));
    try (ResolverHost host = host(files)) {
      host.judge(ACCOUNT, TWO, patient()).await();
    }
    assertThat(endings).containsExactly("plugin SCOPES DOWN");
  }

  @Test
  void a_resolver_without_time_or_threads_can_not_be_configured() {
    MapSettings none = new MapSettings("plugin", Map.of());
    Duration second = Duration.ofSeconds(1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Configured("a", "a", none, Duration.ZERO, 1, second, second));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Configured("a", "a", none, second, 0, second, second));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new Configured("a", "a", none, second, 1, second.negated(), Duration.ZERO));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Configured("a", "a", none, second, 1, second, second.negated()));
  }
}
