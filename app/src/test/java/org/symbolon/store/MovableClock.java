package org.symbolon.store;

import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands until it is set. */
public final class MovableClock implements InstantSource {
  private volatile Instant now;

  public MovableClock(Instant now) {
    this.now = now;
  }

  public void set(Instant instant) {
    now = instant;
  }

  @Override
  public Instant instant() {
    return now;
  }
}
