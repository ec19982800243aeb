package org.symbolon.grant;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.symbolon.protocol.ClientId;
import org.symbolon.protocol.GrantId;
import org.symbolon.protocol.IssuerId;
import org.symbolon.protocol.SecretHash;

/** The port of device codes. */
public interface DeviceCodes {
  /**
   * @return false when the user code is in use: make another
   */
  boolean start(DeviceRequest request);

  /**
   * A code belongs to the first browser that enters it. Compare-and-set; the same browser may
   * repeat.
   *
   * @param userCode keyed hash
   * @param browser the hash of that browser's secret
   */
  Claim claim(IssuerId issuer, String userCode, SecretHash browser, Instant now);

  /** The answer to {@link #claim}. */
  sealed interface Claim {
    record Claimed(DeviceRequest request) implements Claim {}

    /** Unknown, expired, already decided, or another browser's: not told apart. */
    record NotYours() implements Claim {}
  }

  /**
   * The person approved: only for the browser that holds it, only once.
   *
   * @return false when it is not pending any more or not this browser's
   */
  boolean approve(
      IssuerId issuer, String userCode, SecretHash browser, Approval approval, Instant now);

  /** As {@link #approve}, for the other button. */
  boolean deny(IssuerId issuer, String userCode, SecretHash browser, Instant now);

  /**
   * What was approved.
   *
   * @param grant the id its grant will have once it is redeemed
   * @param login the root above it
   */
  record Approval(
      GrantId grant, GrantId login, String scope, List<String> audiences, boolean offline) {
    public Approval {
      audiences = List.copyOf(audiences);
    }
  }

  /**
   * One poll; a single statement while pending. Polling sooner than the interval since the last
   * poll widens it by five seconds for good (RFC 8628 §3.5).
   */
  Poll poll(IssuerId issuer, ClientId client, SecretHash deviceCode, Instant now);

  /** The answer to {@link #poll}. Nothing is redeemed by it. */
  sealed interface Poll {
    record Pending() implements Poll {}

    record SlowDown(Duration interval) implements Poll {}

    record Denied() implements Poll {}

    record Expired() implements Poll {}

    /** Unknown, of another client or issuer, or already redeemed. */
    record Unknown() implements Poll {}

    /**
     * Approved and not yet redeemed.
     *
     * @param loginAlive whether the login has neither ended nor expired
     */
    record Approved(DeviceRequest request, Approval approval, Login login, boolean loginAlive)
        implements Poll {}
  }

  /**
   * Redeems an approved code and stores its grant and family, in one unit. Compare-and-set: of
   * parallel polls one wins. A device that polls twice is no thief, since only its client can poll
   * (RFC 8628 §3.4): the other poll ends nothing.
   *
   * @return false when it is redeemed already, unknown, expired, or its login has ended
   */
  boolean redeem(SecretHash deviceCode, Grant grant, Optional<NewFamily> family, Instant now);
}
