package org.symbolon.resolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.symbolon.resolve.Fixtures.ACCOUNT;
import static org.symbolon.resolve.Fixtures.ANAS;
import static org.symbolon.resolve.Fixtures.configured;
import static org.symbolon.resolve.Fixtures.patient;
import static org.symbolon.resolve.Fixtures.question;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.symbolon.resolve.Waiting.Asker;
import org.symbolon.resolver.AccountAnswer;
import org.symbolon.resolver.Contribution;
import org.symbolon.resolver.Deadline;
import org.symbolon.resolver.Health;
import org.symbolon.resolver.Principal;
import org.symbolon.resolver.Verdict;

/** A source that hangs costs the requests that need it their deadline, and nobody else anything. */
final class HangingResolverTest {
  private static final Duration TIMEOUT = Duration.ofMillis(300);
  private static final int THREADS = 2;
  private static final int REQUESTS = 8;

  @TempDir private Path folder;

  private final AtomicBoolean hangs = new AtomicBoolean(true);
  private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
  private final CountDownLatch hanging = new CountDownLatch(THREADS);
  private final AtomicInteger questions = new AtomicInteger();
  private Fifo fifo;

  @BeforeEach
  void make() {
    fifo = Fifo.in(folder);
  }

  /** Whatever happened: nobody hangs on. */
  @AfterEach
  void release() {
    if (hangs.getAndSet(false)) {
      fifo.release();
    }
  }

  private void answer() {
    questions.incrementAndGet();
    threads.add(Thread.currentThread());
    if (hangs.get()) {
      hanging.countDown();
      fifo.hang();
    }
  }

  private ResolverHost accounts(int waiting) {
    return host(
        Scripted.accounts(
            (principal, earlier, deadline) -> {
              answer();
              return new AccountAnswer.Found(ANAS);
            }),
        waiting);
  }

  private ResolverHost files(int waiting) {
    return host(
        Scripted.judges(
            (account, scopes, deadline) -> {
              answer();
              return scopes.stream().<Verdict>map(scope -> new Verdict.Granted("hers")).toList();
            }),
        waiting);
  }

  private static ResolverHost host(Scripted resolver, int waiting) {
    return new ResolverHost(
        configured("hung", TIMEOUT, THREADS),
        resolver,
        ResolverObserver.NONE,
        System::nanoTime,
        waiting);
  }

  private static Principal person(int number) {
    return new Principal("user" + number, "https://campus.example", "s-" + number, Map.of());
  }

  private static AccountAnswer ask(ResolverHost host, int number) {
    return host.account(person(number), Contribution.NONE, patient());
  }

  /** A busy machine may need more than the timeout for any one answer. */
  private static int askUntilFound(ResolverHost host, int number) {
    Deadline patience = patient();
    int times = 1;
    while (!(ask(host, number) instanceof AccountAnswer.Found)) {
      assertThat(patience.passed()).as("never answers again").isFalse();
      times++;
    }
    return times;
  }

  private static List<Asker<AccountAnswer>> askMany(ResolverHost host) {
    List<Asker<AccountAnswer>> askers = new ArrayList<>();
    for (int i = 0; i < REQUESTS; i++) {
      int number = i;
      askers.add(Waiting.ask(() -> ask(host, number)));
    }
    return askers;
  }

  private static String why(AccountAnswer answer) {
    assertThat(answer).isInstanceOf(AccountAnswer.Unavailable.class);
    return ((AccountAnswer.Unavailable) answer).why();
  }

  @Test
  void a_hung_name_service_costs_its_requests_their_deadline_and_never_more_than_its_threads() {
    try (ResolverHost host = accounts(REQUESTS)) {
      long begin = System.nanoTime();
      List<String> whys = askMany(host).stream().map(asker -> why(asker.get())).toList();
      assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(TIMEOUT.toNanos());
      assertThat(whys).filteredOn(why -> why.startsWith("slow")).hasSize(THREADS);
      assertThat(whys).filteredOn(why -> why.startsWith("busy")).hasSize(REQUESTS - THREADS);
      assertThat(threads).hasSize(THREADS);
      release();
    }
  }

