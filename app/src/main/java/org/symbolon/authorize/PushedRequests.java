package org.symbolon.authorize;

import java.time.Instant;
import java.util.Optional;
import org.symbolon.protocol.ClientId;
import org.symbolon.protocol.IssuerId;
import org.symbolon.protocol.SecretHash;

/** The port of pushed authorization requests. */
public interface PushedRequests {
  void keep(PushedRequest request);

  /** Absent when unknown, expired, used, of another issuer or of another client. */
  Optional<PushedRequest> find(IssuerId issuer, ClientId client, SecretHash hash, Instant now);

  /**
   * An answer is about to come of it. Compare-and-set: of several calls, on whatever nodes, one
   * wins. It may have expired since the browser came with it.
   *
   * @return false when an answer has come of it before, or it is gone
   */
  boolean use(SecretHash hash, Instant now);
}
