package org.symbolon.verify;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** What came of reading a token of somebody else. */
public sealed interface ForeignCheck {
  /**
   * Signed by who it says, for us, and in force. Whether its {@code jti} was used before is the
   * caller's to ask.
   *
   * @param claims all of them, as JSON values
   */
  record Valid(
      String issuer,
      String subject,
      Optional<String> id,
      Optional<Instant> issued,
      Instant expires,
      Map<String, Object> claims)
      implements ForeignCheck {
    public Valid {
      claims = Map.copyOf(claims);
    }
  }

  /**
   * Not acceptable.
   *
   * @param why for the log
   */
  record Invalid(String why) implements ForeignCheck {}

  /** The keys can not be had now: neither good nor bad. */
  record Unavailable(String why) implements ForeignCheck {}
}
