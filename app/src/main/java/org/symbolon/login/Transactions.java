package org.symbolon.login;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.symbolon.protocol.GrantId;
import org.symbolon.protocol.IssuerId;
import org.symbolon.protocol.SecretHash;

/**
 * The port of login transactions. Finding one is bound to its issuer and browser; what changes one
 * takes the id of a transaction that was found so.
 */
public interface Transactions {
  void begin(Transaction transaction);

  /** Absent when unknown, expired, of another issuer or another browser. */
  Optional<Transaction> find(IssuerId issuer, SecretHash id, SecretHash browser, Instant now);

  /** The transaction that waits for the callback with this upstream {@code state} (hashed). */
  Optional<Transaction> findByUpstreamState(
      IssuerId issuer, SecretHash state, SecretHash browser, Instant now);

  /**
   * Keeps what the login method needs until its callback; replaces what an earlier attempt kept.
   *
   * @param state hash of the upstream {@code state} parameter
   * @param kept stored as given: the caller encrypts
   * @return false when it is gone, or the person has signed in already
   */
  boolean departed(SecretHash id, String method, SecretHash state, Map<String, String> kept);

  /**
   * The person has signed in. Compare-and-set: a callback counts once, and clears what was kept.
   *
   * @return false when another callback was first
   */
  boolean signedIn(SecretHash id, GrantId login);

  /**
   * Takes the transaction out: its decision has been made.
   *
   * @return false when it was gone already, so that one consent makes one code
   */
  boolean finish(SecretHash id);
}
