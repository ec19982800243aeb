package org.symbolon.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Requests on threads of their own, as the server has them. */
final class Waiting {
  private static final long SECONDS = 20;

  private Waiting() {}

  /** A question on a virtual thread. */
  record Asker<T>(Thread thread, FutureTask<T> answer) {
    T get() {
      try {
        return answer.get(SECONDS, TimeUnit.SECONDS);
      } catch (InterruptedException | ExecutionException | TimeoutException failed) {
        throw new AssertionError(failed);
      }
    }
  }

  static <T> Asker<T> ask(Callable<T> question) {
    FutureTask<T> task = new FutureTask<>(question);
    return new Asker<>(Thread.ofVirtual().start(task), task);
  }

  static <T> List<Asker<T>> ask(int times, Callable<T> question) {
    List<Asker<T>> askers = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      askers.add(ask(question));
    }
    return askers;
  }

  /** Until all of them wait for an answer. */
  static void untilWaiting(Collection<? extends Asker<?>> askers) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    for (Asker<?> asker : askers) {
      while (asker.thread().getState() != Thread.State.TIMED_WAITING) {
        assertThat(asker.thread().isAlive()).as("still asking").isTrue();
        assertThat(System.nanoTime()).as("waits in time").isLessThan(end);
        Thread.onSpinWait();
      }
    }
  }

  static void until(CountDownLatch latch) {
    try {
      assertThat(latch.await(SECONDS, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }
}
