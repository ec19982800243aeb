package org.symbolon.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
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
}
