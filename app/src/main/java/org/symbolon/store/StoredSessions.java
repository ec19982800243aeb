package org.symbolon.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.symbolon.login.Session;
import org.symbolon.login.Sessions;
import org.symbolon.protocol.GrantId;
import org.symbolon.protocol.IssuerId;
import org.symbolon.protocol.SecretHash;

/** {@link Sessions} in the database. */
final class StoredSessions implements Sessions {
  static final String COLUMNS =
      "s.id AS session_id, s.handle, s.issuer AS session_issuer, s.login_id,"
          + " s.created_at AS session_created, s.expires_at AS session_expires, s.idle_expires_at,"
          + " s.used_at, s.used_from, s.browser, s.upstream_id_token,"
          + " s.upstream_session";

  private static final String WITH_LOGIN =
      "SELECT "
          + COLUMNS
          + ", "
          + LoginRows.COLUMNS
          + " FROM sessions s JOIN logins o ON o.grant_id = s.login_id"
          + " JOIN grants r ON r.id = s.login_id";

  private static final String LIVES =
      " AND s.expires_at > :now AND s.idle_expires_at > :now"
          + " AND r.ended_at IS NULL AND r.expires_at > :now";

  private static final String FIND =
      WITH_LOGIN + " WHERE s.id = :id AND s.issuer = :issuer" + LIVES;

  // The partial index is used where its condition stands as it does there.
  private static final String OF_PERSON =
      WITH_LOGIN
          + " WHERE r.issuer = :issuer AND r.person = :person AND r.kind = 'LOGIN'"
          + LIVES
          + " ORDER BY s.used_at DESC, s.id";

  private static final String OF_UPSTREAM_SESSION =
      WITH_LOGIN + " WHERE s.issuer = :issuer AND s.upstream_session = :session" + LIVES;

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
                    INSERT INTO sessions (id, handle, issuer, login_id, created_at, expires_at,
                      idle_expires_at, used_at, used_from, browser, upstream_id_token,
                      upstream_session)
                    VALUES (:id, :handle, :issuer, :login, :created, :expires, :idle, :used, :from,
                      :browser, :idToken, :upstreamSession)
                    """)
                .bind("id", session.id().hex())
                .bind("handle", session.handle())
                .bind("issuer", session.issuer().value())
                .bind("login", session.login().value())
                .bind("created", session.created().toEpochMilli())
                .bind("expires", session.expires().toEpochMilli())
                .bind("idle", session.idleExpires().toEpochMilli())
                .bind("used", session.lastUsed().toEpochMilli())
                .bind("from", session.from())
                .bind("browser", session.browser())
                .bind("idToken", session.upstreamIdToken().orElse(null))
                .bind("upstreamSession", session.upstreamSession().orElse(null))
                .execute());
  }

  @Override
  public Optional<Found> find(IssuerId issuer, SecretHash id, Instant now) {
    return engine.read(
        handle ->
            handle
                .createQuery(FIND)
                .bind("id", id.hex())
                .bind("issuer", issuer.value())
                .bind("now", now.toEpochMilli())
                .map((row, context) -> new Found(read(row), LoginRows.read(row)))
                .findOne());
  }

  @Override
  public void used(SecretHash id, String from, Instant idleExpires, Instant now) {
    engine.commitStatement(
        handle ->
            handle
                .createUpdate(
                    """
                    UPDATE sessions SET used_at = :now, used_from = :from, idle_expires_at = :idle
                    WHERE id = :id AND used_at < :now
                    """)
                .bind("now", now.toEpochMilli())
                .bind("from", from)
                .bind("idle", idleExpires.toEpochMilli())
                .bind("id", id.hex())
                .execute());
  }

  @Override
  public boolean renew(SecretHash id, Session next) {
    return engine.commit(handle -> renew(handle, id, next));
  }

  private static boolean renew(Handle handle, SecretHash id, Session next) {
    boolean renewed =
        handle
                .createUpdate(
                    """
                    UPDATE sessions SET id = :next, login_id = :login, expires_at = :expires,
                      idle_expires_at = :idle, used_at = :used, used_from = :from,
                      browser = :browser, upstream_id_token = :idToken,
                      upstream_session = :upstreamSession
                    WHERE id = :id AND issuer = :issuer AND handle = :handle
                    """)
                .bind("next", next.id().hex())
                .bind("login", next.login().value())
                .bind("expires", next.expires().toEpochMilli())
                .bind("idle", next.idleExpires().toEpochMilli())
                .bind("used", next.lastUsed().toEpochMilli())
                .bind("from", next.from())
                .bind("browser", next.browser())
                .bind("idToken", next.upstreamIdToken().orElse(null))
                .bind("upstreamSession", next.upstreamSession().orElse(null))
                .bind("id", id.hex())
                .bind("issuer", next.issuer().value())
                .bind("handle", next.handle())
                .execute()
            == 1;
    if (renewed) {
      handle
          .createUpdate("UPDATE session_clients SET expires_at = :expires WHERE session = :session")
          .bind("expires", next.expires().toEpochMilli())
          .bind("session", next.handle())
          .execute();
    }
    return renewed;
  }

  @Override
  public void joined(Session session, Member member) {
    engine.commitStatement(
        handle ->
            handle
                .createUpdate(
                    """
                    INSERT INTO session_clients (session, login_id, client, account, expires_at)
                    VALUES (:session, :login, :client, :account, :expires)
                    ON CONFLICT (session, login_id, client) DO NOTHING
                    """)
                .bind("session", session.handle())
                .bind("login", member.login().value())
                .bind("client", member.client().value())
                .bind("account", member.account())
                .bind("expires", session.expires().toEpochMilli())
                .execute());
  }

  @Override
  public List<Session> of(IssuerId issuer, String person, Instant now) {
    return engine.read(
        handle ->
            handle
                .createQuery(OF_PERSON)
                .bind("issuer", issuer.value())
                .bind("person", person)
                .bind("now", now.toEpochMilli())
                .map((row, context) -> read(row))
                .list());
  }

  @Override
  public List<Found> ofUpstreamSession(IssuerId issuer, String upstreamSession, Instant now) {
    return engine.read(
        handle ->
            handle
                .createQuery(OF_UPSTREAM_SESSION)
                .bind("issuer", issuer.value())
                .bind("session", upstreamSession)
                .bind("now", now.toEpochMilli())
                .map((row, context) -> new Found(read(row), LoginRows.read(row)))
                .list());
  }

  @Override
  public Optional<EndedSession> end(SessionEnd end) {
    return engine.commit(handle -> EndSession.end(handle, end));
  }

  static Optional<Found> byHandle(Handle handle, IssuerId issuer, String session) {
    return handle
        .createQuery(WITH_LOGIN + " WHERE s.issuer = :issuer AND s.handle = :handle")
        .bind("issuer", issuer.value())
        .bind("handle", session)
        .map((row, context) -> new Found(read(row), LoginRows.read(row)))
        .findOne();
  }

  private static Session read(ResultSet row) throws SQLException {
    return new Session(
        new SecretHash(row.getString("session_id")),
        row.getString("handle"),
        new IssuerId(row.getString("session_issuer")),
        new GrantId(row.getString("login_id")),
        Columns.instant(row, "session_created"),
        Columns.instant(row, "session_expires"),
        Columns.instant(row, "idle_expires_at"),
        Columns.instant(row, "used_at"),
        row.getString("used_from"),
        row.getString("browser"),
        Columns.optionalText(row, "upstream_id_token"),
        Columns.optionalText(row, "upstream_session"));
  }
}
