package org.symbolon.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * How often each of many callers may do something: so many at once, and as many again in each
 * minute. In this node's memory; a caller that has been quiet for a minute takes no room.
 */
final class Buckets {
  private static final Duration WINDOW = Duration.ofMinutes(1);
  private static final int MOST_CALLERS = 100_000;

  private final int perMinute;
  private final TimeMeter time;
  private final Cache<String, Bucket> buckets;

  Buckets(int perMinute, InstantSource clock) {
    this.perMinute = perMinute;
    this.time = new Time(clock);
    this.buckets =
        Caffeine.newBuilder()
            // Full again by then, as a new one is.
            .expireAfterAccess(WINDOW)
            .maximumSize(MOST_CALLERS)
            .ticker(time::currentTimeNanos)
            .executor(Runnable::run)
            .build();
  }

  /**
   * Takes one.
   *
   * @return how long to wait where none is left
   */
  Optional<Duration> take(String key) {
    ConsumptionProbe probe = buckets.get(key, first -> full()).tryConsumeAndReturnRemaining(1);
    return probe.isConsumed()
        ? Optional.empty()
        : Optional.of(Duration.ofNanos(probe.getNanosToWaitForRefill()));
  }

  private Bucket full() {
    return Bucket.builder()
        .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, WINDOW))
        .withCustomTimePrecision(time)
        .build();
  }

  private record Time(InstantSource clock) implements TimeMeter {
    @Override
    public long currentTimeNanos() {
      return TimeUnit.MILLISECONDS.toNanos(clock.millis());
    }

    @Override
    public boolean isWallClockBased() {
      return true;
    }
  }
}
