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
