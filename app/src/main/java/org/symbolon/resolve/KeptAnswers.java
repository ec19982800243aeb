package org.symbolon.resolve;

import com.github.benmanes.caffeine.cache.Cache;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongPredicate;
import java.util.function.LongSupplier;

/**
 * Answers of one resolver to one kind of question: believed while fresh, and after that kept for a
 * time in which they may stand in while the source is down. Of two answers the one that was asked
 * for later is kept, whichever came last.
 */
final class KeptAnswers<K, V> {
  private final Cache<K, Kept<V>> answers;
  private final long fresh;
  private final long standing;
  private final LongSupplier nanos;

  private record Kept<V>(V value, long since) {}

  /**
   * @param fresh how long an answer is believed
   * @param stale for how long after that it may stand in
   */
  KeptAnswers(Hosting hosting, Duration fresh, Duration stale) {
    this.fresh = fresh.toNanos();
    this.standing = fresh.plus(stale).toNanos();
    this.answers = hosting.cache(fresh.plus(stale));
    this.nanos = hosting.nanos();
  }

  /**
   * One to believe without asking.
   *
   * @param still whether what was asked for at that moment still counts
   */
  Optional<V> fresh(K key, LongPredicate still) {
    return younger(key, fresh, still);
  }

  /** One that may stand in for an answer that can not be had. */
  Optional<V> old(K key, LongPredicate still) {
    return younger(key, standing, still);
  }

  private Optional<V> younger(K key, long than, LongPredicate still) {
    Kept<V> kept = answers.getIfPresent(key);
    return kept == null || nanos.getAsLong() - kept.since() >= than || !still.test(kept.since())
        ? Optional.empty()
        : Optional.of(kept.value());
  }

  /**
   * @param since when it was asked for
   */
  void put(K key, V value, long since) {
    answers
        .asMap()
        .merge(
            key,
            new Kept<>(value, since),
            (one, other) -> one.since() - other.since() > 0 ? one : other);
  }
}
