package org.symbolon;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that a test sets. */
public final class TestClock implements InstantSource {
  private volatile Instant now;

  public TestClock(Instant start) {
    now = start;
  }

  /** 2026-01-01 at noon, and a fraction that must never reach a token. */
  public static TestClock fixed() {
    return new TestClock(Instant.parse("2026-01-01T12:00:00.987Z"));
  }

  public void advance(Duration time) {
    now = now.plus(time);
  }

  @Override
  public Instant instant() {
    return now;
  }
}
