package org.symbolon.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.symbolon.grant.DeviceCodes.Approval;
import org.symbolon.grant.DeviceRequest;
import org.symbolon.protocol.ClientId;
import org.symbolon.protocol.GrantId;
import org.symbolon.protocol.IssuerId;
import org.symbolon.protocol.SecretHash;

/** Device codes as rows. */
final class DeviceRows {
  /** Never {@code *}: a prepared statement does not survive a column more, added by an upgrade. */
  static final String COLUMNS =
      "hash, issuer, client, user_code, details, asked_at, expires_at, interval_ms, too_soon,"
          + " state, approval";

  /** How far a device code has come. */
  enum State {
    PENDING,
    APPROVED,
    DENIED,
    REDEEMED
  }

  /**
   * A row.
   *
   * @param interval between polls now, which may be wider than announced
   * @param tooSoon whether the last poll was
   */
  record Found(
      DeviceRequest request,
      State state,
      Duration interval,
      boolean tooSoon,
      Optional<Approval> approval) {}

  /** What the client sent freely, and what no statement asks about. */
  private record Details(
      String requestedScope, List<String> audiences, String askedFrom, long announcedInterval) {}

  private record Approved(
      String grant, String login, String scope, List<String> audiences, boolean offline) {}

  private DeviceRows() {}

  /**
   * @return false when the user code is in use
   */
  static boolean insert(Handle handle, DeviceRequest request) {
    Details details =
        new Details(
            request.requestedScope(),
            request.audiences(),
            request.askedFrom(),
            request.interval().toMillis());
    return handle
            .createUpdate(
                """
                INSERT INTO device_codes (hash, issuer, client, user_code, details, asked_at,
                  expires_at, interval_ms, state, keep_until)
                VALUES (:hash, :issuer, :client, :userCode, :details, :asked, :expires, :interval,
                  'PENDING', :expires)
                ON CONFLICT (issuer, user_code) DO NOTHING
                """)
            .bind("hash", request.deviceCode().hex())
            .bind("issuer", request.issuer().value())
            .bind("client", request.client().value())
            .bind("userCode", request.userCode())
            .bind("details", Json.write(details))
            .bind("asked", request.asked().toEpochMilli())
            .bind("expires", request.expires().toEpochMilli())
            .bind("interval", request.interval().toMillis())
            .execute()
        == 1;
  }

  static String write(Approval approval) {
    return Json.write(
        new Approved(
            approval.grant().value(),
            approval.login().value(),
            approval.scope(),
            approval.audiences(),
            approval.offline()));
  }

  static Found read(ResultSet row) throws SQLException {
    Details details = Json.read(row.getString("details"), Details.class);
    DeviceRequest request =
        new DeviceRequest(
            new SecretHash(row.getString("hash")),
            // A redeemed code has given its user code back, and is shown to nobody.
            Columns.optionalText(row, "user_code").orElse(""),
            new IssuerId(row.getString("issuer")),
            new ClientId(row.getString("client")),
            details.requestedScope(),
            details.audiences(),
            details.askedFrom(),
            Columns.instant(row, "asked_at"),
            Columns.instant(row, "expires_at"),
            Duration.ofMillis(details.announcedInterval()));
    return new Found(
        request,
        State.valueOf(row.getString("state")),
        Duration.ofMillis(row.getLong("interval_ms")),
        Columns.truth(row, "too_soon"),
        Columns.optionalText(row, "approval").map(DeviceRows::readApproval));
  }

  private static Approval readApproval(String json) {
    Approved approved = Json.read(json, Approved.class);
    return new Approval(
        new GrantId(approved.grant()),
        new GrantId(approved.login()),
        approved.scope(),
        approved.audiences(),
        approved.offline());
  }
}
