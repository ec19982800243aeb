package org.symbolon.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.Query;
import org.symbolon.grant.Grant;
import org.symbolon.grant.Grants;
import org.symbolon.protocol.GrantId;

/** {@link Grants} in the database. */
final class StoredGrants implements Grants {
  private static final String FIND =
      "SELECT " + GrantRows.columns("g", "") + " FROM grants g WHERE g.id = :id";

  // Always nine places, so that the text is one and the server keeps its plan.
  private static final String ALIVE =
      """
      SELECT count(*) FROM grants
      WHERE id IN (:id0, :id1, :id2, :id3, :id4, :id5, :id6, :id7, :id8)
        AND ended_at IS NULL AND expires_at > :now
      """;

  private final Engine engine;

  StoredGrants(Engine engine) {
    this.engine = engine;
  }

  @Override
  public Optional<Grant> find(GrantId id) {
    return engine.read(
        handle ->
            handle
                .createQuery(FIND)
                .bind("id", id.value())
                .map((row, context) -> GrantRows.read(row, ""))
                .findOne());
  }

  @Override
  public boolean alive(List<GrantId> lineage, Instant now) {
    if (lineage.isEmpty()) {
      return true;
    }
    List<GrantId> ids = lineage.stream().distinct().toList();
    if (ids.size() > Grant.DEEPEST + 1) {
      throw new IllegalArgumentException("a lineage has at most " + (Grant.DEEPEST + 1) + " ids");
    }
    long living =
        engine.read(
            handle -> {
              Query query = handle.createQuery(ALIVE).bind("now", now.toEpochMilli());
              for (int place = 0; place <= Grant.DEEPEST; place++) {
                GrantId id = ids.get(Math.min(place, ids.size() - 1));
                query.bind("id" + place, id.value());
              }
              return query.mapTo(Long.class).one();
            });
    return living == ids.size();
  }

  @Override
  public boolean end(GrantId id, String why, Instant now) {
    return engine.commitStatement(handle -> GrantRows.end(handle, id, why, now));
  }
}
