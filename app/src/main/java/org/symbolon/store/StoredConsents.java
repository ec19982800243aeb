package org.symbolon.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
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

  private static final String FOR = "\\";
  private static final String IN_BROWSER = "browser";

  private final Engine engine;

  StoredConsents(Engine engine) {
    this.engine = engine;
  }

  @Override
  public void remember(
      IssuerId issuer,
      String person,
      ClientId client,
      Collection<Allowed> allowed,
      Instant expires,
      Instant now) {
    engine.commit(
        handle -> {
          for (Allowed one : allowed) {
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
                .bind("scope", text(one))
                .bind("now", now.toEpochMilli())
                .bind("expires", expires.toEpochMilli())
                .execute();
          }
          return allowed.size();
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

  /**
   * A scope, and behind it what no scope and no audience can hold: a node of the version before
   * takes the whole for a malformed scope, which allows nothing.
   */
  private static String text(Allowed one) {
    return one.audience().isEmpty() && !one.inBrowser()
        ? one.scope()
        : one.scope() + FOR + (one.inBrowser() ? IN_BROWSER : "") + FOR + one.audience().orElse("");
  }

  private static Allowed allowed(String text) {
    String[] parts = text.split(Pattern.quote(FOR), -1);
    return parts.length < 3
        ? new Allowed(text)
        : new Allowed(
            parts[0],
            Optional.of(parts[2]).filter(audience -> !audience.isEmpty()),
            parts[1].equals(IN_BROWSER));
  }

  private static Remembered read(ResultSet row) throws SQLException {
    return new Remembered(
        new ClientId(row.getString("client")),
        allowed(row.getString("scope")),
        Columns.instant(row, "allowed_at"),
        Columns.instant(row, "used_at"));
  }
}
