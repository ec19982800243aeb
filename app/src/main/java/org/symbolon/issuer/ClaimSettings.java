package org.symbolon.issuer;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What an issuer tells of people besides what OpenID Connect lists.
 *
 * @param byScope further claims that scopes open, by the institution's names for them
 * @param fromAccount the attribute of the local account that stands in for a claim of which the
 *     institution says nothing
 */
public record ClaimSettings(Map<String, List<String>> byScope, Map<String, String> fromAccount) {
  public static final ClaimSettings DEFAULT = new ClaimSettings(Map.of(), Map.of());

  public ClaimSettings {
    Map<String, List<String>> copied = new HashMap<>();
    byScope.forEach((scope, names) -> copied.put(scope, List.copyOf(names)));
    byScope = Map.copyOf(copied);
    fromAccount = Map.copyOf(fromAccount);
  }
}
