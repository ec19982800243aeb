package org.symbolon.resolve;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.symbolon.resolve.ResolverObserver.Question;

/** Reports how one resolver's questions end; to the log only when that changes. */
final class Watch {
  private static final Logger log = LoggerFactory.getLogger(Watch.class);

  private final String resolver;
  private final ResolverObserver observer;
  private final LongSupplier nanos;
  private final AtomicReference<Ending> last = new AtomicReference<>(Ending.ANSWERED);
  private final AtomicBoolean stale = new AtomicBoolean();

  Watch(String resolver, ResolverObserver observer, LongSupplier nanos) {
    this.resolver = resolver;
    this.observer = observer;
    this.nanos = nanos;
  }

  long now() {
    return nanos.getAsLong();
  }

  /**
   * @param since from {@link #now}
   * @param why in case it is no answer
   */
  void ended(Question question, Ending ending, String why, long since) {
    observer.ended(resolver, question, ending, Duration.ofNanos(now() - since));
    tell(ending, why);
  }

  /**
   * An earlier answer stood in.
   *
   * @param ending why there was no other
   */
  void stoodIn(Question question, Ending ending, String why, long since) {
    observer.ended(resolver, question, Ending.STALE, Duration.ofNanos(now() - since));
    tell(ending, why);
    if (!stale.getAndSet(true)) {
      log.warn("the resolver {} gives no answer: earlier answers of it stand in", resolver);
    }
  }

  /** Whether earlier answers have stood in since it last answered. */
  boolean stale() {
    return stale.get();
  }

  private void tell(Ending ending, String why) {
    if (!ending.isNews()) {
      return;
    }
    Ending before = last.getAndSet(ending);
    if (before == ending) {
      return;
    }
    if (ending == Ending.ANSWERED) {
      stale.set(false);
      log.info("the resolver {} answers again", resolver);
    } else {
      log.warn("the resolver {} gives no answer: {}", resolver, why);
    }
  }
}
