package org.symbolon.store;

import java.time.Duration;
import java.time.Instant;
import org.symbolon.grant.Denials;
import org.symbolon.protocol.IssuerId;

/** {@link Denials} in the database. */
final class StoredDenials implements Denials {
  private static final String REACHES =
      """
      INSERT INTO settings (name, value) VALUES (:name, :reach)
      ON CONFLICT (name) DO UPDATE SET value = excluded.value
      WHERE CAST(settings.value AS BIGINT) < CAST(excluded.value AS BIGINT)
      """;

  private static final String DENY =
      """
      INSERT INTO denied_tokens (id, expires_at)
      SELECT :id, :expires + COALESCE(
        (SELECT CAST(value AS BIGINT) FROM settings WHERE name = :name), 0)
      WHERE TRUE
      ON CONFLICT (id) DO NOTHING
      """;

  private final Engine engine;

  StoredDenials(Engine engine) {
    this.engine = engine;
  }

  @Override
  public void reaches(IssuerId issuer, Duration reach) {
    engine.commitStatement(
        handle ->
            handle
                .createUpdate(REACHES)
                .bind("name", name(issuer))
                .bind("reach", Long.toString(reach.toMillis()))
                .execute());
  }

  @Override
  public void deny(IssuerId issuer, String tokenId, Instant expires) {
    engine.commitStatement(
        handle ->
            handle
                .createUpdate(DENY)
                .bind("id", tokenId)
                .bind("expires", expires.toEpochMilli())
                .bind("name", name(issuer))
                .execute());
  }

  private static String name(IssuerId issuer) {
    return "exchange-reach." + issuer.value();
  }
}
