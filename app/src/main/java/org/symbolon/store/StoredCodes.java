package org.symbolon.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.symbolon.grant.Code;
import org.symbolon.grant.Codes;
import org.symbolon.grant.Grant;
import org.symbolon.grant.NewFamily;
import org.symbolon.protocol.ClientId;
import org.symbolon.protocol.GrantId;
import org.symbolon.protocol.IssuerId;
import org.symbolon.protocol.SecretHash;

/** {@link Codes} in the database. */
final class StoredCodes implements Codes {
  private static final String FIND =
      "SELECT c.hash, c.issuer, c.client, c.grant_id, c.login_id, c.details, c.expires_at,"
          + " c.redeemed_at, "
          + LoginRows.COLUMNS
          + ", "
          + GrantRows.truth(GrantRows.loginLives("c.login_id"), "alive")
          + " FROM codes c JOIN logins o ON o.grant_id = c.login_id"
          + " JOIN grants r ON r.id = c.login_id WHERE c.hash = :hash";

  // Kept as long as what came of it, so that a replay finds what to end.
  private static final String REDEEM =
      """
      UPDATE codes SET redeemed_at = :now,
        keep_until = CASE WHEN keep_until > :grantExpires THEN keep_until ELSE :grantExpires END
      WHERE hash = :hash AND redeemed_at IS NULL AND expires_at > :now AND
      """
          + GrantRows.loginLives("login_id")
          + " RETURNING grant_id";

  private static final String REDEEMED_BEFORE =
      "SELECT grant_id FROM codes WHERE hash = :hash AND redeemed_at IS NOT NULL";

  /** What the client sent freely, and what no statement asks about. */
  private record Details(
      String redirectUri,
      @Nullable String challenge,
      @Nullable String nonce,
      String requestedScope,
      String scope,
      List<String> audiences,
      boolean offline,
      @Nullable String key,
      @Nullable AskedNames asked) {}

  private final Engine engine;
  private final InstantSource clock;

  StoredCodes(Engine engine, InstantSource clock) {
    this.engine = engine;
    this.clock = clock;
  }

  @Override
  public void issue(Code code) {
    Details details =
        new Details(
            code.redirectUri(),
            code.challenge().orElse(null),
            code.nonce().orElse(null),
            code.requestedScope(),
            code.scope(),
            code.audiences(),
            code.offline(),
            code.key().orElse(null),
            AskedNames.of(code.asked()));
    engine.commitStatement(
        handle ->
            handle
                .createUpdate(
                    """
                    INSERT INTO codes (hash, issuer, client, grant_id, login_id, details,
                      expires_at, redeemed_at, keep_until)
                    VALUES (:hash, :issuer, :client, :grant, :login, :details, :expires, :redeemed,
                      :expires)
                    """)
                .bind("hash", code.hash().hex())
                .bind("issuer", code.issuer().value())
                .bind("client", code.client().value())
                .bind("grant", code.grant().value())
                .bind("login", code.login().value())
                .bind("details", Json.write(details))
                .bind("expires", code.expires().toEpochMilli())
                .bind("redeemed", code.redeemed().map(Instant::toEpochMilli).orElse(null))
                .execute());
  }

  @Override
  public Optional<Issued> find(SecretHash hash) {
    return engine.read(
        handle ->
            handle
                .createQuery(FIND)
                .bind("hash", hash.hex())
                .bind("now", clock.millis())
                .map(
                    (row, context) ->
                        new Issued(read(row), LoginRows.read(row), Columns.truth(row, "alive")))
                .findOne());
  }

  private static Code read(ResultSet row) throws SQLException {
    Details details = Json.read(row.getString("details"), Details.class);
    return new Code(
        new SecretHash(row.getString("hash")),
        new IssuerId(row.getString("issuer")),
        new ClientId(row.getString("client")),
        new GrantId(row.getString("grant_id")),
        new GrantId(row.getString("login_id")),
        details.redirectUri(),
        Optional.ofNullable(details.challenge()),
        Optional.ofNullable(details.nonce()),
        details.requestedScope(),
        details.scope(),
        details.audiences(),
        details.offline(),
        Columns.instant(row, "expires_at"),
        Columns.optionalInstant(row, "redeemed_at"),
        Optional.ofNullable(details.key()),
        AskedNames.read(details.asked()));
  }

  @Override
  public Redemption redeem(SecretHash hash, Grant grant, Optional<NewFamily> family, Instant now) {
    return engine.commit(handle -> redeem(handle, hash, grant, family, now));
  }

  private static Redemption redeem(
      Handle handle, SecretHash hash, Grant grant, Optional<NewFamily> family, Instant now) {
    Optional<String> won =
        handle
            .createQuery(REDEEM)
            .bind("hash", hash.hex())
            .bind("now", now.toEpochMilli())
            .bind("grantExpires", grant.expires().toEpochMilli())
            .mapTo(String.class)
            .findOne();
    if (won.isPresent()) {
      Redeemed.store(handle, won.get(), grant, family);
      return new Redemption.Redeemed();
    }
    return handle
        .createQuery(REDEEMED_BEFORE)
        .bind("hash", hash.hex())
        .mapTo(String.class)
        .findOne()
        .map(before -> replayed(handle, new GrantId(before), now))
        .orElseGet(Redemption.Gone::new);
  }

  /** Ends what came of a code that was redeemed before. */
  private static Redemption replayed(Handle handle, GrantId grant, Instant now) {
    GrantRows.end(handle, grant, "authorization code replayed", now);
    return new Redemption.Replayed();
  }
}
