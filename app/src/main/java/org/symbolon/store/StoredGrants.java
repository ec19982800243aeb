package org.symbolon.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.statement.Query;
import org.symbolon.grant.Grant;
import org.symbolon.grant.Grants;
import org.symbolon.grant.NewFamily;
import org.symbolon.protocol.GrantId;

/** {@link Grants} in the database. */
final class StoredGrants implements Grants {
  private static final String FIND =
      "SELECT " + GrantRows.columns("g", "") + " FROM grants g WHERE g.id = :id";

  private static final int PLACES = Grant.DEEPEST + 1;

  // As many as there are: most tokens have two grants and one id, and each place costs. The texts
  // are few, so that their plans are kept.
  private static final List<String> GRANT_PLACES = placesUpToMost("grant");
  private static final List<String> TOKEN_PLACES = placesUpToMost("token");

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
          return bind(handle.createQuery(alive(grants, tokenIds)), grants, tokenIds, now)
              .map((row, context) -> lives(row, grants))
              .one();
        });
  }

  /** A row with living and denied. */
  private static String alive(List<String> grants, List<String> tokenIds) {
    return "SELECT (SELECT count(*) " + living(grants) + ") AS living, " + denied(tokenIds);
  }

  /** A row with living, ends (when the first of them expires) and denied. */
  static String state(List<String> grants, List<String> tokenIds) {
    return "(SELECT count(*) AS living, min(expires_at) AS ends, "
        + denied(tokenIds)
        + living(grants)
        + ")";
  }

  private static String living(List<String> grants) {
    return " FROM grants WHERE id IN ("
        + places(GRANT_PLACES, grants)
        + ") AND ended_at IS NULL AND expires_at > :now";
  }

  private static String denied(List<String> tokenIds) {
    return "(SELECT count(*) FROM denied_tokens WHERE id IN ("
        + places(TOKEN_PLACES, tokenIds)
        + ")) AS denied";
  }

  private static List<String> placesUpToMost(String place) {
    return IntStream.rangeClosed(1, PLACES)
        .mapToObj(
            count ->
                IntStream.range(0, count)
                    .mapToObj(number -> ":" + place + number)
                    .collect(Collectors.joining(", ")))
        .toList();
  }

  private static String places(List<String> texts, List<String> ids) {
    if (ids.size() > PLACES) {
      throw new IllegalArgumentException("at most " + PLACES + " ids");
    }
    return texts.get(Math.max(1, ids.size()) - 1);
  }

  /** What {@link #state} asks. */
  static Query bind(Query query, List<String> grants, List<String> tokenIds, Instant now) {
    bind(query, "grant", grants);
    bind(query, "token", tokenIds);
    return query.bind("now", now.toEpochMilli());
  }

  static boolean lives(ResultSet row, List<String> grants) throws SQLException {
    return row.getLong("living") == grants.size() && row.getLong("denied") == 0;
  }

  /** The one place of none names nothing there is. */
  private static void bind(Query query, String place, List<String> ids) {
    if (ids.isEmpty()) {
      query.bind(place + 0, "");
    }
    for (int number = 0; number < ids.size(); number++) {
      query.bind(place + number, ids.get(number));
    }
  }

  @Override
  public boolean begin(Grant grant, Optional<NewFamily> family, Instant now) {
    List<String> above = grant.ancestors().stream().map(GrantId::value).distinct().toList();
    return engine.commit(
        handle -> {
          if (!bind(handle.createQuery(alive(above, List.of())), above, List.of(), now)
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
