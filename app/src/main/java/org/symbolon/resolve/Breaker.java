package org.symbolon.resolve;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
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
 * its deadline has passed. One person's questions count as one failure in each pause, and whoever's
 * question failed to open it again does not try the next time: nobody whose own path or name makes
 * a source stall can shut it for all.
 */
final class Breaker {
  private static final Logger log = LoggerFactory.getLogger(Breaker.class);

  private static final int MOST_PEOPLE = 10_000;

  private final String resolver;
  private final Breaking settings;
  private final LongSupplier nanos;
  private final CircuitBreaker circuit;
  private final Cache<Object, Boolean> counted;
  private final Cache<Object, Boolean> tried;
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
    this.counted = people(settings.pause());
    // The pause that such a trial begins, and the time in which somebody else may try.
    this.tried = people(settings.pause().multipliedBy(2));
    circuit.getEventPublisher().onStateTransition(event -> tell(event.getStateTransition()));
  }

  private Cache<Object, Boolean> people(Duration kept) {
    return Caffeine.newBuilder()
        .expireAfterWrite(kept)
        .maximumSize(MOST_PEOPLE)
        .ticker(nanos::getAsLong)
        .executor(Runnable::run)
        .build();
  }

  /** One question that was let through; ended once, however it goes. */
  final class Attempt {
    private final Deadline deadline;
    private final Object who;
    private final AtomicBoolean over = new AtomicBoolean();
    private volatile boolean begun;

    private Attempt(Deadline deadline, Object who) {
      this.deadline = deadline;
      this.who = who;
    }

    /** The work, counted before anybody hears of its end. */
    <T> Callable<T> counted(Callable<T> work, Predicate<T> down) {
      return () -> {
        begun = true;
        Word word = Word.FAILED;
        try {
          T answer = work.call();
          word = down.test(answer) || deadline.passed() ? Word.FAILED : Word.WELL;
          return answer;
        } finally {
          end(word);
        }
      };
    }

    /** It has ended, or is overdue. One that never began says nothing new of the source. */
    void end() {
      end(begun ? Word.FAILED : Word.NONE);
    }

    private void end(Word word) {
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
   * Why it is not to be asked now; empty where it may be: then {@link #attempt} comes next.
   *
   * @param who would ask
   */
  Optional<String> refusal(Object who) {
    sweep();
    if (settings.calls() == 0) {
      return Optional.empty();
    }
    boolean anothersTurn =
        circuit.getState() != CircuitBreaker.State.CLOSED && tried.getIfPresent(who) != null;
    return !anothersTurn && circuit.tryAcquirePermission()
        ? Optional.empty()
        : Optional.of(whyNot());
  }

  /**
   * @param who asks: their failures count once in each pause
   */
  Attempt attempt(Deadline deadline, Object who) {
    Attempt attempt = new Attempt(deadline, who);
    underway.add(attempt);
    return attempt;
  }

  private void count(Word word, Object who) {
    if (settings.calls() == 0) {
      return;
    }
    switch (word) {
      case WELL -> circuit.onSuccess(0, TimeUnit.NANOSECONDS);
      case NONE -> circuit.releasePermission();
      case FAILED -> {
        boolean first = counted.asMap().putIfAbsent(who, true) == null;
        boolean trial = circuit.getState() == CircuitBreaker.State.HALF_OPEN;
        if (trial) {
          tried.put(who, true);
        }
        if (first || trial) {
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
        attempt.end();
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
            : "somebody else's question tries first");
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
