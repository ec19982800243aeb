package org.symbolon.resolve;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.symbolon.resolver.Deadline;

/**
 * Keeps a resolver that gives no answers from being asked: while it is open, nobody waits and no
 * thread is taken; after the pause one question tries again. A call that hangs counts as soon as
 * its deadline has passed. One person's questions count as one failure in each pause: nobody whose
 * own path or name makes a source stall can shut it for all.
 */
final class Breaker {
  private static final Logger log = LoggerFactory.getLogger(Breaker.class);

  private static final int MOST_PEOPLE = 10_000;

  private final String resolver;
  private final Breaking settings;
  private final LongSupplier nanos;
  private final CircuitBreaker circuit;
  private final Cache<Object, Boolean> counted;
  private final Set<Attempt> underway = ConcurrentHashMap.newKeySet();
  private final AtomicLong triedAgain;

  Breaker(String resolver, Breaking settings, LongSupplier nanos) {
    this.resolver = resolver;
    this.settings = settings;
    this.nanos = nanos;
    this.triedAgain = new AtomicLong(nanos.getAsLong());
    this.circuit =
        CircuitBreaker.of(
            resolver,
            CircuitBreakerConfig.custom()
                .slidingWindowSize(Math.max(1, settings.calls()))
                .minimumNumberOfCalls(Math.max(1, settings.calls()))
                .failureRateThreshold(settings.failureRate())
                .waitDurationInOpenState(settings.pause())
                .permittedNumberOfCallsInHalfOpenState(1)
                .clock(new MonotonicClock(nanos))
                .build());
    this.counted =
        Caffeine.newBuilder()
            .expireAfterWrite(settings.pause())
            .maximumSize(MOST_PEOPLE)
            .ticker(nanos::getAsLong)
            .executor(Runnable::run)
            .build();
    circuit.getEventPublisher().onStateTransition(event -> tell(event.getStateTransition()));
  }

  private final class Attempt {
    private final Call<?> call;
    private final Deadline deadline;
    private final Object who;
    private final AtomicBoolean over = new AtomicBoolean();

    Attempt(Call<?> call, Deadline deadline, Object who) {
      this.call = call;
      this.deadline = deadline;
      this.who = who;
    }

    void overdue() {
      // One that never began found no thread: that says nothing new of the source.
      end(call.begun() ? Word.FAILED : Word.NONE);
    }

    void end(Word word) {
      underway.remove(this);
      if (over.compareAndSet(false, true)) {
        count(word, who);
      }
    }
  }

  /** What a call says of the source. */
  private enum Word {
    WELL,
    FAILED,
    NONE
  }

  /**
   * Why it is not to be asked now; empty where it may be. Whoever may ask must then {@link
   * #follow}.
   */
  Optional<String> refusal() {
    if (settings.calls() == 0) {
      return Optional.empty();
    }
    sweep();
    return circuit.tryAcquirePermission() ? Optional.empty() : Optional.of(whyNot());
  }

  /**
   * Counts how a call ends.
   *
   * @param who asked: their failures count once in each pause
   * @param down whether an answer says that the source is down
   */
  <T> void follow(Call<T> call, Deadline deadline, Object who, Predicate<T> down) {
    if (settings.calls() == 0) {
      return;
    }
    Attempt attempt = new Attempt(call, deadline, who);
    underway.add(attempt);
    call.whenDone(heard -> attempt.end(word(heard, deadline, down)));
  }

  private static <T> Word word(Heard<T> heard, Deadline deadline, Predicate<T> down) {
    return switch (heard) {
      case Heard.Answer<T>(T answer) ->
          down.test(answer) || deadline.passed() ? Word.FAILED : Word.WELL;
      case Heard.Nothing<T>(Ending ending, String why) ->
          ending == Ending.BUSY || ending == Ending.GIVEN_UP ? Word.NONE : Word.FAILED;
    };
  }

  private void count(Word word, Object who) {
    switch (word) {
      case WELL -> circuit.onSuccess(0, TimeUnit.NANOSECONDS);
      case NONE -> circuit.releasePermission();
      case FAILED -> {
        boolean first = counted.asMap().putIfAbsent(who, true) == null;
        if (first || circuit.getState() == CircuitBreaker.State.HALF_OPEN) {
          // The library wants to be told what was thrown; that a source is down is no throw here.
          circuit.onError(0, TimeUnit.NANOSECONDS, new IllegalStateException("no answer"));
        } else {
          circuit.releasePermission();
        }
      }
    }
  }

  /** Calls that hang never end by themselves. */
  private void sweep() {
    for (Attempt attempt : underway) {
      if (attempt.deadline.passed()) {
        attempt.overdue();
      }
    }
  }

  /** Whether it is not asked as usual: left alone, or tried by one question. */
  boolean isOpen() {
    sweep();
    return circuit.getState() != CircuitBreaker.State.CLOSED;
  }

  /** Why not even its health is asked: it is left alone, and the pause lasts. */
  Optional<String> pausing() {
    sweep();
    return circuit.getState() == CircuitBreaker.State.OPEN && left().isPositive()
        ? Optional.of(whyNot())
        : Optional.empty();
  }

  private Duration left() {
    return Duration.ofNanos(triedAgain.get() - nanos.getAsLong());
  }

  private String whyNot() {
    Duration left = left();
    return "not asked, as too many questions had no answer; "
        + (left.isPositive()
            ? "tried again in " + (left.toSeconds() + 1) + " s"
            : "one question is trying");
  }

  private void tell(CircuitBreaker.StateTransition transition) {
    switch (transition.getToState()) {
      case OPEN -> {
        triedAgain.set(nanos.getAsLong() + settings.pause().toNanos());
        log.warn(
            "the resolver {} is not asked for {} s: too many questions had no answer",
            resolver,
            settings.pause().toSeconds());
      }
      case CLOSED -> log.info("the resolver {} is asked again as usual", resolver);
      case HALF_OPEN, DISABLED, METRICS_ONLY, FORCED_OPEN -> {
        // One question tries; the others are never set.
      }
    }
  }
}
