package org.symbolon.store;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.symbolon.protocol.ClientId;
import org.symbolon.protocol.IssuerId;

/**
 * Deletes what is over, a few rows of each table at a time, each table's in a transaction of its
 * own. What a replay must still find is kept as long as what the replay would end: a redeemed code
 * until its grant expires, a grant until it and all that hangs on it have expired.
 */
final class Sweep {
  /**
   * How long rows stay after they are over: for nodes whose clock is behind, and so that a device
   * that polls late hears {@code expired_token} rather than that its code is unknown.
   */
  static final Duration STAY = Duration.ofHours(1);

  private static final Map<String, String> DELETES = new LinkedHashMap<>();

  static {
    table("login_transactions", "id", "expires_at");
    table("sessions", "id", "expires_at");
    table("pushed_requests", "hash", "expires_at");
    table("session_clients", "session, login_id, client", "expires_at");
    table("logout_notices", "id", "expires_at");
    table("consents", "issuer, person, client, scope", "expires_at");
    table("denied_tokens", "id", "expires_at");
    table("registration_tokens", "id", "expires_at");
    table("used_ids", "hash", "expires_at");
    table("failures", "bucket", "window_ends_at");
    table("codes", "hash", "keep_until");
    table("device_codes", "hash", "keep_until");
    // Families, logins and lineage go with their grants. No grant outlives an ancestor, so that the
    // leaves of what has expired are always there to go first.
    DELETES.put(
        "grants",
        """
        DELETE FROM grants WHERE id IN (
          SELECT g.id FROM grants g WHERE g.expires_at <= :before AND NOT EXISTS (
            SELECT 1 FROM grant_lineage l WHERE l.ancestor_id = g.id AND l.grant_id <> g.id)
          ORDER BY g.expires_at, g.id LIMIT :batch)
        """);
  }

  private static final String UNUSED =
      """
      DELETE FROM registered_clients WHERE id IN (
        SELECT id FROM registered_clients WHERE expires_at <= :before
        ORDER BY expires_at, id LIMIT :batch)
      RETURNING issuer, id
      """;

  private record Gone(IssuerId issuer, ClientId client) {}

  private static void table(String table, String key, String over) {
    DELETES.put(
        table,
        ("DELETE FROM %1$s WHERE (%2$s) IN (SELECT %2$s FROM %1$s WHERE %3$s <= :before"
                + " ORDER BY %3$s, %2$s LIMIT :batch)")
            .formatted(table, key, over));
  }

  private final Engine engine;
  private final IdleLogins idleLogins;

  Sweep(Engine engine) {
    this.engine = engine;
    this.idleLogins = new IdleLogins(engine);
  }

  /**
   * @param batch at most so many rows of each table
   * @return how many rows went, by table
   */
  Map<String, Integer> sweep(Instant now, int batch) {
    idleLogins.expire(now, batch);
    Map<String, Integer> deleted = new LinkedHashMap<>();
    deleted.put("registered_clients", unusedClients(now, batch));
    DELETES.forEach(
        (table, sql) ->
            deleted.put(
                table,
                engine.commitStatement(
                    handle ->
                        handle
                            .createUpdate(sql)
                            .bind("before", now.minus(STAY).toEpochMilli())
                            .bind("batch", batch)
                            .execute())));
    return deleted;
  }

  /** Clients that nobody used, with all that was granted to them. */
  private int unusedClients(Instant now, int batch) {
    return engine.commit(
        handle -> {
          List<Gone> gone =
              handle
                  .createQuery(UNUSED)
                  .bind("before", now.minus(STAY).toEpochMilli())
                  .bind("batch", batch)
                  .map(
                      (row, context) ->
                          new Gone(
                              new IssuerId(row.getString("issuer")),
                              new ClientId(row.getString("id"))))
                  .list();
          gone.forEach(
              one -> ClientGrants.end(handle, one.issuer(), one.client(), "unused for long", now));
          return gone.size();
        });
  }
}
