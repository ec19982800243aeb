package org.symbolon.resolve;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.symbolon.resolve.Fixtures.ACCOUNT;
import static org.symbolon.resolve.Fixtures.ANA;
import static org.symbolon.resolve.Fixtures.ANAS;
import static org.symbolon.resolve.Fixtures.patient;
import static org.symbolon.resolve.Fixtures.question;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.symbolon.resolver.Account;
import org.symbolon.resolver.AccountAnswer;
import org.symbolon.resolver.Contribution;
import org.symbolon.resolver.Principal;
import org.symbolon.resolver.ScopeQuestion;
import org.symbolon.resolver.Verdict;
import org.symbolon.resolver.contract.MapSettings;

/** How long an old answer may stand in, and when never. */
final class StaleAnswersTest {
  private static final Duration FRESH = Duration.ofSeconds(30);
  private static final Duration STALE = Duration.ofHours(1);
  private static final AccountAnswer FOUND = new AccountAnswer.Found(ANAS);
  private static final AccountAnswer DOWN = new AccountAnswer.Unavailable("no route");
  private static final ScopeQuestion DATA = question("storage.read:/data");
  private static final ScopeQuestion HOME = question("storage.read:/home");
  private static final Verdict GONE = new Verdict.Unavailable("no route");

  private final AtomicLong nanos = new AtomicLong();
  private final List<Ending> endings = new ArrayList<>();
  private final AtomicReference<AccountAnswer> answer = new AtomicReference<>(FOUND);
  private final AtomicReference<Verdict> verdict =
      new AtomicReference<>(new Verdict.Granted("hers"));

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  private ResolverHost host(Scripted resolver, Duration stale) {
    Configured configured =
        new Configured(
            "names",
            "names",
            new MapSettings("names", Map.of()),
            Duration.ofSeconds(20),
            1,
            FRESH,
            FRESH,
            stale,
            Breaking.NEVER);
    return new ResolverHost(
        configured, resolver, (name, question, ending, took) -> endings.add(ending), nanos::get);
  }

  private ResolverHost accounts(Duration stale) {
    return host(
        Scripted.accounts((principal, earlier, deadline) -> requireNonNull(answer.get())), stale);
  }

  private ResolverHost judge() {
    return host(
        Scripted.judges(
            (account, scopes, deadline) ->
                scopes.stream()
                    .map(scope -> scope.equals(HOME) ? new Verdict.Granted("home") : verdict.get())
                    .toList()),
        STALE);
  }

  private static AccountAnswer ask(ResolverHost host) {
    return host.account(ANA, Contribution.NONE, patient());
  }

  @Test
  void an_account_stands_in_while_the_source_is_down_and_no_longer_than_configured() {
    try (ResolverHost host = accounts(STALE)) {
      ask(host);
      answer.set(DOWN);
      pass(FRESH);
      assertThat(ask(host)).isEqualTo(FOUND);
      pass(STALE.minusNanos(1));
      assertThat(ask(host)).isEqualTo(FOUND);
      pass(Duration.ofNanos(1));
      assertThat(ask(host)).isEqualTo(DOWN);
    }
  }

  @Test
  void nothing_stands_in_unless_configured() {
    try (ResolverHost host = accounts(Duration.ZERO)) {
      ask(host);
      answer.set(DOWN);
      pass(FRESH);
      assertThat(ask(host)).isEqualTo(DOWN);
    }
  }

  @Test
  void standing_in_is_counted_and_shown_until_the_source_answers() {
    try (ResolverHost host = accounts(STALE)) {
      ask(host);
      assertThat(host.servesStale()).isFalse();
      answer.set(DOWN);
      pass(FRESH);
      ask(host);
      assertThat(host.servesStale()).isTrue();
      answer.set(FOUND);
      ask(host);
      assertThat(host.servesStale()).isFalse();
    }
    assertThat(endings).containsExactly(Ending.ANSWERED, Ending.STALE, Ending.ANSWERED);
  }

  @Test
  void what_is_no_answer_extends_nothing() {
    try (ResolverHost host = accounts(STALE)) {
      ask(host);
      answer.set(DOWN);
      pass(FRESH);
      for (int i = 0; i < 4; i++) {
        ask(host);
        pass(STALE.dividedBy(4));
      }
      assertThat(ask(host)).isEqualTo(DOWN);
    }
  }