  @Test
  void with_all_threads_hung_and_nowhere_to_wait_the_next_is_told_at_once_that_it_is_busy() {
    try (ResolverHost host = accounts(0)) {
      List<Asker<AccountAnswer>> first =
          List.of(Waiting.ask(() -> ask(host, 0)), Waiting.ask(() -> ask(host, 1)));
      Waiting.until(hanging);
      assertThat(host.underway()).isEqualTo(THREADS);
      // Whoever had waited would be told that no thread came free in time.
      assertThat(why(ask(host, 2))).startsWith("busy: all threads are taken");
      first.forEach(asker -> assertThat(why(asker.get())).startsWith("slow"));
      assertThat(host.underway()).as("hung calls stay counted").isEqualTo(THREADS);
      release();
    }
  }

  @Test
  void others_do_not_notice_a_hung_mount() {
    try (ResolverHost hung = files(REQUESTS);
        ResolverHost well =
            new ResolverHost(
                configured("well", Duration.ofSeconds(30), 1),
                Scripted.finds(ANAS),
                ResolverObserver.NONE,
                System::nanoTime)) {
      List<Asker<List<Verdict>>> stuck = new ArrayList<>();
      for (int i = 0; i < REQUESTS; i++) {
        String scope = "storage.read:/data/" + i;
        stuck.add(
            Waiting.ask(() -> hung.judge(ACCOUNT, List.of(question(scope)), patient()).await()));
      }
      Waiting.until(hanging);
      for (int i = 0; i < 200; i++) {
        assertThat(ask(well, i)).isInstanceOf(AccountAnswer.Found.class);
      }
      stuck.forEach(
          asker -> assertThat(asker.get()).singleElement().isInstanceOf(Verdict.Unavailable.class));
      assertThat(threads).hasSizeLessThanOrEqualTo(THREADS);
      release();
    }
  }

  @Test
  void a_source_that_comes_back_answers_again() {
    try (ResolverHost host = accounts(REQUESTS)) {
      askMany(host).forEach(Asker::get);
      release();
      askUntilFound(host, 0);
      assertThat(threads).hasSizeLessThanOrEqualTo(THREADS);
    }
  }

  @Test
  void what_nobody_waits_for_any_more_is_not_asked_when_a_thread_comes_free() {
    int times;
    try (ResolverHost host = accounts(REQUESTS)) {
      askMany(host).forEach(Asker::get);
      release();
      times = askUntilFound(host, REQUESTS);
    }
    assertThat(questions.get()).as("the hung ones and the new").isBetween(1, THREADS + times);
  }

  @Test
  void readiness_tells_of_a_hung_source_within_its_timeout() {
    Scripted resolver =
        Scripted.checks(
            () -> {
              answer();
              return new Health.Ready("well");
            });
    try (ResolverHost host = host(resolver, 0)) {
      assertThat(host.health().await())
          .isInstanceOfSatisfying(
              Health.NotReady.class, health -> assertThat(health.why()).startsWith("slow"));
      release();
    }
  }

  @Test
  void a_resolver_is_asked_on_a_platform_thread_of_its_own() {
    hangs.set(false);
    try (ResolverHost host = accounts(0)) {
      Waiting.ask(() -> ask(host, 0)).get();
    }
    assertThat(threads)
        .singleElement()
        .satisfies(
            thread -> {
              assertThat(thread.isVirtual()).isFalse();
              assertThat(thread.isDaemon()).isTrue();
              assertThat(thread.getName()).startsWith("resolver-hung-");
            });
  }

  @Test
  void closing_does_not_wait_for_what_hangs() {
    ResolverHost host = accounts(0);
    Asker<AccountAnswer> stuck = Waiting.ask(() -> ask(host, 0));
    assertThat(why(stuck.get())).startsWith("slow");
    Waiting.Asker<Boolean> closing =
        Waiting.ask(
            () -> {
              host.close();
              return true;
            });
    assertThat(closing.get()).isTrue();
    assertThat(why(ask(host, 1))).startsWith("busy");
  }
}
