package org.symbolon.store;

import java.time.Instant;
import java.util.List;
import org.symbolon.grant.PersonGrants;
import org.symbolon.protocol.GrantId;
import org.symbolon.protocol.IssuerId;

/** {@link PersonGrants} in the database. */
final class StoredPersonGrants implements PersonGrants {
  // From the logins down: the partial index is used where its condition stands as it does there.
  private static final String OF_PERSON =
      "SELECT "
          + GrantRows.columns("g", "")
          + ", f.rotated_at, f.used_from, "
          + GrantRows.truth("f.grant_id IS NOT NULL", "refreshable")
          + " FROM grants r JOIN grant_lineage l ON l.ancestor_id = r.id"
          + " JOIN grants g ON g.id = l.grant_id LEFT JOIN families f ON f.grant_id = g.id"
          + " WHERE r.issuer = :issuer AND r.person = :person AND r.kind = 'LOGIN'"
          + " AND g.kind <> 'LOGIN' AND g.kind <> 'JOB' AND "
          + GrantRows.known("g")
          + " AND (f.grant_id IS NULL OR f.idle_expires_at > :now) AND "
          + GrantRows.lives("g.id")
          + " ORDER BY g.created_at DESC, g.id LIMIT "
          + MOST;

  private static final String END =
      """
      UPDATE grants SET ended_at = :now, ended_why = :why
      WHERE id = :id AND issuer = :issuer AND ended_at IS NULL AND EXISTS (
        SELECT 1 FROM grant_lineage l JOIN grants r ON r.id = l.ancestor_id
        WHERE l.grant_id = :id AND r.kind = 'LOGIN' AND r.person = :person)
      """;

  private static final String END_ALL =
      """
      UPDATE grants SET ended_at = :now, ended_why = :why
      WHERE issuer = :issuer AND person = :person AND kind = 'LOGIN'
        AND ended_at IS NULL AND expires_at > :now
      RETURNING id
      """;

  private final Engine engine;

  StoredPersonGrants(Engine engine) {
    this.engine = engine;
  }

  @Override
  public List<Held> of(IssuerId issuer, String person, Instant now) {
    return engine.read(
        handle ->
            handle
                .createQuery(OF_PERSON)
                .bind("issuer", issuer.value())
                .bind("person", person)
                .bind("now", now.toEpochMilli())
                .map(
                    (row, context) ->
                        new Held(
                            GrantRows.read(row, ""),
                            Columns.truth(row, "refreshable"),
                            Columns.optionalInstant(row, "rotated_at"),
                            Columns.optionalText(row, "used_from")))
                .list());
  }

  @Override
  public boolean end(IssuerId issuer, String person, GrantId grant, String why, Instant now) {
    return engine.commitStatement(
        handle ->
            handle
                    .createUpdate(END)
                    .bind("now", now.toEpochMilli())
                    .bind("why", why)
                    .bind("id", grant.value())
                    .bind("issuer", issuer.value())
                    .bind("person", person)
                    .execute()
                == 1);
  }

  @Override
  public List<GrantId> endAll(IssuerId issuer, String person, String why, Instant now) {
    return engine.commit(
        handle ->
            handle
                .createQuery(END_ALL)
                .bind("now", now.toEpochMilli())
                .bind("why", why)
                .bind("issuer", issuer.value())
                .bind("person", person)
                .map((row, context) -> new GrantId(row.getString("id")))
                .list());
  }
}
