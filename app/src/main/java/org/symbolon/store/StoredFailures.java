package org.symbolon.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.symbolon.login.Failures;
import org.symbolon.protocol.SecretHash;

/** {@link Failures} in the database. */
final class StoredFailures implements Failures {
  // Gives no row where the limit is reached.
  private static final String COUNT =
      """
      INSERT INTO failures (bucket, counted, window_ends_at) VALUES (:bucket, 1, :windowEnds)
      ON CONFLICT (bucket) DO UPDATE SET
        counted = CASE WHEN failures.window_ends_at <= :now THEN 1
          ELSE failures.counted + 1 END,
        window_ends_at = CASE WHEN failures.window_ends_at <= :now THEN excluded.window_ends_at
          ELSE failures.window_ends_at END
      WHERE failures.window_ends_at <= :now OR failures.counted < :most
      RETURNING counted
      """;

  private static final String TAKE_BACK =
      """
      UPDATE failures SET counted = counted - 1
      WHERE bucket = :bucket AND window_ends_at > :now AND counted > 0
      """;

  private final Engine engine;

  StoredFailures(Engine engine) {
    this.engine = engine;
  }

  /** A bucket may hold a name of any length that somebody typed: neither kept nor a limit here. */
  private static String key(String bucket) {
    return SecretHash.of(bucket).hex();
  }

  @Override
  public Attempt attempt(List<Limit> limits, Duration window, Instant now) {
    return engine.commit(handle -> attempt(handle, limits, window, now));
  }

  private static Attempt attempt(Handle handle, List<Limit> limits, Duration window, Instant now) {
    boolean last = false;
    for (int place = 0; place < limits.size(); place++) {
      Limit limit = limits.get(place);
      Optional<Integer> counted =
          handle
              .createQuery(COUNT)
              .bind("bucket", key(limit.bucket()))
              .bind("windowEnds", now.plus(window).toEpochMilli())
              .bind("now", now.toEpochMilli())
              .bind("most", limit.most())
              .mapTo(Integer.class)
              .findOne();
      if (counted.isEmpty()) {
        takeBack(handle, limits.subList(0, place), now);
        return Attempt.FULL;
      }
      last |= counted.get() >= limit.most();
    }
    return last ? Attempt.LAST : Attempt.COUNTED;
  }

  @Override
  public void takeBack(List<Limit> limits, Instant now) {
    engine.commit(
        handle -> {
          takeBack(handle, limits, now);
          return limits.size();
        });
  }

  private static void takeBack(Handle handle, List<Limit> limits, Instant now) {
    for (Limit limit : limits) {
      handle
          .createUpdate(TAKE_BACK)
          .bind("bucket", key(limit.bucket()))
          .bind("now", now.toEpochMilli())
          .execute();
    }
  }
}
