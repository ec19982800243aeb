package org.symbolon.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.symbolon.grant.Derivation;
import org.symbolon.grant.Exchanged;
import org.symbolon.grant.Exchanges;
import org.symbolon.grant.Grant;
import org.symbolon.grant.NewExchanged;
import org.symbolon.grant.NewFamily;
import org.symbolon.grant.NewJob;
import org.symbolon.grant.Standing;
import org.symbolon.protocol.GrantId;

/** {@link Exchanges} in the database. */
final class StoredExchanges implements Exchanges {
  private static final String STANDING =
      "SELECT "
          + LoginRows.COLUMNS
          + ", s.living, s.ends, s.denied FROM logins o JOIN grants r ON r.id = o.grant_id"
          + " CROSS JOIN ";

  private static final String FIND =
      "SELECT "
          + GrantRows.columns("g", "")
          + ", "
          + LoginRows.COLUMNS
          + ", "
          + GrantRows.truth(GrantRows.lives(":id"), "alive")
          + " FROM grants g JOIN grant_lineage t ON t.grant_id = g.id AND t.ancestor_id <> g.id"
          + " JOIN logins o ON o.grant_id = t.ancestor_id JOIN grants r ON r.id = o.grant_id"
          + " WHERE g.id = :id";

  private final Engine engine;

  StoredExchanges(Engine engine) {
    this.engine = engine;
  }

  @Override
  public Optional<Standing> standing(List<GrantId> lineage, List<String> tokenIds, Instant now) {
    List<String> ids = ids(lineage);
    List<Object> values = StoredGrants.values(ids, tokenIds, now);
    values.add(ids.getFirst());
    return engine.read(
        handle ->
            Direct.first(
                handle,
                STANDING + StoredGrants.state(ids, tokenIds) + " s WHERE o.grant_id = ?",
                values,
                row ->
                    new Standing(
                        LoginRows.read(row),
                        StoredGrants.lives(row, ids),
                        Columns.instant(row, "ends"))));
  }

  @Override
  public Optional<Exchanged> find(GrantId grant, Instant now) {
    return engine.read(
        handle ->
            handle
                .createQuery(FIND)
                .bind("id", grant.value())
                .bind("now", now.toEpochMilli())
                .map(
                    (row, context) ->
                        new Exchanged(
                            GrantRows.read(row, ""),
                            LoginRows.read(row),
                            Columns.truth(row, "alive")))
                .findOne());
  }

  @Override
  public boolean begin(NewExchanged exchanged, NewFamily family, Instant now) {
    return begin(exchanged, now, handle -> GrantRows.insert(handle, exchanged.grant(), family));
  }

  @Override
  public boolean begin(NewExchanged exchanged, NewJob job, Instant now) {
    return begin(exchanged, now, handle -> StoredJobGrants.insert(handle, exchanged.grant(), job));
  }

  private boolean begin(NewExchanged exchanged, Instant now, Consumer<Handle> more) {
    Grant grant = exchanged.grant();
    if (grant.ancestors().isEmpty()) {
      throw new IllegalArgumentException("what comes of an exchange hangs on a root");
    }
    return engine.commit(
        handle -> {
          // A root that is new has nothing to have ended yet.
          List<String> above = exchanged.root().isPresent() ? List.of() : ids(grant.ancestors());
          if (!StoredGrants.alive(handle, above, exchanged.derivation().tokenIds(), now)) {
            return false;
          }
          exchanged
              .root()
              .ifPresent(
                  root -> {
                    GrantRows.insert(handle, root.grant());
                    LoginRows.insert(handle, root);
                  });
          GrantRows.insert(handle, grant);
          DerivationRows.insert(handle, grant.id(), exchanged.derivation());
          more.accept(handle);
          return true;
        });
  }

  @Override
  public Optional<Derivation> derivation(GrantId grant) {
    return engine.read(
        handle ->
            handle
                .createQuery("SELECT details FROM exchanged_grants WHERE grant_id = :id")
                .bind("id", grant.value())
                .map((row, context) -> DerivationRows.read(row.getString("details")))
                .findOne());
  }

  private static List<String> ids(List<GrantId> lineage) {
    return lineage.stream().map(GrantId::value).distinct().toList();
  }
}
