package org.symbolon.config;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.symbolon.issuer.ClaimSettings;
import org.symbolon.mint.ReservedClaims;

/**
 * Reads {@code custom-claims} and {@code person-claims}; those with a meaning of their own are
 * refused.
 */
final class ReadClaims {
  private ReadClaims() {}

  static Map<String, Object> from(Section block) {
    Map<String, Object> claims = block.json("custom-claims");
    ReservedClaims.check(claims)
        .forEach(problem -> block.mistake("custom-claims", "can not be: " + problem));
    return claims;
  }

  static ClaimSettings ofPeople(Section issuer) {
    Optional<Section> block = issuer.section("person-claims");
    if (block.isEmpty()) {
      return ClaimSettings.DEFAULT;
    }
    Map<String, String> fromAccount = block.get().texts("from-account");
    check(block.get(), "from-account", fromAccount.keySet());
    Map<String, List<String>> byScope = new LinkedHashMap<>();
    block
        .get()
        .texts("opened-by")
        .forEach((scope, names) -> byScope.put(scope, List.of(names.split(" *, *| +"))));
    byScope.values().forEach(names -> check(block.get(), "opened-by", names));
    return new ClaimSettings(byScope, fromAccount);
  }

  private static void check(Section block, String key, Collection<String> names) {
    for (String name : names) {
      ReservedClaims.check(Map.of(name, ""))
          .forEach(problem -> block.mistake(key, "can not be: " + problem));
    }
  }
}
