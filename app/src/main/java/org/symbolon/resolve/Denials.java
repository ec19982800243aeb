package org.symbolon.resolve;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * When a source last said of somebody that they are unknown or disabled. What it said of them
 * before counts no more, whatever other question it was the answer to: another login, other claims.
 */
final class Denials {
  private static final int MOST = 20_000;

  private final LongSupplier nanos;
  private final Cache<String, Long> denied;

  /** All answers from before this moment are void: of somebody denied then it forgot who. */
  private final AtomicLong floor;

  /**
   * @param longest no answer is kept for longer
   */
  Denials(Duration longest, LongSupplier nanos) {
    this.nanos = nanos;
    this.floor = new AtomicLong(nanos.getAsLong() - 1);
    this.denied =
        Caffeine.newBuilder()
            .expireAfterWrite(longest)
            .maximumSize(MOST)
            .ticker(nanos::getAsLong)
            .executor(Runnable::run)
            .evictionListener(this::forgotten)
            .build();
  }

  private void forgotten(@Nullable String name, @Nullable Long at, RemovalCause cause) {
    if (cause == RemovalCause.SIZE && at != null) {
      floor.accumulateAndGet(at, (one, other) -> other - one > 0 ? other : one);
    }
  }

  void add(String name) {
    denied.put(name, nanos.getAsLong());
  }

  /** Whether what was said of this name at that moment still counts. */
  boolean allow(String name, long said) {
    Long at = denied.getIfPresent(name);
    return said - floor.get() > 0 && (at == null || said - at > 0);
  }
}
