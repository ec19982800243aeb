package org.symbolon.verify;

import java.time.Instant;

/**
 * The port of identifiers that count once: the {@code jti} of client assertions (RFC 7523 §3),
 * foreign tokens and proofs of possession (RFC 9449 §11.1).
 */
public interface Replay {
  /**
   * Takes an identifier, durably and for all nodes. Of many parallel calls one is the first.
   *
   * @param use what it is an identifier of, its maker's name included: one maker's say nothing of
   *     another's
   * @param expires until when whatever carries it could be presented again; some time after it is
   *     forgotten
   * @return whether nobody took it before
   */
  boolean first(String use, String id, Instant expires);
}
