package org.symbolon.store;

import java.time.Instant;
import org.symbolon.grant.Denials;

/** {@link Denials} in the database. */
final class StoredDenials implements Denials {
  private final Engine engine;

  StoredDenials(Engine engine) {
    this.engine = engine;
  }

  @Override
  public void deny(String tokenId, Instant expires) {
    engine.commitStatement(
        handle ->
            handle
                .createUpdate(
                    "INSERT INTO denied_tokens (id, expires_at) VALUES (:id, :expires)"
                        + " ON CONFLICT (id) DO NOTHING")
                .bind("id", tokenId)
                .bind("expires", expires.toEpochMilli())
                .execute());
  }
}
