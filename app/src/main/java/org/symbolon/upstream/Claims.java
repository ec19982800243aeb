package org.symbolon.upstream;

import com.nimbusds.jwt.JWTClaimsSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Claims about the person, as JSON values; without those about the ID token itself. */
final class Claims {
  private static final Set<String> ABOUT_THE_TOKEN =
      Set.of(
          "aud", "azp", "exp", "iat", "nbf", "jti", "nonce", "at_hash", "c_hash", "s_hash", "sid");

  private Claims() {}

  static Map<String, Object> of(JWTClaimsSet set) {
    return of(set.toJSONObject());
  }

  static Map<String, Object> of(Map<String, Object> told) {
    Map<String, Object> claims = new HashMap<>(told);
    claims.keySet().removeAll(ABOUT_THE_TOKEN);
    // null says no more than absence, and must not hide what the other source told.
    claims.values().removeIf(Objects::isNull);
    return claims;
  }
}
