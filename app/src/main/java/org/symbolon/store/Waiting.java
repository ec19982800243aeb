package org.symbolon.store;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** A unit that waits for the writer, and its caller for the answer. */
final class Waiting<T> {
  /** Longer than the writer waits for another process's lock. */
  private static final long LONGEST_SECONDS = 30;

  private final @Nullable Unit<T> unit;
  private final GroupCommit.Frame frame;
  private final CompletableFuture<T> answer = new CompletableFuture<>();

  // What the unit came to, told only once it is durable. A unit may give null.
  private @Nullable T result;
  private @Nullable Throwable thrown;

  Waiting(Unit<T> unit, GroupCommit.Frame frame) {
    this.unit = unit;
    this.frame = frame;
  }

  private Waiting() {
    this.unit = null;
    this.frame = GroupCommit.Frame.NONE;
  }

  /** Tells the writer to stop. */
  static Waiting<Void> end() {
    return new Waiting<>();
  }

  boolean isEnd() {
    return unit == null;
  }

  GroupCommit.Frame frame() {
    return frame;
  }

  /**
   * Runs the unit and keeps what it came to.
   *
   * @return what it threw, if that is an outage of the database
   */
  Optional<RuntimeException> run(Handle handle) {
    try {
      if (unit != null) {
        result = unit.run(handle);
      }
    } catch (RuntimeException e) {
      thrown = e;
      if (Dialect.failureIn(e).filter(Dialect.SQLITE::outage).isPresent()) {
        return Optional.of(e);
      }
    } catch (Error e) {
      // Even this belongs to the caller, and must not end the writer.
      thrown = e;
    }
    return Optional.empty();
  }

  boolean failed() {
    return thrown != null;
  }

  void answer() {
    if (thrown != null) {
      answer.completeExceptionally(thrown);
    } else {
      answer.complete(result);
    }
  }

  void fail(RuntimeException failure) {
    answer.completeExceptionally(failure);
  }

  T await() {
    try {
      return answer.get(LONGEST_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Outage.of("database: interrupted while waiting for the writer");
    } catch (TimeoutException e) {
      throw Outage.of("database: the writer did not answer in " + LONGEST_SECONDS + " seconds");
    } catch (ExecutionException e) {
      throw thrownBy(e.getCause());
    }
  }

  private static RuntimeException thrownBy(@Nullable Throwable cause) {
    if (cause instanceof RuntimeException thrown) {
      return thrown;
    }
    if (cause instanceof Error error) {
      throw error;
    }
    return new IllegalStateException(cause);
  }
}
