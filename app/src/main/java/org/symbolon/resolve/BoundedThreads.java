package org.symbolon.resolve;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.symbolon.resolver.Deadline;

/**
 * A resolver's own threads: platform ones, as native calls pin virtual ones, and never more than
 * the bound, however many calls hang. A bounded number of further calls may wait for one.
 */
final class BoundedThreads implements AutoCloseable {
  private static final Duration IDLE = Duration.ofMinutes(1);

  private final String resolver;
  private final ExecutorService pool;

  /** Counted here and not by the pool, which is late to notice that a thread came free. */
  private final Semaphore places;

  private final int size;

  /**
   * @param waiting how many calls may wait for a thread
   */
  BoundedThreads(String resolver, int threads, int waiting) {
    this.resolver = resolver;
    this.size = threads + waiting;
    this.places = new Semaphore(size);
    ThreadPoolExecutor executor =
        new ThreadPoolExecutor(
            threads,
            threads,
            IDLE.toSeconds(),
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Thread.ofPlatform().daemon().name("resolver-" + resolver + "-", 1).factory());
    executor.allowCoreThreadTimeOut(true);
    this.pool = executor;
  }

  /** Begins a call, or one that has already ended as {@link Ending#BUSY}. Never blocks. */
  <T> Call<T> start(Callable<T> work, Deadline deadline) {
    Call<T> call = new Call<>(resolver, work, deadline, places::release);
    if (!places.tryAcquire()) {
      return call.refused(
          Ending.BUSY, "busy: all threads are taken and " + size + " calls under way");
    }
    try {
      pool.execute(call);
      return call;
    } catch (RejectedExecutionException closed) {
      places.release();
      return call.refused(Ending.BUSY, "busy: the resolver is closed");
    }
  }

  /** Calls under way, those that wait for a thread included. */
  int underway() {
    return size - places.availablePermits();
  }

  /** Lets no new call in and asks those under way to end; waits for them a moment. */
  @Override
  public void close() {
    pool.shutdownNow();
    try {
      pool.awaitTermination(1, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
