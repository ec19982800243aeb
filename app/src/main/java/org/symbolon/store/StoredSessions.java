package org.symbolon.store;

import java.time.Instant;
import java.util.Optional;
import org.symbolon.grant.Login;
import org.symbolon.login.Session;
import org.symbolon.login.Sessions;
import org.symbolon.protocol.IssuerId;
import org.symbolon.protocol.SecretHash;

/** {@link Sessions} in the database. */
final class StoredSessions implements Sessions {
  private static final String FIND =
      "SELECT "
          + LoginRows.COLUMNS
          + " FROM sessions s JOIN logins o ON o.grant_id = s.login_id"
          + " JOIN grants r ON r.id = s.login_id"
          + " WHERE s.id = :id AND s.issuer = :issuer AND s.expires_at > :now"
          + " AND r.ended_at IS NULL AND r.expires_at > :now";

  private final Engine engine;

  StoredSessions(Engine engine) {
    this.engine = engine;
  }

  @Override
  public void begin(Session session) {
    engine.commitStatement(
        handle ->
            handle
                .createUpdate(
                    """
                    INSERT INTO sessions (id, issuer, login_id, created_at, expires_at)
                    VALUES (:id, :issuer, :login, :created, :expires)
                    """)
                .bind("id", session.id().hex())
                .bind("issuer", session.issuer().value())
                .bind("login", session.login().value())
                .bind("created", session.created().toEpochMilli())
                .bind("expires", session.expires().toEpochMilli())
                .execute());
  }

  @Override
  public Optional<Login> find(IssuerId issuer, SecretHash id, Instant now) {
    return engine.read(
        handle ->
            handle
                .createQuery(FIND)
                .bind("id", id.hex())
                .bind("issuer", issuer.value())
                .bind("now", now.toEpochMilli())
                .map((row, context) -> LoginRows.read(row))
                .findOne());
  }

  @Override
  public void end(SecretHash id) {
    engine.commitStatement(
        handle ->
            handle
                .createUpdate("DELETE FROM sessions WHERE id = :id")
                .bind("id", id.hex())
                .execute());
  }
}
