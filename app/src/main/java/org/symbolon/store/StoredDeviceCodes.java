package org.symbolon.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.symbolon.grant.DeviceCodes;
import org.symbolon.grant.DeviceRequest;
import org.symbolon.grant.Grant;
import org.symbolon.grant.NewFamily;
import org.symbolon.protocol.ClientId;
import org.symbolon.protocol.IssuerId;
import org.symbolon.protocol.SecretHash;

/** {@link DeviceCodes} in the database. */
final class StoredDeviceCodes implements DeviceCodes {
  /** RFC 8628 §3.5. */
  private static final Duration WIDENED_BY = Duration.ofSeconds(5);

  private static final String CLAIM =
      """
      UPDATE device_codes SET browser = :browser
      WHERE issuer = :issuer AND user_code = :userCode AND state = 'PENDING' AND expires_at > :now
        AND (browser IS NULL OR browser = :browser)
      RETURNING
      """
          + DeviceRows.COLUMNS;

  private static final String DECIDE =
      """
      UPDATE device_codes SET state = :state, grant_id = :grant, login_id = :login,
        approval = :approval
      WHERE issuer = :issuer AND user_code = :userCode AND state = 'PENDING' AND expires_at > :now
        AND browser = :browser
      """;

  // The right-hand sides see the row as it was, RETURNING sees it as it is.
  private static final String POLL =
      """
      UPDATE device_codes SET
        too_soon = CASE WHEN polled_at + interval_ms > :now THEN 1 ELSE 0 END,
        interval_ms = CASE WHEN polled_at + interval_ms > :now
          THEN interval_ms + :widenedBy ELSE interval_ms END,
        polled_at = :now
      WHERE hash = :hash AND issuer = :issuer AND client = :client
      RETURNING
      """
          + DeviceRows.COLUMNS;

  private static final String LOGIN =
      "SELECT "
          + LoginRows.COLUMNS
          + ", "
          + GrantRows.truth(GrantRows.loginLives(":login"), "alive")
          + " FROM logins o JOIN grants r ON r.id = o.grant_id WHERE o.grant_id = :login";

  // Gives its user code back.
  private static final String REDEEM =
      """
      UPDATE device_codes SET state = 'REDEEMED', user_code = NULL
      WHERE hash = :hash AND state = 'APPROVED' AND expires_at > :now AND
      """
          + GrantRows.loginLives("login_id")
          + " RETURNING grant_id";

  private final Engine engine;

  StoredDeviceCodes(Engine engine) {
    this.engine = engine;
  }

  @Override
  public boolean start(DeviceRequest request) {
    return engine.commitStatement(handle -> DeviceRows.insert(handle, request));
  }

  @Override
  public Claim claim(IssuerId issuer, String userCode, SecretHash browser, Instant now) {
    return engine.commitStatement(
        handle ->
            handle
                .createQuery(CLAIM)
                .bind("issuer", issuer.value())
                .bind("userCode", userCode)
                .bind("browser", browser.hex())
                .bind("now", now.toEpochMilli())
                .map((row, context) -> DeviceRows.read(row))
                .findOne()
                .<Claim>map(found -> new Claim.Claimed(found.request()))
                .orElseGet(Claim.NotYours::new));
  }

  @Override
  public boolean approve(
      IssuerId issuer, String userCode, SecretHash browser, Approval approval, Instant now) {
    return decide(issuer, userCode, browser, Optional.of(approval), now);
  }

  @Override
  public boolean deny(IssuerId issuer, String userCode, SecretHash browser, Instant now) {
    return decide(issuer, userCode, browser, Optional.empty(), now);
  }

  private boolean decide(
      IssuerId issuer,
      String userCode,
      SecretHash browser,
      Optional<Approval> approval,
      Instant now) {
    return engine.commitStatement(
        handle ->
            handle
                    .createUpdate(DECIDE)
                    .bind("state", approval.isPresent() ? "APPROVED" : "DENIED")
                    .bind("grant", approval.map(given -> given.grant().value()).orElse(null))
                    .bind("login", approval.map(given -> given.login().value()).orElse(null))
                    .bind("approval", approval.map(DeviceRows::write).orElse(null))
                    .bind("issuer", issuer.value())
                    .bind("userCode", userCode)
                    .bind("browser", browser.hex())
                    .bind("now", now.toEpochMilli())
                    .execute()
                == 1);
  }

  @Override
  public Poll poll(IssuerId issuer, ClientId client, SecretHash deviceCode, Instant now) {
    Optional<DeviceRows.Found> polled =
        engine.commitStatement(
            handle ->
                handle
                    .createQuery(POLL)
                    .bind("now", now.toEpochMilli())
                    .bind("widenedBy", WIDENED_BY.toMillis())
                    .bind("hash", deviceCode.hex())
                    .bind("issuer", issuer.value())
                    .bind("client", client.value())
                    .map((row, context) -> DeviceRows.read(row))
                    .findOne());
    return polled.map(found -> answer(found, now)).orElseGet(Poll.Unknown::new);
  }

  private Poll answer(DeviceRows.Found found, Instant now) {
    boolean expired = !found.request().expires().isAfter(now);
    return switch (found.state()) {
      case REDEEMED -> new Poll.Unknown();
      case DENIED -> new Poll.Denied();
      case PENDING -> {
        if (expired) {
          yield new Poll.Expired();
        }
        yield found.tooSoon() ? new Poll.SlowDown(found.interval()) : new Poll.Pending();
      }
      case APPROVED -> expired ? new Poll.Expired() : approved(found, now);
    };
  }

  private Poll approved(DeviceRows.Found found, Instant now) {
    Approval approval = found.approval().orElseThrow();
    return engine
        .read(
            handle ->
                handle
                    .createQuery(LOGIN)
                    .bind("login", approval.login().value())
                    .bind("now", now.toEpochMilli())
                    .<Poll>map(
                        (row, context) ->
                            new Poll.Approved(
                                found.request(),
                                approval,
                                LoginRows.read(row),
                                Columns.truth(row, "alive")))
                    .findOne())
        // The login was swept: over long ago.
        .orElseGet(Poll.Expired::new);
  }

  @Override
  public boolean redeem(
      SecretHash deviceCode, Grant grant, Optional<NewFamily> family, Instant now) {
    return engine.commit(
        handle -> {
          Optional<String> won =
              handle
                  .createQuery(REDEEM)
                  .bind("hash", deviceCode.hex())
                  .bind("now", now.toEpochMilli())
                  .mapTo(String.class)
                  .findOne();
          won.ifPresent(announced -> Redeemed.store(handle, announced, grant, family));
          return won.isPresent();
        });
  }
}
