package org.symbolon.resolve;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.symbolon.resolver.Deadline;

/** What all kinds of questions to one resolver share: its threads, its timeout, its watch. */
record Hosting(
    String name,
    BoundedThreads threads,
    Duration timeout,
    Watch watch,
    Breaker breaker,
    LongSupplier nanos) {
  /** What each cache of a resolver keeps at most. */
  private static final int MOST_KEPT = 20_000;

  /** For questions that may take long: they take neither threads nor patience from the others. */
  Hosting apart(BoundedThreads others, Breaker another) {
    return new Hosting(name, others, timeout, watch, another, nanos);
  }

  /**
   * Begins a call with a deadline of its own, which the resolver is told; or joins one that is
   * under way.
   *
   * @param patience of the request; once it has passed nothing is begun
   */
  <K, T> Call<T> call(
      SingleFlight<K, T> flights, K key, Deadline patience, Function<Deadline, T> question) {
    Deadline deadline = Deadline.in(timeout, nanos);
    return patience.passed()
        ? tooLate(deadline)
        : flights.join(key, () -> threads.start(() -> question.apply(deadline), deadline));
  }

  /**
   * As {@link #call}, unless the breaker is open; then it ends at once.
   *
   * @param who asks
   * @param down whether an answer says that the source is down
   */
  <K, T> Call<T> guarded(
      SingleFlight<K, T> flights,
      K key,
      Deadline patience,
      Function<Deadline, T> question,
      Object who,
      Predicate<T> down) {
    Deadline deadline = Deadline.in(timeout, nanos);
    return patience.passed()
        ? tooLate(deadline)
        : flights.join(key, () -> begin(() -> question.apply(deadline), deadline, who, down));
  }

  private <T> Call<T> begin(Callable<T> work, Deadline deadline, Object who, Predicate<T> down) {
    Optional<String> refusal = breaker.refusal(who);
    if (refusal.isPresent()) {
      return this.<T>none(deadline).refused(Ending.OPEN, refusal.get());
    }
    Breaker.Attempt attempt = breaker.attempt(deadline, who);
    Call<T> call = threads.start(attempt.counted(work, down), deadline);
    call.whenDone(heard -> attempt.end());
    return call;
  }

  private <T> Call<T> tooLate(Deadline deadline) {
    return this.<T>none(deadline)
        .refused(Ending.GIVEN_UP, "other sources have used up the request's time");
  }

  private <T> Call<T> none(Deadline deadline) {
    return new Call<>(
        name,
        () -> {
          throw new IllegalStateException("it is refused and never run");
        },
        deadline,
        () -> {});
  }

  /** Whether an old answer may stand in: only where the source fails, not where we are busy. */
  boolean standIn(Ending ending) {
    return switch (ending) {
      case DOWN, SLOW, OPEN, DEFECT -> true;
      case BUSY -> breaker.isOpen();
      case ANSWERED, CACHED, STALE, GIVEN_UP -> false;
    };
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
