package org.symbolon.resolver.posix;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.symbolon.resolver.Deadline;
import org.symbolon.resolver.ScopeQuestion;
import org.symbolon.resolver.ScopeQuestion.Subtree;
import org.symbolon.resolver.Verdict;

/** However many walks are asked for, the processors are left to others. */
final class TurnsTest {
  private static final Duration NEVER = Duration.ofDays(1);

  @TempDir Path directory;

  private final AtomicLong clock = new AtomicLong();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch hanging = new CountDownLatch(1);
  private final AtomicBoolean over = new AtomicBoolean();

  @AfterEach
  void end() {
    hanging.countDown();
    over.set(true);
    threads.shutdownNow();
  }

  private Turns turns(int atOnce, Duration slice, Duration hung) {
    return new Turns(atOnce, slice, hung, clock::get, () -> () -> true);
  }

  private Deadline patient() {
    return Deadline.in(NEVER, clock::get);
  }

  private static <T> T soon(Future<T> future) throws Exception {
    return future.get(30, TimeUnit.SECONDS);
  }

  @Test
  void no_more_go_on_at_once_than_have_a_turn() throws Exception {
    Turns turns = turns(2, Duration.ZERO, NEVER);
    AtomicInteger working = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    Callable<Boolean> walk =
        () -> {
          try (Turns.Turn turn = turns.turn(patient())) {
            boolean mine = turn.take();
            for (int step = 0; mine && step < 200; step++) {
              most.accumulateAndGet(working.incrementAndGet(), Math::max);
              working.decrementAndGet();
              mine = turn.keep();
            }
            return mine;
          }
        };
    List<Future<Boolean>> walks = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      walks.add(threads.submit(walk));
    }
    for (Future<Boolean> each : walks) {
      assertThat(soon(each)).isTrue();
    }
    assertThat(most.get()).isBetween(1, 2);
  }

  @Test
  void a_short_walk_does_not_wait_for_the_end_of_a_long_one() throws Exception {
    Turns turns = turns(1, Duration.ZERO, NEVER);
    CountDownLatch begun = new CountDownLatch(1);
    Future<Boolean> long_ =
        threads.submit(
            () -> {
              try (Turns.Turn turn = turns.turn(patient())) {
                boolean mine = turn.take();
                begun.countDown();
                while (mine && !over.get()) {
                  mine = turn.keep();
                }
                return mine;
              }
            });
    begun.await();
    try (Turns.Turn turn = turns.turn(patient())) {
      assertThat(soon(threads.submit(turn::take))).isTrue();
      assertThat(long_.isDone()).isFalse();
    }
    over.set(true);
    assertThat(soon(long_)).isTrue();
  }

  @Test
  void a_walk_that_hangs_loses_its_turn_and_queues_again_when_it_comes_back() throws Exception {
    Turns turns = new Turns(1, NEVER, Duration.ofMillis(1), System::nanoTime, () -> () -> true);
    Deadline patient = Deadline.in(NEVER);
    Turns.Turn hung = turns.turn(patient);
    assertThat(hung.take()).isTrue();
    Turns.Turn next = turns.turn(patient);
    assertThat(soon(threads.submit(next::take))).isTrue();
    next.close();
    assertThat(soon(threads.submit(hung::keep))).isTrue();
    assertThat(hung.waited()).isGreaterThanOrEqualTo(Duration.ZERO);
    hung.close();
  }

  @Test
  void a_walk_that_the_machine_does_not_let_run_keeps_its_turn() throws Exception {
    Turns turns = new Turns(1, NEVER, Duration.ofSeconds(1), clock::get, () -> () -> false);
    Turns.Turn silent = turns.turn(patient());
    assertThat(silent.take()).isTrue();
    clock.addAndGet(Duration.ofHours(1).toNanos());
    Turns.Turn late = turns.turn(Deadline.in(Duration.ofMillis(1)));
    assertThat(soon(threads.submit(late::take))).isFalse();
    assertThat(turns.waiting()).isZero();
  }

  @Test
  void the_kernel_says_whether_a_thread_waits_in_it() throws Exception {
    CompletableFuture<BooleanSupplier> asked = new CompletableFuture<>();
    Thread working =
        Thread.ofPlatform()
            .start(
                () -> {
                  asked.complete(KernelWait.ofThisThread());
                  while (!over.get()) {
                    Thread.onSpinWait();
                  }
                  try {
                    hanging.await();
                  } catch (InterruptedException never) {
                    throw new IllegalStateException(never);
                  }
                });
    BooleanSupplier waits = asked.get(30, TimeUnit.SECONDS);
    until(() -> !waits.getAsBoolean());
    over.set(true);
    until(waits);
    hanging.countDown();
    working.join();
  }

  private static void until(BooleanSupplier condition) {
    Deadline patience = Deadline.in(Duration.ofSeconds(30));
    while (!condition.getAsBoolean()) {
      assertThat(patience.passed()).isFalse();
    }
  }

  @Test
  void a_turn_that_does_not_come_before_the_deadline_is_none() throws Exception {
    Turns turns = turns(1, NEVER, NEVER);
    assertThat(turns.turn(patient()).take()).isTrue();
    Turns.Turn late = turns.turn(Deadline.in(Duration.ofMillis(1)));
    assertThat(soon(threads.submit(late::take))).isFalse();
    assertThat(turns.waiting()).isZero();
  }

  @Test
  void a_walk_that_waited_for_its_turn_still_has_its_own_time() throws Exception {
    Turns turns = turns(1, NEVER, NEVER);
    Turns.Turn other = turns.turn(patient());
    assertThat(other.take()).isTrue();
    Future<Verdict> waiting = threads.submit(() -> walk(turns, patient()));
    untilOneWaits(turns);
    clock.addAndGet(Duration.ofHours(1).toNanos());
    other.close();
    assertThat(soon(waiting)).isInstanceOf(Verdict.Granted.class);
  }

  @Test
  void a_walk_whose_turn_never_comes_is_neither_granted_nor_refused() throws Exception {
    Turns turns = turns(1, NEVER, NEVER);
    assertThat(turns.turn(patient()).take()).isTrue();
    Deadline deadline = Deadline.in(Duration.ofMinutes(1), clock::get);
    Future<Verdict> waiting = threads.submit(() -> walk(turns, deadline));
    untilOneWaits(turns);
    clock.addAndGet(Duration.ofHours(1).toNanos());
    assertThat(soon(waiting))
        .isEqualTo(
            new Verdict.Unavailable(
                "other walks took the time in which all below /data could have been checked"));
  }

  private Verdict walk(Turns turns, Deadline deadline) {
    TestTree tree = new TestTree(directory).directory("/data", "755").file("/data/one", "644");
    Subtree bounds = new Subtree(1_000, Duration.ofSeconds(1));
    ScopeQuestion scope = Asking.walking(Asking.scope("storage.read", "/data"), bounds);
    try (PosixJudge judge = Asking.judge(tree.base(), turns)) {
      return judge.judge(tree.stranger(), List.of(scope), deadline).getFirst();
    }
  }

  private static void untilOneWaits(Turns turns) {
    Deadline patience = Deadline.in(Duration.ofSeconds(30));
    while (turns.waiting() == 0 && !patience.passed()) {
      Thread.onSpinWait();
    }
    assertThat(turns.waiting()).isOne();
  }
}
