package org.symbolon.grant;

import java.time.Instant;
import java.util.Optional;
import org.symbolon.protocol.SecretHash;

/** The port of authorization codes. */
public interface Codes {
  void issue(Code code);

  /** The code with the login it came from, redeemed or not; absent when unknown or swept. */
  Optional<Issued> find(SecretHash hash);

  /**
   * @param loginAlive whether the login has neither ended nor expired
   */
  record Issued(Code code, Login login, boolean loginAlive) {}

  /**
   * Redeems a code and stores its grant and family, in one unit. Call it only for a request that
   * has proved client, redirect URI and verifier. A second call ends the grant that came from the
   * first, durably, and says so.
   */
  Redemption redeem(SecretHash hash, Grant grant, Optional<NewFamily> family, Instant now);

  /** What came of it. */
  sealed interface Redemption {
    record Redeemed() implements Redemption {}

    /** Redeemed before: the grant that came of it has been ended. */
    record Replayed() implements Redemption {}

    /** Unknown, expired, or its login has ended. */
    record Gone() implements Redemption {}
  }
}
