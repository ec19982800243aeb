package org.symbolon.login;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Checks a name and a password, and keeps count of wrong ones. */
@FunctionalInterface
public interface PasswordCheck {
  /**
   * @param address where the attempt comes from, for the limits
   */
  Answer check(String name, String password, String address, Instant now);

  /** What came of it. */
  sealed interface Answer {
    /**
     * @param name the local name, as configured
     * @param claims as an institution would tell them
     */
    record Right(String name, Map<String, Object> claims) implements Answer {
      public Right {
        claims = Map.copyOf(claims);
      }
    }

    /** No such account or not its password: not told apart. */
    record Wrong() implements Answer {}

    record TooManyFailures(Duration retryAfter) implements Answer {}

    /** As many checks as this machine can make are under way. */
    record Busy() implements Answer {}
  }
}
