package org.symbolon.verify;

import java.time.Duration;
import java.util.Set;

/**
 * What a token signed by somebody else must be like.
 *
 * @param issuer {@code iss}, to the letter
 * @param audiences one of these must be in {@code aud}; never empty
 * @param algorithms JWS names it may be signed with
 * @param longestAge since {@code iat}, whatever {@code exp} says; of a token without {@code iat},
 *     how far ahead {@code exp} may lie
 * @param skew by which both clocks may differ
 */
public record Expectations(
    String issuer,
    Set<String> audiences,
    Set<String> algorithms,
    Duration longestAge,
    Duration skew) {
  /** The most that clocks may differ. */
  public static final Duration MOST_SKEW = Duration.ofMinutes(5);

  public Expectations {
    audiences = Set.copyOf(audiences);
    algorithms = Set.copyOf(algorithms);
    if (audiences.isEmpty() || algorithms.isEmpty()) {
      throw new IllegalArgumentException("an audience and an algorithm must be expected");
    }
    if (algorithms.contains("none")) {
      throw new IllegalArgumentException("a token without a signature proves nothing");
    }
    if (skew.isNegative() || skew.compareTo(MOST_SKEW) > 0 || !longestAge.isPositive()) {
      throw new IllegalArgumentException("a positive age, and a skew of 5 minutes at most");
    }
  }
}