  static List<AccountAnswer> denials() {
    return List.of(new AccountAnswer.UnknownUser(), new AccountAnswer.Disabled("expired"));
  }

  @ParameterizedTest
  @MethodSource("denials")
  void unknown_and_disabled_never_become_a_yes(AccountAnswer denial) {
    try (ResolverHost host = accounts(STALE)) {
      ask(host);
      pass(FRESH);
      answer.set(denial);
      assertThat(ask(host)).isEqualTo(denial);
      answer.set(DOWN);
      assertThat(ask(host)).isEqualTo(DOWN);
    }
  }

  /** Another login of the same person has other claims, and so was another question. */
  @ParameterizedTest
  @MethodSource("denials")
  void a_denial_voids_what_was_found_for_another_login_of_the_same_name(AccountAnswer denial) {
    Principal later =
        new Principal("ana", ANA.issuer(), ANA.subject(), Map.of("acr", List.of("mfa")));
    try (ResolverHost host = accounts(STALE)) {
      ask(host);
      pass(Duration.ofSeconds(1));
      answer.set(denial);
      host.account(later, Contribution.NONE, patient());
      assertThat(ask(host)).as("not even while it is fresh").isEqualTo(denial);
      answer.set(DOWN);
      assertThat(ask(host)).isEqualTo(DOWN);
    }
  }

  @Test
  void after_a_denial_a_newer_yes_may_stand_in_again() {
    try (ResolverHost host = accounts(STALE)) {
      answer.set(new AccountAnswer.Disabled("expired"));
      ask(host);
      pass(Duration.ofSeconds(1));
      answer.set(FOUND);
      ask(host);
      pass(FRESH);
      answer.set(DOWN);
      assertThat(ask(host)).isEqualTo(FOUND);
    }
  }

  @Test
  void what_was_never_answered_stays_unavailable() {
    answer.set(DOWN);
    try (ResolverHost host = accounts(STALE)) {
      assertThat(ask(host)).isEqualTo(DOWN);
    }
  }

  @Test
  void only_the_missing_verdicts_are_stood_in_for() {
    try (ResolverHost host = judge()) {
      assertThat(verdicts(host, ACCOUNT)).containsExactly(verdict.get(), home());
      verdict.set(GONE);
      pass(FRESH);
      assertThat(verdicts(host, ACCOUNT)).containsExactly(new Verdict.Granted("hers"), home());
      assertThat(endings).containsExactly(Ending.ANSWERED, Ending.STALE);
    }
  }

  @Test
  void a_refusal_replaces_an_older_grant() {
    try (ResolverHost host = judge()) {
      verdicts(host, ACCOUNT);
      pass(FRESH);
      verdict.set(new Verdict.Refused("moved"));
      verdicts(host, ACCOUNT);
      pass(FRESH);
      verdict.set(GONE);
      assertThat(verdicts(host, ACCOUNT)).containsExactly(new Verdict.Refused("moved"), home());
    }
  }

  /** Somebody left a group: what was true of the member is not true of them. */
  @Test
  void a_verdict_stands_in_only_for_the_very_same_account() {
    Account left = new Account("ana", ANAS.uid(), OptionalLong.empty(), Set.of(), Map.of());
    try (ResolverHost host = judge()) {
      verdicts(host, ACCOUNT);
      pass(FRESH);
      verdict.set(GONE);
      assertThat(verdicts(host, left)).containsExactly(GONE, home());
    }
  }

  private static Verdict home() {
    return new Verdict.Granted("home");
  }

  private static List<Verdict> verdicts(ResolverHost host, Account account) {
    return host.judge(account, List.of(DATA, HOME), patient()).await();
  }

  @Test
  void of_two_answers_the_one_asked_for_later_is_kept_whichever_came_last() {
    try (ResolverHost host = accounts(STALE)) {
      Hosting hosting =
          new Hosting(
              "names",
              new BoundedThreads("names", 1, 1),
              FRESH,
              new Watch("names", ResolverObserver.NONE, nanos::get),
              new Breaker("names", Breaking.NEVER, nanos::get),
              nanos::get);
      KeptAnswers<String, String> kept = new KeptAnswers<>(hosting, FRESH, STALE);
      kept.put("scope", "refused", 2);
      kept.put("scope", "granted", 1);
      assertThat(kept.fresh("scope", said -> true)).contains("refused");
      hosting.threads().close();
      assertThat(host.servesStale()).isFalse();
    }
  }
}
