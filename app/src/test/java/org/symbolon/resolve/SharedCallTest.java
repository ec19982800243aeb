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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.symbolon.resolve.Waiting.Asker;
import org.symbolon.resolver.AccountAnswer;
import org.symbolon.resolver.Contribution;
import org.symbolon.resolver.Verdict;

/** Who asks the same at the same time shares one call. */
final class SharedCallTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final Contribution NONE = Contribution.NONE;

  private final CountDownLatch released = new CountDownLatch(1);
  private final AtomicLong nanos = new AtomicLong();

  private ResolverHost host(Scripted resolver) {
    return new ResolverHost(
        configured("names", TIMEOUT, 4), resolver, ResolverObserver.NONE, nanos::get);
  }

  @Test
  void concurrent_questions_about_one_person_make_one_call() {
    Scripted names =
        Scripted.accounts(
            (principal, earlier, deadline) -> {
              Waiting.until(released);
              return new AccountAnswer.Found(ANAS);
            });
    try (ResolverHost host = host(names)) {
      List<Asker<AccountAnswer>> askers =
          Waiting.ask(100, () -> host.account(ANA, NONE, patient()));
      Waiting.untilWaiting(askers);
      released.countDown();
      askers.forEach(asker -> assertThat(asker.get()).isInstanceOf(AccountAnswer.Found.class));
      assertThat(names.asked).hasValue(1);
    }
  }

  @Test
  void concurrent_questions_about_the_same_scopes_make_one_call() {
    Scripted files =
        Scripted.judges(
            (account, scopes, deadline) -> {
              Waiting.until(released);
              return List.of(new Verdict.Granted("hers"));
            });
    try (ResolverHost host = host(files)) {
      List<Asker<List<Verdict>>> askers =
          Waiting.ask(
              100,
              () ->
                  host.judge(ACCOUNT, List.of(question("storage.read:/data")), patient()).await());
      Waiting.untilWaiting(askers);
      released.countDown();
      askers.forEach(asker -> assertThat(asker.get()).containsExactly(new Verdict.Granted("hers")));
      assertThat(files.asked).hasValue(1);
    }
  }

  @Test
  void people_who_told_different_things_before_do_not_share() {
    Scripted names = Scripted.finds(ANAS);
    try (ResolverHost host = host(names)) {
      host.account(ANA, NONE, patient());
      host.account(ANA, ANAS, patient());
      assertThat(names.asked).hasValue(2);
    }
  }

  @Test
  void a_call_that_is_overdue_is_not_joined_as_it_may_hang_for_ever() {
    CountDownLatch begun = new CountDownLatch(1);
    Scripted names =
        Scripted.accounts(
            (principal, earlier, deadline) -> {
              if (begun.getCount() > 0) {
                begun.countDown();
                Waiting.until(released);
              }
              return new AccountAnswer.Found(ANAS);
            });
    try (ResolverHost host = host(names)) {
      Asker<AccountAnswer> first = Waiting.ask(() -> host.account(ANA, NONE, patient()));
      Waiting.until(begun);
      nanos.addAndGet(TIMEOUT.toNanos() + 1);
      assertThat(host.account(ANA, NONE, patient())).isInstanceOf(AccountAnswer.Found.class);
      assertThat(names.asked).hasValue(2);
      released.countDown();
      first.get();
    }
  }

  @Test
  void an_interrupted_request_gets_no_answer_and_stays_interrupted() {
    Scripted names =
        Scripted.accounts(
            (principal, earlier, deadline) -> {
              Waiting.until(released);
              return new AccountAnswer.Found(ANAS);
            });
    try (ResolverHost host = host(names)) {
      Asker<String> asker =
          Waiting.ask(
              () -> {
                AccountAnswer answer = host.account(ANA, NONE, patient());
                return Thread.currentThread().isInterrupted() + " " + answer;
              });
      Waiting.untilWaiting(List.of(asker));
      asker.thread().interrupt();
      assertThat(asker.get()).startsWith("true Unavailable[why=the request was interrupted");
      released.countDown();
    }
  }
}
