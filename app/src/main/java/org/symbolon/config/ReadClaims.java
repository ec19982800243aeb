package org.symbolon.config;

import java.util.Map;
import java.util.Set;

/** Reads {@code custom-claims}; those with a meaning of their own are refused. */
final class ReadClaims {
  private static final Set<String> RESERVED =
      Set.of(
          "iss",
          "sub",
          "aud",
          "iat",
          "nbf",
          "exp",
          "jti",
          "scope",
          "client_id",
          "wlcg.ver",
          "ver",
          "wlcg.groups",
          "lineage",
          "auth_time",
          "nonce",
          "at_hash",
          "azp",
          "act",
          "may_act",
          "groups",
          "cnf");

  private ReadClaims() {}

  static Map<String, Object> from(Section block) {
    Map<String, Object> claims = block.json("custom-claims");
    for (String claim : claims.keySet()) {
      if (RESERVED.contains(claim)) {
        block.mistake(
            "custom-claims", "sets " + claim + ", which the gateway sets itself: remove it");
      }
    }
    return claims;
  }
}
