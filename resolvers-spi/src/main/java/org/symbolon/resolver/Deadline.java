package org.symbolon.resolver;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The moment by which an answer is needed, on the monotonic clock.
 *
 * @param atNanos in the time base of {@code nanos}
 * @param nanos the monotonic clock, {@link System#nanoTime} outside tests
 */
public record Deadline(long atNanos, LongSupplier nanos) {
  /** A deadline this long from now. */
  public static Deadline in(Duration duration) {
    return in(duration, System::nanoTime);
  }

  /** A deadline this long from now on the given monotonic clock. */
  public static Deadline in(Duration duration, LongSupplier nanos) {
    return new Deadline(nanos.getAsLong() + duration.toNanos(), nanos);
  }

  /** Time left; zero or negative once passed. */
  public Duration left() {
    return Duration.ofNanos(atNanos - nanos.getAsLong());
  }

  public boolean passed() {
    return atNanos - nanos.getAsLong() <= 0;
  }
}
