package org.symbolon.verify;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.symbolon.protocol.GrantId;

/** What came of reading an ID token. */
public sealed interface IdTokenCheck {
  /**
   * An ID token of this issuer, signed by it and in force.
   *
   * @param audiences client ids
   * @param grant what it was issued with; absent in one that came of an exchange, which is the
   *     start of nothing. Whether it still lives is to be asked
   * @param claims all of them, as JSON values
   */
  record Valid(
      String subject,
      List<String> audiences,
      Optional<GrantId> grant,
      String jti,
      Instant expires,
      Map<String, Object> claims)
      implements IdTokenCheck {
    public Valid {
      audiences = List.copyOf(audiences);
      claims = Map.copyOf(claims);
    }
  }

  /**
   * Not acceptable.
   *
   * @param why for the log only
   */
  record Invalid(String why) implements IdTokenCheck {}
}
