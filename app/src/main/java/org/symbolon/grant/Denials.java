package org.symbolon.grant;

import java.time.Duration;
import java.time.Instant;
import org.symbolon.protocol.IssuerId;

/**
 * The port of access tokens revoked before their time (RFC 7009). What is denied is honoured by
 * {@link Grants#alive} at once, on every node.
 */
public interface Denials {
  /**
   * Says how long something that came of an access token may live after that token itself, under
   * the rules in force. The longest that was ever said counts, on all nodes and after every
   * restart: what was kept under earlier rules lives on. Durable when this returns.
   */
  void reaches(IssuerId issuer, Duration reach);

  /**
   * Denies one token: durable when this returns. A second call changes nothing.
   *
   * @param tokenId its {@code jti}
   * @param expires when it would have ended by itself; the denial is forgotten some time after what
   *     {@link #reaches} has said
   */
  void deny(IssuerId issuer, String tokenId, Instant expires);
}
