package org.symbolon.mint;

import java.util.Set;
import java.util.stream.Collectors;
import org.symbolon.grant.AskedClaims;
import org.symbolon.issuer.Issuer;
import org.symbolon.scope.PlainScope;
import org.symbolon.scope.Scope;
import org.symbolon.scope.ScopeSet;

/**
 * The scopes behind claims that are asked for by name: whether one may be told is decided as if the
 * scope that opens it had been asked for, so that no rule can be gone around by name.
 */
public final class ClaimScopes {
  private ClaimScopes() {}

  /** All that are needed; empty where nothing is asked for that could be told. */
  public static ScopeSet opening(Issuer issuer, AskedClaims asked) {
    return new ScopeSet(
        asked.names().stream()
            .flatMap(name -> PersonClaims.opening(issuer.claims(), name).stream())
            .distinct()
            .map(PlainScope::new)
            .map(Scope.class::cast)
            .toList());
  }

  /** Those that these scopes open. */
  public static AskedClaims opened(Issuer issuer, AskedClaims asked, ScopeSet granted) {
    Set<String> names =
        asked.names().stream()
            .filter(
                name ->
                    PersonClaims.opening(issuer.claims(), name).filter(granted::has).isPresent())
            .collect(Collectors.toSet());
    return asked.only(names);
  }
}
