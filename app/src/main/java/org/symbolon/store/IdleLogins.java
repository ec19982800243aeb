package org.symbolon.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Finds logins that nothing lives of any more: no session, no grant below. Their claims and the
 * institution's refresh token are not kept until they would expire: they expire now, with all that
 * hangs dead on them, and the sweep takes them.
 */
final class IdleLogins {
  /** How long a login is left alone, and how long until one that lives is looked at again. */
  static final Duration REST = Duration.ofDays(1);

  // A grant whose family has not been used for too long gives no token any more.
  private static final String LIVES =
      """
      (g.created_at > :before
        OR (g.ended_at IS NULL AND (
          EXISTS (SELECT 1 FROM sessions s WHERE s.login_id = g.id AND s.expires_at > :before)
          OR EXISTS (SELECT 1 FROM grant_lineage d
            LEFT JOIN families f ON f.grant_id = d.grant_id
            WHERE d.ancestor_id = g.id AND d.grant_id <> g.id
              AND (f.grant_id IS NULL OR f.idle_expires_at > :now) AND\s"""
          + GrantRows.lives("d.grant_id")
          + "))))";

  private static final String LOOK =
      "SELECT g.id, "
          + GrantRows.truth(LIVES, "lives")
          + " FROM logins o JOIN grants g ON g.id = o.grant_id"
          + " WHERE o.look_at <= :now AND g.expires_at > :before ORDER BY o.look_at LIMIT :batch";

  private record Looked(String id, boolean lives) {}

  private final Engine engine;

  IdleLogins(Engine engine) {
    this.engine = engine;
  }

  /**
   * @return how many logins are over now
   */
  int expire(Instant now, int batch) {
    List<Looked> due = engine.read(handle -> look(handle, now, batch));
    if (due.isEmpty()) {
      return 0;
    }
    return engine.commit(
        handle -> {
          // Looked at again: something may have begun meanwhile.
          List<Looked> looked = look(handle, now, batch);
          looked.forEach(login -> rest(handle, login, now));
          return (int) looked.stream().filter(login -> !login.lives()).count();
        });
  }

  private static List<Looked> look(Handle handle, Instant now, int batch) {
    return handle
        .createQuery(LOOK)
        .bind("now", now.toEpochMilli())
        .bind("before", now.minus(REST).toEpochMilli())
        .bind("batch", batch)
        .map((row, context) -> new Looked(row.getString("id"), Columns.truth(row, "lives")))
        .list();
  }

  private static void rest(Handle handle, Looked login, Instant now) {
    if (login.lives()) {
      handle
          .createUpdate("UPDATE logins SET look_at = :next WHERE grant_id = :id")
          .bind("next", now.plus(REST).toEpochMilli())
          .bind("id", login.id())
          .execute();
      return;
    }
    handle
        .createUpdate(
            """
            UPDATE grants SET expires_at = :before WHERE expires_at > :before AND id IN (
              SELECT grant_id FROM grant_lineage WHERE ancestor_id = :id)
            """)
        .bind("before", now.minus(REST).toEpochMilli())
        .bind("id", login.id())
        .execute();
  }
}
