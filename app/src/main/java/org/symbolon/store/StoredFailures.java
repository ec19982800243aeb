package org.symbolon.store;

import java.time.Duration;
import java.time.Instant;
import org.symbolon.login.Failures;
import org.symbolon.protocol.SecretHash;

/** {@link Failures} in the database. */
final class StoredFailures implements Failures {
  private static final String COUNT =
      """
      INSERT INTO failures (bucket, counted, window_ends_at) VALUES (:bucket, 1, :windowEnds)
      ON CONFLICT (bucket) DO UPDATE SET
        counted = CASE WHEN failures.window_ends_at <= :now THEN 1
          ELSE failures.counted + 1 END,
        window_ends_at = CASE WHEN failures.window_ends_at <= :now THEN excluded.window_ends_at
          ELSE failures.window_ends_at END
      RETURNING counted
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
  public int count(String bucket, Duration window, Instant now) {
    return engine.commitStatement(
        handle ->
            handle
                .createQuery(COUNT)
                .bind("bucket", key(bucket))
                .bind("windowEnds", now.plus(window).toEpochMilli())
                .bind("now", now.toEpochMilli())
                .mapTo(Integer.class)
                .one());
  }

  @Override
  public int soFar(String bucket, Instant now) {
    return engine.read(
        handle ->
            handle
                .createQuery(
                    "SELECT counted FROM failures WHERE bucket = :bucket AND window_ends_at > :now")
                .bind("bucket", key(bucket))
                .bind("now", now.toEpochMilli())
                .mapTo(Integer.class)
                .findOne()
                .orElse(0));
  }
}
