package org.symbolon.store;

import java.time.Instant;
import java.util.List;
import org.symbolon.client.InitialTokens;
import org.symbolon.protocol.IssuerId;
import org.symbolon.protocol.SecretHash;

/** {@link InitialTokens} in the database. */
final class StoredInitialTokens implements InitialTokens {
  private final Engine engine;

  StoredInitialTokens(Engine engine) {
    this.engine = engine;
  }

  @Override
  public void add(InitialToken token, SecretHash hash) {
    engine.commitStatement(
        handle ->
            handle
                .createUpdate(
                    """
                    INSERT INTO registration_tokens
                      (id, issuer, hash, note, most_uses, uses, created_at, expires_at)
                    VALUES (:id, :issuer, :hash, :note, :most, :uses, :made, :expires)
                    """)
                .bind("id", token.id())
                .bind("issuer", token.issuer().value())
                .bind("hash", hash.hex())
                .bind("note", token.note())
                .bind("most", token.most())
                .bind("uses", token.uses())
                .bind("made", token.made().toEpochMilli())
                .bind("expires", token.expires().toEpochMilli())
                .execute());
  }

  @Override
  public List<InitialToken> usable(IssuerId issuer, Instant now) {
    return engine.read(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT id, note, most_uses, uses, created_at, expires_at
                    FROM registration_tokens
                    WHERE issuer = :issuer AND expires_at > :now AND uses < most_uses
                    ORDER BY created_at DESC, id
                    """)
                .bind("issuer", issuer.value())
                .bind("now", now.toEpochMilli())
                .map(
                    (row, context) ->
                        new InitialToken(
                            row.getString("id"),
                            issuer,
                            row.getString("note"),
                            row.getInt("most_uses"),
                            row.getInt("uses"),
                            Instant.ofEpochMilli(row.getLong("created_at")),
                            Instant.ofEpochMilli(row.getLong("expires_at"))))
                .list());
  }

  @Override
  public boolean end(IssuerId issuer, String id) {
    return engine.commitStatement(
            handle ->
                handle
                    .createUpdate(
                        "DELETE FROM registration_tokens WHERE id = :id AND issuer = :issuer")
                    .bind("id", id)
                    .bind("issuer", issuer.value())
                    .execute())
        == 1;
  }
}
