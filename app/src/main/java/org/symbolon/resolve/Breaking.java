package org.symbolon.resolve;

import java.time.Duration;

/**
 * When a resolver is no longer asked because asking only costs time.
 *
 * @param calls of the last so many questions that reached the resolver; zero: it is always asked
 * @param failureRate percent of them, 1 to 100, without an answer
 * @param pause how long it is then left alone, until one question tries again
 */
public record Breaking(int calls, int failureRate, Duration pause) {
  public static final Breaking DEFAULT = new Breaking(10, 50, Duration.ofSeconds(10));

  /** Always asked. */
  public static final Breaking NEVER = new Breaking(0, 100, Duration.ofSeconds(10));

  public Breaking {
    if (calls < 0 || failureRate < 1 || failureRate > 100 || !pause.isPositive()) {
      throw new IllegalArgumentException("a breaker needs a number of calls, a rate and a pause");
    }
  }
}
