package org.symbolon.client;

import java.time.Instant;
import java.util.Optional;
import org.symbolon.protocol.ClientId;
import org.symbolon.protocol.IssuerId;
import org.symbolon.protocol.SecretHash;

/** The port that keeps clients that registered themselves. */
public interface Registrations {
  /** Keeps a new one, whose id nobody has. */
  void add(RegisteredClient client);

  /** Empty too when it has expired. */
  Optional<RegisteredClient> find(IssuerId issuer, ClientId id, Instant now);

  /** It is in use: it expires then, unless it would later anyway. */
  void used(IssuerId issuer, ClientId id, Instant expires);

  /**
   * Puts the new metadata, secret, and registration access token in place of the old;
   * compare-and-set on the token.
   *
   * @return false when it is gone, or the token was another: of two updates with one token one wins
   */
  boolean replace(RegisteredClient client, SecretHash management);

  /**
   * @return false when it is gone, or the token was another
   */
  boolean delete(IssuerId issuer, ClientId id, SecretHash management);
}
