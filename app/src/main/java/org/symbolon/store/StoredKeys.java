package org.symbolon.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.symbolon.keys.KeyState;
import org.symbolon.keys.KeyStore;
import org.symbolon.keys.StoredKey;
import org.symbolon.protocol.IssuerId;

/** {@link KeyStore} in the database. */
final class StoredKeys implements KeyStore {
  // Two nodes may both find none; the index on what is not retired then lets one in.
  private static final String ADD =
      """
      INSERT INTO signing_keys (issuer, kid, algorithm, state, public_jwk, encrypted_private_jwk,
        created_at)
      SELECT :issuer, :kid, :algorithm, :state, :publicJwk, :privateJwk, :created
      WHERE NOT EXISTS (SELECT 1 FROM signing_keys
        WHERE issuer = :issuer AND algorithm = :algorithm AND state = :state)
      ON CONFLICT DO NOTHING
      """;

  private final Engine engine;

  StoredKeys(Engine engine) {
    this.engine = engine;
  }

  @Override
  public List<StoredKey> load(IssuerId issuer) {
    return engine.read(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT issuer, kid, algorithm, state, public_jwk, encrypted_private_jwk,
                      created_at
                    FROM signing_keys WHERE issuer = :issuer ORDER BY created_at, kid
                    """)
                .bind("issuer", issuer.value())
                .map((row, context) -> read(row))
                .list());
  }

  private static StoredKey read(ResultSet row) throws SQLException {
    return new StoredKey(
        row.getString("kid"),
        new IssuerId(row.getString("issuer")),
        row.getString("algorithm"),
        KeyState.valueOf(row.getString("state")),
        row.getString("public_jwk"),
        row.getString("encrypted_private_jwk"),
        Columns.instant(row, "created_at"));
  }

  @Override
  public boolean addIfNone(StoredKey key) {
    return engine.commitStatement(
        handle ->
            handle
                    .createUpdate(ADD)
                    .bind("issuer", key.issuer().value())
                    .bind("kid", key.kid())
                    .bind("algorithm", key.algorithm())
                    .bind("state", key.state().name())
                    .bind("publicJwk", key.publicJwk())
                    .bind("privateJwk", key.encryptedPrivateJwk())
                    .bind("created", key.created().toEpochMilli())
                    .execute()
                == 1);
  }

  @Override
  public boolean promote(StoredKey next, Optional<StoredKey> signing) {
    return engine.commit(
        handle -> {
          // The index lets no two sign: the old one goes first.
          boolean retired =
              signing.isEmpty() || move(handle, signing.get(), KeyState.SIGNING, KeyState.RETIRED);
          boolean promoted = retired && move(handle, next, KeyState.NEXT, KeyState.SIGNING);
          if (retired && !promoted && signing.isPresent()) {
            move(handle, signing.get(), KeyState.RETIRED, KeyState.SIGNING);
          }
          return promoted;
        });
  }

  @Override
  public boolean retire(StoredKey key) {
    return engine.commit(handle -> move(handle, key, key.state(), KeyState.RETIRED));
  }

  private static boolean move(Handle handle, StoredKey key, KeyState from, KeyState to) {
    return handle
            .createUpdate(
                """
                UPDATE signing_keys SET state = :to
                WHERE issuer = :issuer AND kid = :kid AND state = :from
                """)
            .bind("issuer", key.issuer().value())
            .bind("kid", key.kid())
            .bind("from", from.name())
            .bind("to", to.name())
            .execute()
        == 1;
  }

  @Override
  public boolean remove(StoredKey key) {
    return engine.commitStatement(
        handle ->
            handle
                    .createUpdate(
                        """
                        DELETE FROM signing_keys
                        WHERE issuer = :issuer AND kid = :kid AND state = 'RETIRED'
                        """)
                    .bind("issuer", key.issuer().value())
                    .bind("kid", key.kid())
                    .execute()
                == 1);
  }
}
