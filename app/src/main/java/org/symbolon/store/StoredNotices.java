package org.symbolon.store;

import java.time.Instant;
import java.util.List;
import org.symbolon.logout.Notices;
import org.symbolon.protocol.ClientId;
import org.symbolon.protocol.GrantId;
import org.symbolon.protocol.IssuerId;

/** {@link Notices} in the database. */
final class StoredNotices implements Notices {
  private static final String TAKE =
      """
      UPDATE logout_notices SET tries = tries + 1, next_at = :again
      WHERE issuer = :issuer AND next_at <= :now AND id IN (
        SELECT id FROM logout_notices
        WHERE issuer = :issuer AND next_at <= :now AND expires_at > :now
        ORDER BY next_at LIMIT :most)
      RETURNING id, issuer, client, login_id, person, account, tries
      """;

  private final Engine engine;

  StoredNotices(Engine engine) {
    this.engine = engine;
  }

  @Override
  public List<Notice> take(IssuerId issuer, Instant now, Instant again, int most) {
    return engine.commit(
        handle ->
            handle
                .createQuery(TAKE)
                .bind("issuer", issuer.value())
                .bind("now", now.toEpochMilli())
                .bind("again", again.toEpochMilli())
                .bind("most", most)
                .map(
                    (row, context) ->
                        new Notice(
                            row.getString("id"),
                            new IssuerId(row.getString("issuer")),
                            new ClientId(row.getString("client")),
                            new GrantId(row.getString("login_id")),
                            row.getString("person"),
                            row.getString("account"),
                            row.getInt("tries")))
                .list());
  }

  @Override
  public void done(Notice notice) {
    engine.commitStatement(
        handle ->
            handle
                .createUpdate("DELETE FROM logout_notices WHERE id = :id")
                .bind("id", notice.id())
                .execute());
  }

  @Override
  public void later(Notice notice, Instant again) {
    engine.commitStatement(
        handle ->
            handle
                .createUpdate("UPDATE logout_notices SET next_at = :again WHERE id = :id")
                .bind("again", again.toEpochMilli())
                .bind("id", notice.id())
                .execute());
  }
}
