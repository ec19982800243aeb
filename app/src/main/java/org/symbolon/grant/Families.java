package org.symbolon.grant;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.symbolon.protocol.GrantId;

/** The port of refresh families. */
public interface Families {
  /** One statement: the family with its grant and login. */
  Optional<Family> find(GrantId grant);

  /**
   * Uses a refresh token: one unit, durable when it returns. Of many parallel uses of the newest
   * token one rotates and the others are repeats with the same successor.
   */
  Rotation rotate(Use use);

  /**
   * One use of a refresh token.
   *
   * @param generation of the token presented
   * @param keyId under which a successor made now is derived; without a semicolon
   * @param grace how long after its first use a token may be used again, that moment included; of a
   *     client that refreshes several times within a 32nd of it, a token's first use is known only
   *     that exactly, and taken as late as it may have been
   * @param idleExpires the family's new idle limit
   * @param from the address that presented it
   */
  record Use(
      GrantId grant,
      long generation,
      String keyId,
      Duration grace,
      Instant idleExpires,
      String from,
      Instant now) {
    /** From nowhere in particular. */
    public Use(
        GrantId grant,
        long generation,
        String keyId,
        Duration grace,
        Instant idleExpires,
        Instant now) {
      this(grant, generation, keyId, grace, idleExpires, "", now);
    }
  }

  /** What came of a use. */
  sealed interface Rotation {
    /** The token was the newest: its successor is of this generation, under this key. */
    record Rotated(long generation, String keyId) implements Rotation {}

    /** Used before, within the grace window: the same successor again. */
    record Repeated(long generation, String keyId) implements Rotation {}

    /** Used before, outside the grace window: the grant has been ended, durably. */
    record Replayed() implements Rotation {}

    /**
     * The family, its grant or an ancestor has ended or expired, or no token of this generation was
     * ever issued; nothing changed.
     */
    record Gone() implements Rotation {}
  }
}
