package org.symbolon.resolve;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.symbolon.resolver.Deadline;

/**
 * One call of a resolver, for which several requests may wait. It can not be cancelled: who waits
 * gives up, and the thread is free again when the call returns.
 */
final class Call<T> implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(Call.class);

  private final String resolver;
  private final Callable<T> work;
  private final Deadline deadline;
  private final Runnable returned;
  private final CompletableFuture<Heard<T>> done = new CompletableFuture<>();
  private volatile boolean begun;

  /**
   * @param deadline of the call itself; who waits may have less patience
   * @param returned told when the thread is free, before anybody hears the answer
   */
  Call(String resolver, Callable<T> work, Deadline deadline, Runnable returned) {
    this.resolver = resolver;
    this.work = work;
    this.deadline = deadline;
    this.returned = returned;
  }

  /** Ends it without a call. */
  Call<T> refused(Ending ending, String why) {
    done.complete(new Heard.Nothing<>(ending, why));
    return this;
  }

  @Override
  public void run() {
    Heard<T> heard = heard();
    returned.run();
    done.complete(heard);
  }

  // Whatever a plug-in throws, an Error included, must not leave anyone waiting.
  @SuppressWarnings("CatchingUnchecked")
  private Heard<T> heard() {
    if (deadline.passed()) {
      // Nobody waits any more: a pool that comes free again does not work off what is past.
      return new Heard.Nothing<>(Ending.BUSY, "busy: no thread was free in time");
    }
    begun = true;
    try {
      return new Heard.Answer<>(work.call());
    } catch (Throwable thrown) {
      log.error("the resolver {} has a defect: it must answer, not throw", resolver, thrown);
      return new Heard.Nothing<>(Ending.DEFECT, "defect: " + thrown.getClass().getSimpleName());
    }
  }

  /** Whether a new request may still join: neither ended nor overdue. */
  boolean joinable() {
    return !done.isDone() && !deadline.passed();
  }

  void whenDone(Consumer<Heard<T>> action) {
    var _ = done.whenComplete((heard, impossible) -> action.accept(heard));
  }

  /** Waits for the answer as long as {@code patience} lasts. */
  Heard<T> await(Deadline patience) {
    try {
      return done.get(Math.max(0, patience.left().toNanos()), TimeUnit.NANOSECONDS);
    } catch (TimeoutException tooLate) {
      return begun
          ? new Heard.Nothing<>(Ending.SLOW, "slow: no answer in time")
          : new Heard.Nothing<>(Ending.BUSY, "busy: no thread was free in time");
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return new Heard.Nothing<>(Ending.GIVEN_UP, "the request was interrupted");
    } catch (ExecutionException impossible) {
      throw new IllegalStateException("a call never ends by an exception", impossible);
    }
  }
}
