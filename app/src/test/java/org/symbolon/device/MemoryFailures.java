package org.symbolon.device;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.symbolon.login.Failures;

/** Counts in memory, and never forgets. */
final class MemoryFailures implements Failures {
  private final Map<String, Integer> counted = new HashMap<>();

  @Override
  public Attempt attempt(List<Limit> limits, Duration window, Instant now) {
    if (limits.stream()
        .anyMatch(limit -> counted.getOrDefault(limit.bucket(), 0) >= limit.most())) {
      return Attempt.FULL;
    }
    boolean last = false;
    for (Limit limit : limits) {
      last |= counted.merge(limit.bucket(), 1, Integer::sum) == limit.most();
    }
    return last ? Attempt.LAST : Attempt.COUNTED;
  }

  @Override
  public void takeBack(List<Limit> limits, Instant now) {
    limits.forEach(limit -> counted.merge(limit.bucket(), -1, Integer::sum));
  }
}
