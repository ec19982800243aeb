package org.symbolon.store;

import java.time.Instant;
import org.symbolon.protocol.SecretHash;
import org.symbolon.verify.Replay;

/** {@link Replay} in the database. */
final class StoredReplay implements Replay {
  private final Engine engine;

  StoredReplay(Engine engine) {
    this.engine = engine;
  }

  @Override
  public boolean first(String use, String id, Instant expires) {
    // No use holds a line break, so that no two pairs make one text.
    String hash = SecretHash.of(use + "\n" + id).hex();
    return engine.commitStatement(
            handle ->
                handle
                    .createUpdate(
                        "INSERT INTO used_ids (hash, expires_at) VALUES (:hash, :expires)"
                            + " ON CONFLICT (hash) DO NOTHING")
                    .bind("hash", hash)
                    .bind("expires", expires.toEpochMilli())
                    .execute())
        == 1;
  }
}
