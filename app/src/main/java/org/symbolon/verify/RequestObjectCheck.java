package org.symbolon.verify;

import java.util.Map;

/** What came of reading a request object. */
public sealed interface RequestObjectCheck {
  /**
   * Its client's, for us, and in force.
   *
   * @param claims all of them, as JSON values
   * @param signed false where the client's are unsigned by its own word
   */
  record Valid(Map<String, Object> claims, boolean signed) implements RequestObjectCheck {
    public Valid {
      claims = Map.copyOf(claims);
    }
  }

  /**
   * Not acceptable.
   *
   * @param why for the client's developer, to be read after "the request object"
   */
  record Invalid(String why) implements RequestObjectCheck {}

  /**
   * The keys can not be had now: neither good nor bad.
   *
   * @param why for the log
   */
  record Unavailable(String why) implements RequestObjectCheck {}
}
