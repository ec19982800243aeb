package org.symbolon.client;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.symbolon.protocol.ClientId;
import org.symbolon.protocol.GrantId;
import org.symbolon.protocol.IssuerId;
import org.symbolon.protocol.SecretHash;

/** The port that keeps clients that registered themselves. */
public interface Registrations {
  /** Keeps a new one, whose id nobody has. */
  void add(RegisteredClient client);

  /**
   * Keeps a new one and counts a use of an initial access token, in one unit.
   *
   * @return false when there is no such token at its issuer, or it is used up or over by then;
   *     nothing is kept then
   */
  boolean add(RegisteredClient client, SecretHash initialToken, Instant now);

  /**
   * Keeps a new one of its owner, unless they have as many already. Of parallel calls all may pass.
   *
   * @return false when they have
   */
  boolean addOwned(RegisteredClient client, int most, Instant now);

  /** Empty too when it has expired. */
  Optional<RegisteredClient> find(IssuerId issuer, ClientId id, Instant now);

  /** Those of one person that have not expired, the newest first. */
  List<RegisteredClient> ownedBy(IssuerId issuer, String owner, Instant now);

  /** All that have not expired, the newest first. */
  List<RegisteredClient> all(IssuerId issuer, Instant now);

  /** It is in use: it expires then, unless it would later anyway. */
  void used(IssuerId issuer, ClientId id, Instant expires);

  /**
   * Puts the new metadata, secret, and registration access token in place of the old;
   * compare-and-set on the token. What people have allowed it is forgotten in the same unit: they
   * are asked about what it is now, and where it takes them.
   *
   * @return false when it is gone, or the token was another: of two updates with one token one wins
   */
  boolean replace(RegisteredClient client, SecretHash management);

  /**
   * Deletes it, and ends all that was granted to it, in one unit.
   *
   * @return the grants that ended; empty when it is gone already, or is not the deleter's
   */
  Optional<List<GrantId>> delete(
      IssuerId issuer, ClientId id, Deleter deleter, String why, Instant now);

  /** Who deletes a client. */
  sealed interface Deleter {
    /** Itself: whoever has its registration access token. */
    record Itself(SecretHash management) implements Deleter {}

    /**
     * @param person their key
     */
    record Owner(String person) implements Deleter {}

    record Operator() implements Deleter {}
  }
}
