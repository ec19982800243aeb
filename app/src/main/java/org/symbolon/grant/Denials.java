package org.symbolon.grant;

import java.time.Instant;

/**
 * The port of access tokens revoked before their time (RFC 7009). What is denied is honoured by
 * {@link Grants#alive} at once, on every node.
 */
public interface Denials {
  /**
   * Denies one token: durable when this returns. A second call changes nothing.
   *
   * @param tokenId its {@code jti}
   * @param expires when the last of what may have come of it would have ended anyway; the denial is
   *     forgotten some time after
   */
  void deny(String tokenId, Instant expires);
}
