package org.symbolon.store;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Lets as many callers to the connections as there are. A pool's own waiting yields in a loop,
 * which with many virtual threads costs more than the statements do.
 */
final class Turns {
  private static final long LONGEST_SECONDS = 5;

  private final Semaphore free;
  private final int connections;

  Turns(int connections) {
    // In order of arrival: otherwise those who come back at once keep the rest waiting for seconds.
    this.connections = connections;
    this.free = new Semaphore(connections, true);
  }

  <T> T take(Supplier<T> action) {
    try {
      if (!free.tryAcquire(LONGEST_SECONDS, TimeUnit.SECONDS)) {
        throw Outage.of("database: no connection came free in " + LONGEST_SECONDS + " seconds");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Outage.of("database: interrupted while waiting for a connection");
    }
    try {
      return action.get();
    } finally {
      free.release();
    }
  }

  /** Does it when nobody else has a turn. */
  void takeAll(Runnable action) {
    free.acquireUninterruptibly(connections);
    try {
      action.run();
    } finally {
      free.release(connections);
    }
  }
}
