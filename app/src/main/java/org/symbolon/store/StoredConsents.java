package org.symbolon.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.symbolon.login.Consents;
import org.symbolon.protocol.ClientId;
import org.symbolon.protocol.IssuerId;

/** {@link Consents} in the database. */
final class StoredConsents implements Consents {
  private static final String FIND =
      "SELECT client, scope, allowed_at, used_at FROM consents"
          + " WHERE issuer = :issuer AND person = :person AND expires_at > :now";

  private static final String FORGET =
      "DELETE FROM consents WHERE issuer = :issuer AND person = :person";

  private final Engine engine;

  StoredConsents(Engine engine) {
    this.engine = engine;
  }

  @Override
  public void remember(
      IssuerId issuer,
      String person,
      ClientId client,
      Collection<String> scopes,
      Instant expires,
      Instant now) {
    engine.commit(
        handle -> {
          for (String scope : scopes) {
            handle
                .createUpdate(
                    """
                    INSERT INTO consents (issuer, person, client, scope, allowed_at, used_at,
                      expires_at)
                    VALUES (:issuer, :person, :client, :scope, :now, :now, :expires)
                    ON CONFLICT (issuer, person, client, scope)
                      DO UPDATE SET used_at = :now, expires_at = :expires
                    """)
                .bind("issuer", issuer.value())
                .bind("person", person)
                .bind("client", client.value())
                .bind("scope", scope)
                .bind("now", now.toEpochMilli())
                .bind("expires", expires.toEpochMilli())
                .execute();
          }
          return scopes.size();
        });
  }

  @Override
  public List<Remembered> of(IssuerId issuer, String person, ClientId client, Instant now) {
    return engine.read(
        handle ->
            handle
                .createQuery(FIND + " AND client = :client ORDER BY scope")
                .bind("issuer", issuer.value())
                .bind("person", person)
                .bind("client", client.value())
                .bind("now", now.toEpochMilli())
                .map((row, context) -> read(row))
                .list());
  }

  @Override
  public List<Remembered> of(IssuerId issuer, String person, Instant now) {
    return engine.read(
        handle ->
            handle
                .createQuery(FIND + " ORDER BY client, scope")
                .bind("issuer", issuer.value())
                .bind("person", person)
                .bind("now", now.toEpochMilli())
                .map((row, context) -> read(row))
                .list());
  }

  @Override
  public boolean forget(IssuerId issuer, String person, ClientId client) {
    return engine.commitStatement(
        handle ->
            handle
                    .createUpdate(FORGET + " AND client = :client")
                    .bind("issuer", issuer.value())
                    .bind("person", person)
                    .bind("client", client.value())
                    .execute()
                > 0);
  }

  @Override
  public void forget(IssuerId issuer, String person) {
    engine.commitStatement(
        handle ->
            handle
                .createUpdate(FORGET)
                .bind("issuer", issuer.value())
                .bind("person", person)
                .execute());
  }

  private static Remembered read(ResultSet row) throws SQLException {
    return new Remembered(
        new ClientId(row.getString("client")),
        row.getString("scope"),
        Columns.instant(row, "allowed_at"),
        Columns.instant(row, "used_at"));
  }
}
