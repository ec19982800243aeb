package org.symbolon.config;

import java.util.Map;
import org.symbolon.mint.ReservedClaims;

/** Reads {@code custom-claims}; those with a meaning of their own are refused. */
final class ReadClaims {
  private ReadClaims() {}

  static Map<String, Object> from(Section block) {
    Map<String, Object> claims = block.json("custom-claims");
    ReservedClaims.check(claims)
        .forEach(problem -> block.mistake("custom-claims", "can not be: " + problem));
    return claims;
  }
}
