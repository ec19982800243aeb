package org.symbolon.authorize;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * How a person must have signed in, as far as a request demands it (RFC 9470 §4, OpenID Connect
 * Core §5.5.1.1).
 */
final class DemandedAcr {
  private DemandedAcr() {}

  /**
   * @param known what this issuer promises, the weakest first
   * @param wished {@code acr_values}: of those that are known, one at least as strong
   * @return empty where nothing is demanded
   */
  static Set<String> of(List<String> known, CheckClaims.Wanted wanted, Optional<String> wished) {
    if (wanted.acrEssential()) {
      return wanted.acrDemanded();
    }
    List<String> asked = wished.map(values -> List.of(values.split(" "))).orElse(List.of());
    int weakest =
        asked.stream().mapToInt(known::indexOf).filter(place -> place >= 0).min().orElse(-1);
    if (weakest < 0) {
      return Set.of();
    }
    Set<String> enough = new TreeSet<>(known.subList(weakest, known.size()));
    enough.addAll(asked);
    return enough;
  }
}
