package org.symbolon.store;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.symbolon.grant.Families;
import org.symbolon.grant.Family;
import org.symbolon.protocol.GrantId;

/** {@link Families} in the database. */
final class StoredFamilies implements Families {
  private static final String FIND =
      "SELECT f.generation, f.key_id, f.idle_expires_at, "
          + GrantRows.truth(GrantRows.lives(":id"), "alive")
          + ", "
          + GrantRows.columns("g", "")
          + ", "
          + LoginRows.COLUMNS
          + " FROM families f JOIN grants g ON g.id = f.grant_id"
          + " JOIN grants r ON r.id = f.login_id JOIN logins o ON o.grant_id = f.login_id"
          + " WHERE f.grant_id = :id";

  // A refresh in the ordinary case is this and no more. Of many uses at once one finds its
  // generation; PostgreSQL lets the others wait for the row and look again. What was used before
  // the
  // last window is forgotten when the last use is older than it, as it mostly is.
  private static final String ROTATE =
      """
      UPDATE families SET generation = generation + 1,
        recent = CASE
          WHEN rotated_at IS NULL OR rotated_at < :graceBegan THEN :entry
          WHEN run_at > :slotBegan AND key_id = :key THEN recent
          ELSE substr(:entry || recent, 1, :longest) END,
        run_at = CASE
          WHEN rotated_at >= :graceBegan AND run_at > :slotBegan AND key_id = :key THEN run_at
          ELSE :now END,
        rotated_at = :now, used_from = :from, key_id = :key, idle_expires_at = :idle
      WHERE grant_id = :id AND generation = :generation AND idle_expires_at > :now AND
      """
          + GrantRows.lives(":id");

  private static final String STATE =
      "SELECT f.generation, f.key_id, f.rotated_at, f.recent, "
          + GrantRows.truth("f.idle_expires_at > :now AND " + GrantRows.lives(":id"), "alive")
          + " FROM families f WHERE f.grant_id = :id";

  /** What judges a token that is not the newest. */
  private record State(
      long generation, String keyId, Optional<Instant> rotated, String recent, boolean alive) {}

  private final Engine engine;
  private final InstantSource clock;

  StoredFamilies(Engine engine, InstantSource clock) {
    this.engine = engine;
    this.clock = clock;
  }

  @Override
  public Optional<Family> find(GrantId grant) {
    return engine.read(
        handle ->
            handle
                .createQuery(FIND)
                .bind("id", grant.value())
                .bind("now", clock.millis())
                .map(
                    (row, context) ->
                        new Family(
                            GrantRows.read(row, ""),
                            LoginRows.read(row),
                            row.getLong("generation"),
                            row.getString("key_id"),
                            Columns.instant(row, "idle_expires_at"),
                            Columns.truth(row, "alive")))
                .findOne());
  }

  @Override
  public Rotation rotate(Use use) {
    if (engine.commitStatement(handle -> rotated(handle, use))) {
      return new Rotation.Rotated(use.generation() + 1, use.keyId());
    }
    return engine.commit(handle -> settle(handle, use));
  }

  private static boolean rotated(Handle handle, Use use) {
    return handle
            .createUpdate(ROTATE)
            .bind("graceBegan", use.now().minus(use.grace()).toEpochMilli())
            .bind("slotBegan", use.now().minus(RecentUses.slot(use.grace())).toEpochMilli())
            .bind("entry", RecentUses.entry(use.generation(), use.now(), use.keyId()))
            .bind("longest", RecentUses.LONGEST)
            .bind("key", use.keyId())
            .bind("now", use.now().toEpochMilli())
            .bind("idle", use.idleExpires().toEpochMilli())
            .bind("from", use.from())
            .bind("id", use.grant().value())
            .bind("generation", use.generation())
            .execute()
        == 1;
  }

  /** For a token that does not rotate. What it was found to be stays so, whatever happens since. */
  private static Rotation settle(Handle handle, Use use) {
    Optional<State> state = state(handle, use).filter(State::alive);
    // A generation that was never issued is no replay: nobody may end a family by making one up.
    if (state.isEmpty() || use.generation() < 0 || use.generation() >= state.get().generation()) {
      return new Rotation.Gone();
    }
    Optional<RecentUses.FirstUse> firstUse = firstUse(use, state.get());
    if (firstUse.isPresent() && !use.now().isAfter(firstUse.get().at().plus(use.grace()))) {
      return new Rotation.Repeated(use.generation() + 1, firstUse.get().keyId());
    }
    // RFC 9700 §4.14.2: who of the two holds it by right cannot be told.
    GrantRows.end(handle, use.grant(), "refresh token replayed", use.now());
    return new Rotation.Replayed();
  }

  private static Optional<RecentUses.FirstUse> firstUse(Use use, State state) {
    if (use.generation() == state.generation() - 1) {
      return state.rotated().map(at -> new RecentUses.FirstUse(at, state.keyId()));
    }
    return RecentUses.of(use.generation(), state.recent(), use.grace());
  }

  private static Optional<State> state(Handle handle, Use use) {
    return handle
        .createQuery(STATE)
        .bind("id", use.grant().value())
        .bind("now", use.now().toEpochMilli())
        .map(
            (row, context) ->
                new State(
                    row.getLong("generation"),
                    row.getString("key_id"),
                    Columns.optionalInstant(row, "rotated_at"),
                    row.getString("recent"),
                    Columns.truth(row, "alive")))
        .findOne();
  }
}
