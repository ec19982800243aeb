package org.symbolon.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.symbolon.grant.Grant;
import org.symbolon.grant.Login;
import org.symbolon.grant.Logins;
import org.symbolon.grant.Person;
import org.symbolon.grant.SharedNames;
import org.symbolon.protocol.GrantId;

/** {@link Logins} in the database. */
final class StoredLogins implements Logins {
  /** Stands for the name as a whole: held by the login method that came first. */
  private static final String ANY_METHOD = "";

  private static final String FIND =
      "SELECT "
          + LoginRows.COLUMNS
          + " FROM logins o JOIN grants r ON r.id = o.grant_id WHERE o.grant_id = :id";

  private static final String FIND_LEASE =
      "SELECT "
          + LoginRows.COLUMNS
          + ", o.lease_until AS lease_until, "
          + GrantRows.truth(GrantRows.loginLives(":id"), "alive")
          + " FROM logins o JOIN grants r ON r.id = o.grant_id WHERE o.grant_id = :id";

  private static final String TAKE_LEASE =
      """
      UPDATE logins SET lease_number = lease_number + 1, lease_until = :until
      WHERE grant_id = :id AND last_asked_at <= :due AND (lease_until IS NULL OR lease_until <= :now)
        AND
      """
          + GrantRows.loginLives(":id")
          + " RETURNING lease_number";

  /** A login as it stands, with what leasing asks about. */
  private record Leasable(Login login, Optional<Instant> leaseUntil, boolean alive) {
    private boolean due(Instant now, Duration every) {
      return alive && !asked(now, every) && leaseUntil.filter(now::isBefore).isEmpty();
    }

    private boolean asked(Instant now, Duration every) {
      return login.lastAsked().plus(every).isAfter(now);
    }

    /** What this is to one who did not get the lease. */
    private Lease withoutLease(Instant now, Duration every) {
      if (!alive) {
        return new Lease.Gone();
      }
      return asked(now, every) ? new Lease.Fresh(login) : new Lease.Busy(login);
    }
  }

  private final Engine engine;

  StoredLogins(Engine engine) {
    this.engine = engine;
  }

  @Override
  public Begun begin(Login login, SharedNames shared) {
    Grant grant = login.grant();
    if (!grant.ancestors().isEmpty()) {
      throw new IllegalArgumentException("a login is a root of the grant tree");
    }
    return engine.commit(
        handle -> {
          if (!mayHaveName(handle, login, shared)) {
            return new Begun.NameHeldByAnother();
          }
          GrantRows.insert(handle, grant);
          LoginRows.insert(handle, login);
          return new Begun.Stored();
        });
  }

  private static boolean mayHaveName(Handle handle, Login login, SharedNames shared) {
    Person person = login.person();
    String username = login.grant().username();
    boolean stated = shared.accountOf(person).filter(username::equals).isPresent();
    if (!stated && !shared.mayClaim(username, person)) {
      // Before anything is written: a name that is refused must not be held either.
      return false;
    }
    String first = holder(handle, login.grant(), ANY_METHOD, person.method());
    if (!shared.mayShare(username, person.method(), first)) {
      return false;
    }
    return stated
        || holder(handle, login.grant(), person.method(), person.key()).equals(person.key());
  }

  /** Who holds the name: the claimant where nobody did. */
  private static String holder(Handle handle, Grant grant, String method, String claimant) {
    handle
        .createUpdate(
            """
            INSERT INTO person_names (issuer, username, method, holder, since)
            VALUES (:issuer, :username, :method, :holder, :since)
            ON CONFLICT (issuer, username, method) DO NOTHING
            """)
        .bind("issuer", grant.issuer().value())
        .bind("username", grant.username())
        .bind("method", method)
        .bind("holder", claimant)
        .bind("since", grant.created().toEpochMilli())
        .execute();
    return handle
        .createQuery(
            """
            SELECT holder FROM person_names
             WHERE issuer = :issuer AND username = :username AND method = :method
            """)
        .bind("issuer", grant.issuer().value())
        .bind("username", grant.username())
        .bind("method", method)
        .mapTo(String.class)
        .one();
  }

  @Override
  public Optional<Login> find(GrantId login) {
    return engine.read(handle -> find(handle, login));
  }

  private static Optional<Login> find(Handle handle, GrantId login) {
    return handle
        .createQuery(FIND)
        .bind("id", login.value())
        .map((row, context) -> LoginRows.read(row))
        .findOne();
  }

  @Override
  public Lease leaseRecheck(GrantId login, Instant now, Duration every, Duration lease) {
    // Most rechecks are not due: reading tells so, and takes no write lock.
    Optional<Leasable> before = engine.read(handle -> leasable(handle, login, now));
    if (before.filter(found -> found.due(now, every)).isPresent()) {
      Optional<Lease> taken = engine.commit(handle -> takeLease(handle, login, now, every, lease));
      if (taken.isPresent()) {
        return taken.get();
      }
      before = engine.read(handle -> leasable(handle, login, now));
    }
    return before.map(found -> found.withoutLease(now, every)).orElseGet(Lease.Gone::new);
  }

  private static Optional<Leasable> leasable(Handle handle, GrantId login, Instant now) {
    return handle
        .createQuery(FIND_LEASE)
        .bind("id", login.value())
        .bind("now", now.toEpochMilli())
        .map(
            (row, context) ->
                new Leasable(
                    LoginRows.read(row),
                    Columns.optionalInstant(row, "lease_until"),
                    Columns.truth(row, "alive")))
        .findOne();
  }

  private static Optional<Lease> takeLease(
      Handle handle, GrantId login, Instant now, Duration every, Duration lease) {
    return handle
        .createQuery(TAKE_LEASE)
        .bind("id", login.value())
        .bind("now", now.toEpochMilli())
        .bind("due", now.minus(every).toEpochMilli())
        .bind("until", now.plus(lease).toEpochMilli())
        .mapTo(Long.class)
        .findOne()
        // Read again: the token to ask with may have been replaced since the first reading.
        .flatMap(number -> find(handle, login).<Lease>map(found -> new Lease.Ask(found, number)));
  }

  @Override
  public void welcome(
      GrantId login,
      long leaseNumber,
      Optional<String> upstreamRefreshToken,
      Optional<Map<String, Object>> claims,
      Instant now) {
    engine.commitStatement(
        handle ->
            handle
                .createUpdate(
                    """
                    UPDATE logins SET last_good_at = :now, last_asked_at = :now, lease_until = NULL,
                      upstream_refresh_token = coalesce(:token, upstream_refresh_token),
                      claims = coalesce(:claims, claims)
                    WHERE grant_id = :id AND lease_number = :number AND lease_until IS NOT NULL
                    """)
                .bind("now", now.toEpochMilli())
                .bind("token", upstreamRefreshToken.orElse(null))
                .bind("claims", claims.map(Json::write).orElse(null))
                .bind("id", login.value())
                .bind("number", leaseNumber)
                .execute());
  }

  @Override
  public void cannotSay(
      GrantId login, long leaseNumber, Optional<String> upstreamRefreshToken, Instant now) {
    engine.commitStatement(
        handle ->
            handle
                .createUpdate(
                    """
                    UPDATE logins
                       SET last_asked_at = :now, lease_until = NULL,
                           upstream_refresh_token = COALESCE(:token, upstream_refresh_token)
                     WHERE grant_id = :id AND lease_number = :number AND lease_until IS NOT NULL
                    """)
                .bind("now", now.toEpochMilli())
                .bind("token", upstreamRefreshToken.orElse(null))
                .bind("id", login.value())
                .bind("number", leaseNumber)
                .execute());
  }
}
