package org.symbolon.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
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
  private static final List<String> AS_MANY_PLACES =
      IntStream.rangeClosed(1, PLACES)
          .mapToObj(count -> String.join(", ", Collections.nCopies(count, "?")))
          .toList();

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
    return engine.read(handle -> alive(handle, grants, tokenIds, now));
  }

  /** Whether all of the grants live and none of the tokens is denied. */
  static boolean alive(Handle handle, List<String> grants, List<String> tokenIds, Instant now) {
    return Direct.first(
            handle,
            "SELECT s.living, s.denied FROM " + state(grants, tokenIds) + " s",
            values(grants, tokenIds, now),
            row -> lives(row, grants))
        .orElseThrow();
  }

  /** A row with living, ends (when the first of them expires) and denied. */
  static String state(List<String> grants, List<String> tokenIds) {
    return "(SELECT count(*) AS living, min(expires_at) AS ends,"
        + " (SELECT count(*) FROM denied_tokens WHERE id IN ("
        + places(tokenIds)
        + ")) AS denied FROM grants WHERE id IN ("
        + places(grants)
        + ") AND ended_at IS NULL AND expires_at > ?)";
  }

  /** What {@link #state} asks, in order. */
  static List<Object> values(List<String> grants, List<String> tokenIds, Instant now) {
    List<Object> values = new ArrayList<>();
    // The one place of none names nothing there is.
    values.addAll(tokenIds.isEmpty() ? List.of("") : tokenIds);
    values.addAll(grants.isEmpty() ? List.of("") : grants);
    values.add(now.toEpochMilli());
    return values;
  }

  private static String places(List<String> ids) {
    if (ids.size() > PLACES) {
      throw new IllegalArgumentException("at most " + PLACES + " ids");
    }
    return AS_MANY_PLACES.get(Math.max(1, ids.size()) - 1);
  }

  static boolean lives(ResultSet row, List<String> grants) throws SQLException {
    return row.getLong("living") == grants.size() && row.getLong("denied") == 0;
  }

  @Override
  public boolean begin(Grant grant, Optional<NewFamily> family, Instant now) {
    List<String> above = grant.ancestors().stream().map(GrantId::value).distinct().toList();
    return engine.commit(
        handle -> {
          if (!alive(handle, above, List.of(), now)) {
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
