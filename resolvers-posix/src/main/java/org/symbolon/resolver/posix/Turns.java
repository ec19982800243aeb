package org.symbolon.resolver.posix;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.symbolon.resolver.Deadline;

/**
 * Turns at the processor for walks, which are work and not waiting: however many are asked for, no
 * more go on at once than have a turn. Turns are given in the order in which they were asked for;
 * who has had one for a slice hands it on, so that a short walk does not wait for the end of a long
 * one. A walk that shows no sign of life and waits in the kernel needs no processor: its turn goes
 * to somebody else, and it queues again if it comes back.
 */
final class Turns {
  /** Most walks end within one. */
  private static final Duration SLICE = Duration.ofMillis(200);

  /** Signs of life are given entry by entry. */
  private static final Duration HUNG = Duration.ofMillis(100);

  /** Nobody tells of a deadline that passes, or of somebody who hangs. */
  private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

  private final int atOnce;
  private final Duration slice;
  private final Duration hung;
  private final LongSupplier nanos;
  private final Supplier<BooleanSupplier> kernel;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<Turn> waiting = new ArrayDeque<>();
  private final Set<Turn> working = new HashSet<>();

  /**
   * @param nanos the monotonic clock
   * @param kernel makes for the calling thread a question for others: does it wait in the kernel?
   */
  Turns(
      int atOnce,
      Duration slice,
      Duration hung,
      LongSupplier nanos,
      Supplier<BooleanSupplier> kernel) {
    this.atOnce = atOnce;
    this.slice = slice;
    this.hung = hung;
    this.nanos = nanos;
    this.kernel = kernel;
  }

  static Turns of(int atOnce) {
    return new Turns(atOnce, SLICE, HUNG, System::nanoTime, KernelWait::ofThisThread);
  }

  /** For half of the processors: the other half is left to everybody else. */
  static Turns ofThisMachine() {
    return of(Math.max(1, Runtime.getRuntime().availableProcessors() / 2));
  }

  /** One for the walks of one question, and of one thread; not taken yet. */
  Turn turn(Deadline deadline) {
    return new Turn(deadline);
  }

  int waiting() {
    lock.lock();
    try {
      return waiting.size();
    } finally {
      lock.unlock();
    }
  }

  /** For one thread; closing it when it is not taken changes nothing. */
  final class Turn implements AutoCloseable {
    private final Deadline deadline;
    private long since;
    private long waited;
    private volatile long alive;
    private volatile BooleanSupplier waitsInKernel = () -> false;

    private Turn(Deadline deadline) {
      this.deadline = deadline;
    }

    /**
     * Waits for it.
     *
     * @return false when the deadline came first, or the thread is to end
     */
    boolean take() {
      waitsInKernel = kernel.get();
      lock.lock();
      try {
        waiting.addLast(this);
        return queue();
      } finally {
        lock.unlock();
      }
    }

    /**
     * A sign of life. Hands the turn on when its slice is over and somebody waits, and then waits
     * for another.
     *
     * @return as {@link #take}
     */
    boolean keep() {
      long now = nanos.getAsLong();
      boolean silent = now - alive >= hung.toNanos();
      alive = now;
      if (now - since < slice.toNanos() && !silent) {
        return true;
      }
      lock.lock();
      try {
        boolean stillMine = working.contains(this);
        if (stillMine && waiting.isEmpty()) {
          since = now;
          return true;
        }
        working.remove(this);
        waiting.addLast(this);
        changed.signalAll();
        return queue();
      } finally {
        lock.unlock();
      }
    }

    /** Time spent without a turn: none of the walk's own. */
    Duration waited() {
      return Duration.ofNanos(waited);
    }

    @Override
    public void close() {
      lock.lock();
      try {
        working.remove(this);
        changed.signalAll();
      } finally {
        lock.unlock();
      }
    }

    private boolean queue() {
      long begin = nanos.getAsLong();
      try {
        while (!(waiting.peekFirst() == this && free())) {
          if (deadline.passed()) {
            return false;
          }
          changed.await(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
        }
        since = nanos.getAsLong();
        alive = since;
        working.add(this);
        return true;
      } catch (InterruptedException closing) {
        Thread.currentThread().interrupt();
        return false;
      } finally {
        waiting.remove(this);
        waited += nanos.getAsLong() - begin;
        changed.signalAll();
      }
    }

    private boolean free() {
      long now = nanos.getAsLong();
      working.removeIf(
          other -> now - other.alive >= hung.toNanos() && other.waitsInKernel.getAsBoolean());
      return working.size() < atOnce;
    }
  }
}
