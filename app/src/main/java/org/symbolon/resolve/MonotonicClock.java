package org.symbolon.resolve;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.LongSupplier;

/** The monotonic clock for a library that wants instants; only their distance means anything. */
final class MonotonicClock extends Clock {
  private final LongSupplier nanos;

  MonotonicClock(LongSupplier nanos) {
    this.nanos = nanos;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }

  @Override
  public Instant instant() {
    return Instant.EPOCH.plusNanos(nanos.getAsLong());
  }
}
