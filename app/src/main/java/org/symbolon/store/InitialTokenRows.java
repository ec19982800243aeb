package org.symbolon.store;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.symbolon.protocol.IssuerId;
import org.symbolon.protocol.SecretHash;

/** Uses initial access tokens within others' units. */
final class InitialTokenRows {
  private static final String USE =
      """
      UPDATE registration_tokens SET uses = uses + 1
      WHERE hash = :hash AND issuer = :issuer AND uses < most_uses AND expires_at > :now
      RETURNING id
      """;

  private InitialTokenRows() {}

  /**
   * Counts a use.
   *
   * @return the token's id; empty when it can not be used
   */
  static Optional<String> use(Handle handle, IssuerId issuer, SecretHash hash, Instant now) {
    return handle
        .createQuery(USE)
        .bind("hash", hash.hex())
        .bind("issuer", issuer.value())
        .bind("now", now.toEpochMilli())
        .mapTo(String.class)
        .findOne();
  }
}
