package org.symbolon.login;

import java.util.HashMap;
import java.util.Map;

/** Local names: which may stand in a token, and what is told of a local account. */
final class LocalName {
  /** {@code sub} may be at most this long (OpenID Connect Core §2). */
  private static final int LONGEST = 255;

  private LocalName() {}

  /** No colon: the subjects of clients that act for themselves have one. */
  static boolean isSafe(String name) {
    return !name.isEmpty()
        && name.length() <= LONGEST
        && name.chars().allMatch(letter -> letter > ' ' && letter <= '~' && letter != ':');
  }

  /** As an institution would tell them. */
  static Map<String, Object> claims(LocalAccount account) {
    Map<String, Object> claims = new HashMap<>(account.attributes());
    claims.put("sub", account.name());
    claims.put("preferred_username", account.name());
    claims.put("groups", account.groups());
    return claims;
  }
}
