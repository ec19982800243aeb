package org.symbolon.scope;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.symbolon.protocol.ClientId;

/**
 * Scopes that are asked for by one name (WLCG profile, Group-Based Capability Selection): all of
 * them or none.
 *
 * @param path the group's name in the profile's grammar: {@code /dune/pro}
 * @param scopes what a token says instead of the name
 * @param groups local ones whose members may have it; none: those of the group of that name
 * @param clients may have it acting for themselves
 */
public record CapabilitySet(
    String path, DefaultScopes scopes, Set<String> groups, Set<ClientId> clients) {
  private static final String NAME = "wlcg.capabilityset:";

  public CapabilitySet {
    groups = Set.copyOf(groups);
    clients = Set.copyOf(clients);
  }

  /** {@code wlcg.capabilityset:/dune/pro}. */
  PlainScope name() {
    return new PlainScope(NAME + path);
  }

  static boolean isName(Scope scope) {
    return scope instanceof PlainScope plain && namesBegin(plain.text());
  }

  /** Whether all that begins so names a set. */
  static boolean namesBegin(String prefix) {
    return prefix.startsWith(NAME);
  }

  /** What a token says: its scopes without the names of sets, in order. */
  public static ScopeSet withoutNames(ScopeSet granted) {
    return new ScopeSet(granted.scopes().stream().filter(scope -> !isName(scope)).toList());
  }

  /** The whole set for an account; empty where some of it can not be written for its name. */
  Optional<List<Scope>> scopesFor(Optional<String> username) {
    DefaultScopes.Expanded expanded = scopes.expand(username);
    return expanded.leftOut().isEmpty()
        ? Optional.of(expanded.scopes().scopes())
        : Optional.empty();
  }
}
