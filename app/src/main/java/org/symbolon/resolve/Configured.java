package org.symbolon.resolve;

import java.time.Duration;
import org.symbolon.resolver.Settings;

/**
 * One resolver as the configuration has it.
 *
 * @param name what policy rules call it
 * @param type which factory makes it
 * @param settings its own part; mistakes are reported there
 * @param timeout how long a question may take, waiting for a free thread included
 * @param threads how many questions it is asked at once, at most
 * @param accountCache how long the accounts it found are believed; zero for never
 * @param verdictCache how long its verdicts are believed; zero for never
 * @param serveStaleFor for how long after that an answer may stand in while the source is down;
 *     zero for never
 * @param breaking when it is no longer asked
 */
public record Configured(
    String name,
    String type,
    Settings settings,
    Duration timeout,
    int threads,
    Duration accountCache,
    Duration verdictCache,
    Duration serveStaleFor,
    Breaking breaking) {
  public static final Duration TIMEOUT = Duration.ofSeconds(5);
  public static final int THREADS = 8;
  public static final Duration ACCOUNT_CACHE = Duration.ofSeconds(30);
  public static final Duration VERDICT_CACHE = Duration.ofSeconds(5);

  public Configured {
    if (!timeout.isPositive() || threads < 1) {
      throw new IllegalArgumentException("a resolver needs a timeout and a thread");
    }
    if (accountCache.isNegative() || verdictCache.isNegative() || serveStaleFor.isNegative()) {
      throw new IllegalArgumentException("a resolver's answers are kept for no negative time");
    }
  }

  /** No old answers stand in, and the breaker is the usual one. */
  public Configured(
      String name,
      String type,
      Settings settings,
      Duration timeout,
      int threads,
      Duration accountCache,
      Duration verdictCache) {
    this(
        name,
        type,
        settings,
        timeout,
        threads,
        accountCache,
        verdictCache,
        Duration.ZERO,
        Breaking.DEFAULT);
  }

  /**
   * @param cache how long an account is believed; verdicts are, too, but never longer than 5
   *     seconds, as files change hands faster than people change groups
   */
  public Configured(
      String name, String type, Settings settings, Duration timeout, int threads, Duration cache) {
    this(
        name,
        type,
        settings,
        timeout,
        threads,
        cache,
        cache.compareTo(VERDICT_CACHE) < 0 ? cache : VERDICT_CACHE);
  }

  /** With the defaults: 5 seconds, 8 threads, accounts kept for 30 seconds, verdicts for 5. */
  public Configured(String name, String type, Settings settings) {
    this(name, type, settings, TIMEOUT, THREADS, ACCOUNT_CACHE, VERDICT_CACHE);
  }
}
