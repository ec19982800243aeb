package org.symbolon.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.javalin.http.Context;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.ProtocolError;

/**
 * How often one caller may begin what is stored before anybody has proved who they are: device
 * codes of public clients, and the sign-in that an authorization request begins. Without it a loop
 * of cheap requests fills the database. Each node counts for itself; this machine itself is not
 * counted.
 */
final class BeginLimit {
  /** A whole institution may sit behind one address. */
  static final int MOST = 300;

  private static final Duration WINDOW = Duration.ofMinutes(1);
  private static final int MOST_CALLERS = 100_000;

  private final Caller caller;
  private final Cache<String, AtomicInteger> begun;

  BeginLimit(Caller caller, InstantSource clock) {
    this.caller = caller;
    // A window begins with its first request: counting on is no write.
    this.begun =
        Caffeine.newBuilder()
            .expireAfterWrite(WINDOW)
            .maximumSize(MOST_CALLERS)
            .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
            .executor(Runnable::run)
            .build();
  }

  /**
   * Counts one.
   *
   * @throws org.symbolon.protocol.ProtocolException {@code too_many_requests}
   */
  void count(Context context) {
    if (caller.isThisMachine(context)) {
      return;
    }
    int count = begun.get(caller.limitKey(context), first -> new AtomicInteger()).incrementAndGet();
    if (count > MOST) {
      throw new ProtocolError(
              ErrorCode.TOO_MANY_REQUESTS,
              "too many requests come from this address: try again in a minute",
              Optional.empty(),
              Optional.of(WINDOW))
          .exception();
    }
  }
}
