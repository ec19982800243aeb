package org.symbolon.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.symbolon.grant.Grant;
import org.symbolon.grant.JobGrant;
import org.symbolon.grant.JobGrants;
import org.symbolon.grant.JobTerms;
import org.symbolon.grant.NewJob;
import org.symbolon.grant.OperatorGrants.JobUse;
import org.symbolon.protocol.GrantId;
import org.symbolon.protocol.IssuerId;

/** {@link JobGrants} in the database. */
final class StoredJobGrants implements JobGrants {
  private static final String SELECT =
      "SELECT "
          + GrantRows.columns("g", "")
          + ", "
          + LoginRows.COLUMNS
          + ", e.details AS derivation, j.terms, j.most_uses, j.uses, j.last_used_at, j.used_from, "
          + GrantRows.truth(GrantRows.lives("j.grant_id"), "alive")
          + " FROM job_grants j JOIN grants g ON g.id = j.grant_id"
          + " JOIN exchanged_grants e ON e.grant_id = j.grant_id"
          + " JOIN logins o ON o.grant_id = j.login_id JOIN grants r ON r.id = o.grant_id ";

  private static final String USE =
      "UPDATE job_grants SET uses = uses + 1, last_used_at = :now, used_from = :from"
          + " WHERE grant_id = :id AND uses < most_uses AND "
          + GrantRows.lives(":id");

  private record Terms(String name, @Nullable String host, @Nullable String key) {}

  private final Engine engine;

  StoredJobGrants(Engine engine) {
    this.engine = engine;
  }

  static void insert(Handle handle, Grant grant, NewJob job) {
    JobTerms terms = job.terms();
    handle
        .createUpdate(
            """
            INSERT INTO job_grants (grant_id, login_id, issuer, person, terms, most_uses, key_id)
            VALUES (:grant, :login, :issuer, :person, :terms, :most, :key)
            """)
        .bind("grant", grant.id().value())
        .bind("login", grant.ancestors().getFirst().value())
        .bind("issuer", grant.issuer().value())
        .bind("person", grant.person())
        .bind(
            "terms",
            Json.write(
                new Terms(terms.name(), terms.host().orElse(null), terms.key().orElse(null))))
        .bind("most", terms.mostUses())
        .bind("key", job.keyId())
        .execute();
  }

  @Override
  public Optional<JobGrant> find(GrantId grant, Instant now) {
    return engine.read(
        handle ->
            handle
                .createQuery(SELECT + "WHERE j.grant_id = :id")
                .bind("id", grant.value())
                .bind("now", now.toEpochMilli())
                .map((row, context) -> read(row))
                .findOne());
  }

  @Override
  public Use use(GrantId grant, String from, Instant now) {
    boolean used =
        engine.commitStatement(
            handle ->
                handle
                        .createUpdate(USE)
                        .bind("id", grant.value())
                        .bind("from", from)
                        .bind("now", now.toEpochMilli())
                        .execute()
                    == 1);
    if (used) {
      return Use.USED;
    }
    return find(grant, now).filter(JobGrant::alive).isPresent() ? Use.USED_UP : Use.GONE;
  }

  @Override
  public List<JobGrant> of(IssuerId issuer, String person, Instant now) {
    return engine.read(
        handle ->
            handle
                .createQuery(
                    SELECT
                        + "WHERE j.issuer = :issuer AND j.person = :person AND "
                        + GrantRows.known("r")
                        + " ORDER BY alive DESC, g.created_at DESC, g.id LIMIT "
                        + MOST)
                .bind("issuer", issuer.value())
                .bind("person", person)
                .bind("now", now.toEpochMilli())
                .map((row, context) -> read(row))
                .list()
                .stream()
                .map(grant -> undenied(handle, grant))
                .toList());
  }

  /** Where a token is denied that it was made from, nothing can be drawn any more. */
  private static JobGrant undenied(Handle handle, JobGrant grant) {
    List<String> tokens = grant.derivation().tokenIds();
    if (!grant.alive() || tokens.isEmpty()) {
      return grant;
    }
    boolean denied = tokens.stream().anyMatch(token -> isDenied(handle, token));
    return denied
        ? new JobGrant(
            grant.grant(),
            grant.login(),
            grant.derivation(),
            grant.terms(),
            grant.uses(),
            grant.lastUsed(),
            grant.usedFrom(),
            false)
        : grant;
  }

  private static boolean isDenied(Handle handle, String token) {
    return handle
        .createQuery("SELECT count(*) FROM denied_tokens WHERE id = :id")
        .bind("id", token)
        .mapTo(Long.class)
        .map(count -> count > 0)
        .one();
  }

  /** How far it is used up; absent where the row is no job grant's. */
  static Optional<JobUse> use(ResultSet row) throws SQLException {
    Optional<Terms> terms =
        Columns.optionalText(row, "terms").map(text -> Json.read(text, Terms.class));
    return terms.isPresent()
        ? Optional.of(new JobUse(terms.get().name(), row.getLong("uses"), row.getLong("most_uses")))
        : Optional.empty();
  }

  private static JobGrant read(ResultSet row) throws SQLException {
    Terms terms = Json.read(row.getString("terms"), Terms.class);
    return new JobGrant(
        GrantRows.read(row, ""),
        LoginRows.read(row),
        DerivationRows.read(row.getString("derivation")),
        new JobTerms(
            terms.name(),
            Optional.ofNullable(terms.host()),
            Optional.ofNullable(terms.key()),
            row.getLong("most_uses")),
        row.getLong("uses"),
        Columns.optionalInstant(row, "last_used_at"),
        Columns.optionalText(row, "used_from"),
        Columns.truth(row, "alive"));
  }
}
