package org.symbolon.grant;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.symbolon.protocol.GrantId;

/** The port of held logins. */
public interface Logins {
  /**
   * Stores a login, its root grant and the claim of its local name, in one unit. The first person
   * to log in under a local name by a login method holds it there for good: it never passes
   * silently to another, unless the configuration states that this person is that account. Two
   * login methods reach one name only where {@code shared} says so, and a name that it gives to
   * others can not be claimed.
   */
  Begun begin(Login login, SharedNames shared);

  /** The answer to {@link #begin}. */
  sealed interface Begun {
    record Stored() implements Begun {}

    /** The local name belongs to another person; nothing was stored. */
    record NameHeldByAnother() implements Begun {}
  }

  Optional<Login> find(GrantId login);

  /**
   * Takes the right to ask the upstream about a login, if the last asking is at least {@code every}
   * ago and nobody else is asking. Compare-and-set: of many callers on many nodes one gets it.
   *
   * @param lease how long until another may ask if this one never reports
   */
  Lease leaseRecheck(GrantId login, Instant now, Duration every, Duration lease);

  /** The answer to {@link #leaseRecheck}. */
  sealed interface Lease {
    /**
     * Ask now, and report with {@link #welcome} or {@link #cannotSay}, or end the grant.
     *
     * @param number to report with; a later lease has another
     */
    record Ask(Login login, long number) implements Lease {}

    /** Asked recently enough; the login as it stands. */
    record Fresh(Login login) implements Lease {}

    /** Somebody else is asking right now; the login as it stood before. */
    record Busy(Login login) implements Lease {}

    /** No such login, or it has ended or expired. */
    record Gone() implements Lease {}
  }

  /**
   * The upstream said yes: keeps its new refresh token (encrypted; if it gave one) and claims (if
   * it told them), sets {@code lastGood} and frees the lease. Must be durable before the caller
   * uses the answer: a rotating upstream accepts the old token no more.
   */
  void welcome(
      GrantId login,
      long leaseNumber,
      Optional<String> upstreamRefreshToken,
      Optional<Map<String, Object>> claims,
      Instant now);

  /**
   * The upstream could not say: sets {@code lastAsked}, keeps a refresh token if it gave a new one
   * all the same (encrypted), and frees the lease. As a welcome, a report under a lease that has
   * been reported or has passed to another changes nothing.
   */
  void cannotSay(
      GrantId login, long leaseNumber, Optional<String> upstreamRefreshToken, Instant now);

  /** As above, with the token as it was. */
  default void cannotSay(GrantId login, long leaseNumber, Instant now) {
    cannotSay(login, leaseNumber, Optional.empty(), now);
  }
}
