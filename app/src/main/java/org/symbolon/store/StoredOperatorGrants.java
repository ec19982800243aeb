package org.symbolon.store;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.symbolon.grant.OperatorGrants;
import org.symbolon.protocol.GrantId;
import org.symbolon.protocol.IssuerId;

/** {@link OperatorGrants} in the database. Reads whole tables: for operators, not for requests. */
final class StoredOperatorGrants implements OperatorGrants {
  private static final String END =
      """
      UPDATE grants SET ended_at = :now, ended_why = :why
      WHERE ended_at IS NULL AND expires_at > :now AND
      """;

  private static final String FREE =
      "DELETE FROM person_names WHERE issuer = :issuer AND username = :name RETURNING method";

  private static final String LIST =
      "SELECT "
          + GrantRows.columns("g", "")
          + ", j.terms, j.uses, j.most_uses, "
          + GrantRows.truth("r.kind = 'FOREIGN'", "from_abroad")
          + " FROM grants g JOIN grant_lineage l ON l.grant_id = g.id"
          + " JOIN grants r ON r.id = l.ancestor_id AND r.ancestors = '[]'"
          + " LEFT JOIN job_grants j ON j.grant_id = g.id"
          + " WHERE g.ancestors <> '[]' AND "
          + GrantRows.known("g")
          + " AND (:person = '' OR g.username = :person OR g.person = :person)"
          + " AND (:client = '' OR g.client = :client)"
          + " AND (:jobs = 0 OR j.grant_id IS NOT NULL)"
          + " AND (:foreign = 0 OR r.kind = 'FOREIGN') AND "
          + GrantRows.lives("g.id")
          + " ORDER BY g.created_at DESC, g.id LIMIT "
          + MOST_LISTED;

  private final Engine engine;

  StoredOperatorGrants(Engine engine) {
    this.engine = engine;
  }

  @Override
  public List<Ended> end(Which which, String why, Instant now) {
    return engine.commit(
        handle ->
            switch (which) {
              case Which.One(GrantId id) ->
                  end(handle, "id = :id", Map.of("id", id.value()), why, now);
              case Which.OfPerson person ->
                  end(
                      handle,
                      "ancestors = '[]' AND (username = :person OR person = :person)",
                      Map.of("person", person.person()),
                      why,
                      now);
              case Which.OfClient client ->
                  end(
                      handle,
                      "client = :client",
                      Map.of("client", client.client().value()),
                      why,
                      now);
            });
  }

  @Override
  public List<Living> list(Wanted wanted, Instant now) {
    return engine.read(
        handle ->
            handle
                .createQuery(LIST)
                .bind("person", wanted.person())
                .bind("client", wanted.client())
                .bind("jobs", wanted.jobs() ? 1 : 0)
                .bind("foreign", wanted.foreign() ? 1 : 0)
                .bind("now", now.toEpochMilli())
                .map(
                    (row, context) ->
                        new Living(
                            GrantRows.read(row, ""),
                            Columns.truth(row, "from_abroad"),
                            StoredJobGrants.use(row)))
                .list());
  }

  @Override
  public Freed free(IssuerId issuer, String name, String why, Instant now) {
    return engine.commit(
        handle -> {
          List<String> methods =
              handle
                  .createQuery(FREE)
                  .bind("issuer", issuer.value())
                  .bind("name", name)
                  .mapTo(String.class)
                  .list();
          List<Ended> ended =
              end(
                  handle,
                  "issuer = :issuer AND username = :name",
                  Map.of("issuer", issuer.value(), "name", name),
                  why,
                  now);
          return new Freed(
              methods.stream().filter(method -> !method.isEmpty()).sorted().toList(), ended);
        });
  }

  private static List<Ended> end(
      Handle handle, String condition, Map<String, String> values, String why, Instant now) {
    return handle
        .createQuery(END + " " + condition + " RETURNING issuer, id")
        .bindMap(values)
        .bind("now", now.toEpochMilli())
        .bind("why", why)
        .map(
            (row, context) ->
                new Ended(new IssuerId(row.getString("issuer")), new GrantId(row.getString("id"))))
        .list();
  }
}
