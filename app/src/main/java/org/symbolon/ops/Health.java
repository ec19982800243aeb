package org.symbolon.ops;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Whether this process lives and whether it should get requests. The checks run side by side, each
 * no longer than the timeout; what they found is kept a moment, so that asking often costs the
 * sources nothing.
 */
public final class Health {
  /** How long one check may take. */
  public static final Duration TIMEOUT = Duration.ofSeconds(3);

  /** How long an answer is kept. */
  public static final Duration KEPT = Duration.ofSeconds(2);

  private final List<Watched> checks;
  private final Duration timeout;
  private final InstantSource clock;
  private final ReentrantLock asking = new ReentrantLock();
  private volatile @Nullable Known known;

  private record Known(Readiness readiness, Instant at) {}

  /**
   * @param checks distinct by name
   */
  public Health(List<Check> checks, InstantSource clock) {
    this(checks, TIMEOUT, clock);
  }

  Health(List<Check> checks, Duration timeout, InstantSource clock) {
    this.checks = checks.stream().map(Watched::new).toList();
    this.timeout = timeout;
    this.clock = clock;
  }

  /** A process that answers lives. Restarting it would mend nothing that readiness shows. */
  public String live() {
    return "{\"status\":\"live\"}";
  }

  /** Blocks up to {@link #TIMEOUT}; concurrent callers share one round of checks. */
  public Readiness ready() {
    Known fresh = fresh();
    if (fresh != null) {
      return fresh.readiness();
    }
    try {
      asking.lockInterruptibly();
      try {
        Known meanwhile = fresh();
        return meanwhile != null ? meanwhile.readiness() : ask();
      } finally {
        asking.unlock();
      }
    } catch (InterruptedException e) {
      // The server stops: nobody should send it anything.
      Thread.currentThread().interrupt();
      return new Readiness(false, List.of());
    }
  }

  private @Nullable Known fresh() {
    Known last = known;
    return last != null && clock.instant().isBefore(last.at().plus(KEPT)) ? last : null;
  }

  private Readiness ask() throws InterruptedException {
    checks.forEach(Watched::begin);
    long end = System.nanoTime() + timeout.toNanos();
    List<Readiness.Line> lines = new ArrayList<>();
    for (Watched check : checks) {
      lines.add(check.await(Duration.ofNanos(end - System.nanoTime()), clock.instant()));
    }
    Readiness readiness =
        new Readiness(lines.stream().allMatch(line -> line.well() || !line.required()), lines);
    known = new Known(readiness, clock.instant());
    return readiness;
  }
}
