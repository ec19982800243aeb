package org.symbolon.scope;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.symbolon.issuer.Profile;
import org.symbolon.resolver.Account;

/**
 * What no rule can give: a group is told of its members only, and a capability set belongs to a
 * group. Rules decide who of them may ask.
 */
public final class Memberships {
  /** Groups as they are called here, and no capability sets. */
  public static final Memberships PLAIN = new Memberships(GroupPaths.PLAIN, List.of());

  private static final String GROUPS = "wlcg.groups";

  private static final String GROUP = GROUPS + ":";

  private final GroupPaths paths;
  private final Map<String, CapabilitySet> sets;

  /**
   * @param sets distinct by path
   */
  public Memberships(GroupPaths paths, List<CapabilitySet> sets) {
    this.paths = paths;
    this.sets = new TreeMap<>();
    sets.forEach(set -> this.sets.put(set.name().text(), set));
  }

  Optional<CapabilitySet> set(Scope scope) {
    return scope instanceof PlainScope plain
        ? Optional.ofNullable(sets.get(plain.text()))
        : Optional.empty();
  }

  /** Whether a refusal of this scope says that somebody does not belong to a group. */
  static boolean concerns(Scope scope) {
    return scope instanceof PlainScope plain
        && (plain.text().startsWith(GROUP) || CapabilitySet.isName(scope));
  }

  /** Why this requester can not have the scope, whatever the rules say. */
  Optional<String> refusal(Scope scope, PolicyRequest request) {
    if (!concerns(scope)) {
      return Optional.empty();
    }
    if (!CapabilitySet.isName(scope)) {
      String path = ((PlainScope) scope).text().substring(GROUP.length());
      return isMember(path, request) ? Optional.empty() : Optional.of(notMember(path));
    }
    Optional<CapabilitySet> set = set(scope);
    if (set.isEmpty()) {
      return Optional.of("this site has no such capability set");
    }
    return belongs(set.get(), request)
        ? Optional.empty()
        : Optional.of(notMember(set.get().path()));
  }

  /** Whether {@link #scopes} lists all that begins so. */
  static boolean listsAll(String prefix) {
    return prefix.startsWith(GROUPS) || CapabilitySet.namesBegin(prefix);
  }

  /** The scopes about groups that membership allows this requester, whatever the rules say. */
  List<PlainScope> scopes(PolicyRequest request) {
    if (request.profile() == Profile.SCITOKENS) {
      return List.of();
    }
    List<PlainScope> scopes = new ArrayList<>(List.of(new PlainScope(GROUPS)));
    paths
        .of(new TreeSet<>(request.account().map(Account::groupNames).orElse(Set.of())))
        .forEach(path -> scopes.add(new PlainScope(GROUP + path)));
    for (CapabilitySet set : sets.values()) {
      if (belongs(set, request)
          && set.scopesFor(request.account().map(Account::name)).isPresent()) {
        scopes.add(set.name());
      }
    }
    return scopes;
  }

  private boolean belongs(CapabilitySet set, PolicyRequest request) {
    if (request.account().isEmpty()) {
      return set.clients().contains(request.client());
    }
    return set.groups().isEmpty()
        ? isMember(set.path(), request)
        : request.account().get().groupNames().stream().anyMatch(set.groups()::contains);
  }

  private boolean isMember(String path, PolicyRequest request) {
    return request
        .account()
        .map(Account::groupNames)
        .filter(names -> paths.of(names).contains(path))
        .isPresent();
  }

  private static String notMember(String path) {
    return "only members of the group " + path + " may have it";
  }
}
