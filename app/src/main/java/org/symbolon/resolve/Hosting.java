package org.symbolon.resolve;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.symbolon.resolver.Deadline;

/** What all kinds of questions to one resolver share: its threads, its timeout, its watch. */
record Hosting(
    String name, BoundedThreads threads, Duration timeout, Watch watch, LongSupplier nanos) {
  /** What each cache of a resolver keeps at most. */
  private static final int MOST_KEPT = 20_000;

  /**
   * Begins a call with a deadline of its own, which the resolver is told; or joins one that is
   * under way.
   *
   * @param patience of the request; once it has passed nothing is begun
   */
  <K, T> Call<T> call(
      SingleFlight<K, T> flights, K key, Deadline patience, Function<Deadline, T> question) {
    Deadline deadline = Deadline.in(timeout, nanos);
    Callable<T> work = () -> question.apply(deadline);
    return patience.passed()
        ? new Call<>(name, work, deadline, () -> {})
            .refused(Ending.GIVEN_UP, "other sources have used up the request's time")
        : flights.join(key, () -> threads.start(work, deadline));
  }

  /** How long a request waits: its own patience, and no longer than the timeout. */
  Deadline waiting(Deadline patience) {
    return patience.left().compareTo(timeout) < 0 ? patience : Deadline.in(timeout, nanos);
  }

  <K, V> Cache<K, V> cache(Duration kept) {
    return Caffeine.newBuilder()
        .expireAfterWrite(kept)
        .maximumSize(MOST_KEPT)
        .ticker(nanos::getAsLong)
        // Little work, and no thread pool that others share.
        .executor(Runnable::run)
        .build();
  }
}
