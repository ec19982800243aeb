package org.symbolon.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.Query;
import org.symbolon.grant.Grant;
import org.symbolon.grant.Grants;
import org.symbolon.grant.NewFamily;
import org.symbolon.protocol.GrantId;

/** {@link Grants} in the database. */
final class StoredGrants implements Grants {
  private static final String FIND =
      "SELECT " + GrantRows.columns("g", "") + " FROM grants g WHERE g.id = :id";

  // Always nine places each, so that the text is one and the server keeps its plan.
  private static final String LIVING =
      """
       FROM grants WHERE id IN (:grant0, :grant1, :grant2, :grant3, :grant4, :grant5, :grant6,
         :grant7, :grant8) AND ended_at IS NULL AND expires_at > :now
      """;

  private static final String DENIED =
      """
      (SELECT count(*) FROM denied_tokens
        WHERE id IN (:token0, :token1, :token2, :token3, :token4, :token5, :token6, :token7,
          :token8)) AS denied
      """;

  private static final String ALIVE =
      "SELECT (SELECT count(*) " + LIVING + ") AS living, " + DENIED;

  /** A row with living, ends (when the first of them expires) and denied. */
  static final String STATE =
      "(SELECT count(*) AS living, min(expires_at) AS ends, " + DENIED + LIVING + ")";

  private static final int PLACES = Grant.DEEPEST + 1;

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
  public boolean alive(List<GrantId> lineage, List<String> tokenIds, Instant now) {
    List<String> grants = lineage.stream().map(GrantId::value).distinct().toList();
    if (grants.isEmpty() && tokenIds.isEmpty()) {
      return true;
    }
    return engine.read(
        handle -> {
          return bind(handle.createQuery(ALIVE), grants, tokenIds, now)
              .map((row, context) -> lives(row, grants))
              .one();
        });
  }

  /** What {@link #STATE} asks. */
  static Query bind(Query query, List<String> grants, List<String> tokenIds, Instant now) {
    bind(query, "grant", grants);
    bind(query, "token", tokenIds);
    return query.bind("now", now.toEpochMilli());
  }

  static boolean lives(ResultSet row, List<String> grants) throws SQLException {
    return row.getLong("living") == grants.size() && row.getLong("denied") == 0;
  }

  /** The places left over name one of the others again, or nothing there is. */
  private static void bind(Query query, String place, List<String> ids) {
    if (ids.size() > PLACES) {
      throw new IllegalArgumentException("at most " + PLACES + " ids of a " + place);
    }
    for (int number = 0; number < PLACES; number++) {
      query.bind(place + number, ids.isEmpty() ? "" : ids.get(Math.min(number, ids.size() - 1)));
    }
  }

  @Override
  public boolean begin(Grant grant, Optional<NewFamily> family, Instant now) {
    List<String> above = grant.ancestors().stream().map(GrantId::value).distinct().toList();
    return engine.commit(
        handle -> {
          if (!bind(handle.createQuery(ALIVE), above, List.of(), now)
              .map((row, context) -> lives(row, above))
              .one()) {
            return false;
          }
          GrantRows.insert(handle, grant);
          family.ifPresent(wanted -> GrantRows.insert(handle, grant, wanted));
          return true;
        });
  }

  @Override
  public boolean end(GrantId id, String why, Instant now) {
    return engine.commitStatement(handle -> GrantRows.end(handle, id, why, now));
  }
}
