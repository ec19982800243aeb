package org.symbolon.device;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.symbolon.login.Failures;

/** Counts in memory, and never forgets. */
final class MemoryFailures implements Failures {
  private final Map<String, Integer> counted = new HashMap<>();

  @Override
  public int count(String bucket, Duration window, Instant now) {
    return counted.merge(bucket, 1, Integer::sum);
  }

  @Override
  public int soFar(String bucket, Instant now) {
    return counted.getOrDefault(bucket, 0);
  }
}
