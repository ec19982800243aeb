package org.symbolon.inspect;

import java.util.Map;

/** What userinfo answers, as the client wants it (OpenID Connect Core §5.3.2). */
public sealed interface UserinfoAnswer {
  /**
   * @param claims as JSON values, {@code sub} first
   */
  record Json(Map<String, Object> claims) implements UserinfoAnswer {}

  record Signed(String jwt) implements UserinfoAnswer {}
}
