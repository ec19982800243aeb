package org.symbolon.resolver.ldap;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.symbolon.resolver.ListedScope;

/**
 * What an entitlement means: scope patterns. They may hold {@code {username}} and, where the rule's
 * group has it for a component, {@code {group}}.
 */
record EntitlementRule(Meant meant, List<String> scopes) {
  static final String GROUP = "{group}";
  static final String USERNAME = "{username}";

  /** A value with other characters could bring a structure of its own into a pattern. */
  private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

  EntitlementRule {
    scopes = List.copyOf(scopes);
  }

  /** Which entitlements a rule is about. */
  sealed interface Meant {}

  /** This very text. */
  record Value(String text) implements Meant {}

  /**
   * Whoever is in this group, in this role if one is named, by this authority if one is named.
   *
   * @param subgroups whether members of its subgroups are meant, too
   */
  record Member(GroupEntitlement group, boolean subgroups) implements Meant {}

  /** What the entitlement gives the account by this rule. */
  List<ListedScope> scopes(String entitlement, String account) {
    return switch (meant) {
      case Value value ->
          value.text().equals(entitlement) ? filled(account, Optional.empty()) : List.of();
      case Member member ->
          GroupEntitlement.parse(entitlement)
              .filter(held -> covers(member, held))
              .map(held -> filled(account, variable(member, held)))
              .orElse(List.of());
    };
  }

  private static boolean covers(Member member, GroupEntitlement held) {
    GroupEntitlement wanted = member.group();
    int depth = wanted.groups().size();
    if (!wanted.namespace().equals(held.namespace())
        || held.groups().size() < depth
        || (held.groups().size() > depth && !member.subgroups())
        || (wanted.role().isPresent() && !wanted.role().equals(held.role()))
        || (wanted.authority().isPresent() && !wanted.authority().equals(held.authority()))) {
      return false;
    }
    for (int at = 0; at < depth; at++) {
      String component = wanted.groups().get(at);
      if (!component.equals(GROUP) && !component.equals(held.groups().get(at))) {
        return false;
      }
    }
    return true;
  }

  private static Optional<String> variable(Member member, GroupEntitlement held) {
    int at = member.group().groups().indexOf(GROUP);
    return at < 0 ? Optional.empty() : Optional.of(held.groups().get(at));
  }

  private List<ListedScope> filled(String account, Optional<String> group) {
    List<ListedScope> filled = new ArrayList<>();
    for (String scope : scopes) {
      boolean unsafe =
          (scope.contains(USERNAME) && !SAFE.matcher(account).matches())
              || (scope.contains(GROUP) && group.filter(SAFE.asMatchPredicate()).isEmpty());
      if (!unsafe) {
        ListedScope.parse(scope.replace(USERNAME, account).replace(GROUP, group.orElse("")))
            .ifPresent(filled::add);
      }
    }
    return filled;
  }
}
