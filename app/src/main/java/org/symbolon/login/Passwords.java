package org.symbolon.login;

import java.time.Duration;
import java.util.Map;

/**
 * Those who know whether a password typed here is right. Failures are counted for all nodes
 * together; while a name or an address has too many, no password is checked for it, not even the
 * right one.
 */
public sealed interface Passwords permits LocalAccounts, DirectoryPasswords {
  /** What came of a password. */
  sealed interface Outcome {
    /**
     * @param name the local name
     * @param claims what an institution would tell
     */
    record Right(String name, Map<String, Object> claims) implements Outcome {
      public Right {
        claims = Map.copyOf(claims);
      }
    }

    /** Wrong name or wrong password: nobody learns which. */
    record Wrong() implements Outcome {}

    /**
     * @param retryAfter by then the failures are forgotten
     */
    record TooManyFailures(Duration retryAfter) implements Outcome {}

    /** Too many passwords wait already; neither yes nor no. */
    record Busy() implements Outcome {}

    /** Whoever knows did not answer; neither yes nor no. {@code why} is for the log. */
    record Unavailable(String why) implements Outcome {}
  }

  /**
   * @param address of the browser, or its network, for the limits
   */
  Outcome check(String name, String password, String address);

  /** What the operator may be told of a name: people type passwords where names belong. */
  String told(String name);
}
