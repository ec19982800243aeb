package org.symbolon.resolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.symbolon.resolve.Fixtures.ACCOUNT;
import static org.symbolon.resolve.Fixtures.ANA;
import static org.symbolon.resolve.Fixtures.ANAS;
import static org.symbolon.resolve.Fixtures.configured;
import static org.symbolon.resolve.Fixtures.patient;
import static org.symbolon.resolve.Fixtures.question;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.symbolon.resolver.AccountAnswer;
import org.symbolon.resolver.Contribution;
import org.symbolon.resolver.Health;
import org.symbolon.resolver.ScopeQuestion;
import org.symbolon.resolver.Verdict;
import org.symbolon.resolver.contract.MapSettings;

/** Which answers are believed again, and for how long. */
final class KeptAnswersTest {
  private static final ScopeQuestion DATA = question("storage.read:/data");
  private static final ScopeQuestion HOME = question("storage.read:/home");

  private final AtomicLong nanos = new AtomicLong();

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  private ResolverHost host(Configured configured, Scripted resolver) {
    return new ResolverHost(configured, resolver, ResolverObserver.NONE, nanos::get);
  }

  private static AccountAnswer account(ResolverHost host) {
    return host.account(ANA, Contribution.NONE, patient());
  }

  @Test
  void an_account_found_is_believed_for_the_configured_time() {
    Scripted names = Scripted.finds(ANAS);
    try (ResolverHost host = host(configured("names"), names)) {
      account(host);
      pass(Configured.ACCOUNT_CACHE.minusSeconds(1));
      assertThat(account(host)).isEqualTo(new AccountAnswer.Found(ANAS));
      assertThat(names.asked).hasValue(1);
      pass(Duration.ofSeconds(1));
      account(host);
      assertThat(names.asked).hasValue(2);
    }
  }

  static List<AccountAnswer> neverKept() {
    return List.of(
        new AccountAnswer.UnknownUser(),
        new AccountAnswer.Disabled("expired"),
        new AccountAnswer.Unavailable("no route"));
  }

  @ParameterizedTest
  @MethodSource("neverKept")
  void what_an_administrator_may_be_mending_is_asked_again_each_time(AccountAnswer answer) {
    Scripted names = Scripted.answers(answer);
    try (ResolverHost host = host(configured("names"), names)) {
      assertThat(account(host)).isEqualTo(answer);
      assertThat(account(host)).isEqualTo(answer);
      assertThat(names.asked).hasValue(2);
    }
  }

  @Test
  void nothing_is_kept_where_the_time_is_zero() {
    Scripted names = Scripted.finds(ANAS);
    Scripted files = Scripted.judges(Scripted.each(new Verdict.Granted("hers")));
    Duration timeout = Duration.ofSeconds(20);
    try (ResolverHost accounts = host(configured("names", timeout, 1), names);
        ResolverHost verdicts = host(configured("files", timeout, 1), files)) {
      account(accounts);
      account(accounts);
      assertThat(names.asked).hasValue(2);
      verdicts.judge(ACCOUNT, List.of(DATA), patient()).await();
      verdicts.judge(ACCOUNT, List.of(DATA), patient()).await();
      assertThat(files.asked).hasValue(2);
    }
  }

  @Test
  void an_answer_past_its_deadline_is_not_kept_as_it_may_be_of_long_ago() {
    Scripted names =
        Scripted.accounts(
            (principal, earlier, deadline) -> {
              pass(deadline.left().plusMillis(1));
              return new AccountAnswer.Found(ANAS);
            });
    Scripted files =
        Scripted.judges(
            (account, scopes, deadline) -> {
              pass(deadline.left().plusMillis(1));
              return List.of(new Verdict.Granted("hers"));
            });
    try (ResolverHost accounts = host(configured("names"), names);
        ResolverHost verdicts = host(configured("files"), files)) {
      account(accounts);
      account(accounts);
      assertThat(names.asked).hasValue(2);
      verdicts.judge(ACCOUNT, List.of(DATA), patient()).await();
      verdicts.judge(ACCOUNT, List.of(DATA), patient()).await();
      assertThat(files.asked).hasValue(2);
    }
  }

  static List<Verdict> kept() {
    return List.of(
        new Verdict.Granted("hers"), new Verdict.Refused("not hers"), new Verdict.NotMine());
  }

  @ParameterizedTest
  @MethodSource("kept")
  void a_verdict_is_believed_for_a_few_seconds(Verdict verdict) {
    Scripted files = Scripted.judges(Scripted.each(verdict));
    try (ResolverHost host = host(configured("files"), files)) {
      host.judge(ACCOUNT, List.of(DATA), patient()).await();
      pass(Configured.VERDICT_CACHE.minusMillis(1));
      assertThat(host.judge(ACCOUNT, List.of(DATA), patient()).await()).containsExactly(verdict);
      assertThat(files.asked).hasValue(1);
      pass(Duration.ofMillis(1));
      host.judge(ACCOUNT, List.of(DATA), patient()).await();
      assertThat(files.asked).hasValue(2);
    }
  }

  @Test
  void unavailable_is_no_verdict_to_keep() {
    AtomicReference<Verdict> verdict = new AtomicReference<>(new Verdict.Unavailable("stale"));
    Scripted files = Scripted.judges((account, scopes, deadline) -> List.of(verdict.get()));
    try (ResolverHost host = host(configured("files"), files)) {
      assertThat(host.judge(ACCOUNT, List.of(DATA), patient()).await())
          .containsExactly(new Verdict.Unavailable("stale"));
      verdict.set(new Verdict.Granted("hers"));
      assertThat(host.judge(ACCOUNT, List.of(DATA), patient()).await())
          .containsExactly(new Verdict.Granted("hers"));
    }
  }

  @Test
  void only_what_is_not_known_is_asked_and_the_order_stays() {
    AtomicReference<List<ScopeQuestion>> last = new AtomicReference<>(List.of());
    Scripted files =
        Scripted.judges(
            (account, scopes, deadline) -> {
              last.set(scopes);
              return scopes.stream()
                  .<Verdict>map(scope -> new Verdict.Granted(scope.text()))
                  .toList();
            });
    try (ResolverHost host = host(configured("files"), files)) {
      host.judge(ACCOUNT, List.of(DATA), patient()).await();
      assertThat(host.judge(ACCOUNT, List.of(HOME, DATA), patient()).await())
          .containsExactly(
              new Verdict.Granted("storage.read:/home"), new Verdict.Granted("storage.read:/data"));
      assertThat(last.get()).containsExactly(HOME);
    }
  }

  @Test
  void readiness_is_believed_for_a_second_whatever_it_was() {
    Scripted resolver = Scripted.checks(() -> new Health.NotReady("no route"));
    try (ResolverHost host = host(configured("names"), resolver)) {
      assertThat(host.health().await()).isEqualTo(new Health.NotReady("no route"));
      assertThat(host.health().await()).isEqualTo(new Health.NotReady("no route"));
      assertThat(resolver.asked).hasValue(1);
      pass(Duration.ofSeconds(1));
      host.health().await();
      assertThat(resolver.asked).hasValue(2);
    }
  }

  @Test
  void verdicts_are_never_believed_longer_than_accounts() {
    MapSettings settings = new MapSettings("files", Map.of());
    Duration timeout = Duration.ofSeconds(5);
    assertThat(new Configured("files", "posix", settings, timeout, 8, Duration.ofSeconds(1)))
        .returns(Duration.ofSeconds(1), Configured::accountCache)
        .returns(Duration.ofSeconds(1), Configured::verdictCache);
    assertThat(new Configured("files", "posix", settings, timeout, 8, Duration.ofMinutes(1)))
        .returns(Duration.ofMinutes(1), Configured::accountCache)
        .returns(Configured.VERDICT_CACHE, Configured::verdictCache);
  }
}
