package org.symbolon.mint;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.symbolon.issuer.GroupSettings;
import org.symbolon.protocol.ClientId;
import org.symbolon.scope.GroupPaths;
import org.symbolon.scope.Scope;
import org.symbolon.scope.ScopeSet;

/**
 * What tokens and userinfo tell of a person's groups, as the granted scopes want it.
 *
 * @param wlcg {@code wlcg.groups}: in the order asked (WLCG profile, Scope-based Group Selection)
 * @param plain {@code groups}: local names, sorted
 * @param entitlements {@code eduperson_entitlement} (AARC-G069), sorted
 */
public record GroupClaims(
    Optional<List<String>> wlcg,
    Optional<List<String>> plain,
    Optional<List<String>> entitlements) {
  public static final GroupClaims NONE =
      new GroupClaims(Optional.empty(), Optional.empty(), Optional.empty());

  private static final String WLCG = "wlcg.groups";
  private static final String PLAIN = "groups";
  private static final String ENTITLEMENT = "eduperson_entitlement";

  public GroupClaims {
    wlcg = wlcg.map(List::copyOf);
    plain = plain.map(List::copyOf);
    entitlements = entitlements.map(List::copyOf);
  }

  /** Whether one of these scopes wants any of it. */
  public static boolean wanted(ScopeSet granted) {
    return granted.has(PLAIN) || granted.has(ENTITLEMENT) || wantsWlcg(granted);
  }

  private static boolean wantsWlcg(ScopeSet granted) {
    return granted.texts().stream().anyMatch(GroupClaims::isWlcg);
  }

  private static boolean isWlcg(String scope) {
    return scope.equals(WLCG) || scope.startsWith(WLCG + ":");
  }

  /**
   * @param granted decided: the person is a member of each group asked for by name
   * @param names of all groups of the person
   */
  public static GroupClaims of(
      GroupSettings settings, ClientId client, ScopeSet granted, Collection<String> names) {
    Set<String> sorted = new TreeSet<>(names);
    return new GroupClaims(
        wantsWlcg(granted)
            ? Optional.of(selected(settings, client, granted, sorted))
            : Optional.empty(),
        granted.has(PLAIN) ? Optional.of(List.copyOf(sorted)) : Optional.empty(),
        settings
            .entitlements()
            .filter(any -> granted.has(ENTITLEMENT))
            .map(fixed -> sorted.stream().map(name -> entitlement(fixed, name)).toList()));
  }

  private static List<String> selected(
      GroupSettings settings, ClientId client, ScopeSet granted, Set<String> names) {
    GroupPaths paths = new GroupPaths(settings.prefix());
    List<String> defaults = new ArrayList<>(names);
    settings
        .defaultsAt(client)
        .ifPresent(
            order -> {
              defaults.clear();
              order.stream().filter(names::contains).forEach(defaults::add);
            });
    Set<String> selected = new LinkedHashSet<>();
    for (Scope scope : granted.scopes()) {
      if (scope.text().equals(WLCG)) {
        selected.addAll(paths.of(defaults));
      } else if (isWlcg(scope.text())) {
        selected.add(scope.text().substring(WLCG.length() + 1));
      }
    }
    // As if wlcg.groups stood at the end, where it was not asked for.
    selected.addAll(paths.of(defaults));
    return List.copyOf(selected);
  }

  /** AARC-G069 §2: {@code NAMESPACE:group:GROUP:SUBGROUP#AUTHORITY}. */
  private static String entitlement(GroupSettings.Entitlements fixed, String name) {
    StringBuilder text = new StringBuilder(fixed.namespace()).append(":group");
    for (String part : name.split("/")) {
      if (!part.isEmpty()) {
        text.append(':').append(encoded(part));
      }
    }
    return text.append('#').append(fixed.authority()).toString();
  }

  /** RFC 8141 §2: what has a meaning in a URN or may not stand there is percent-encoded. */
  private static String encoded(String part) {
    StringBuilder text = new StringBuilder();
    for (byte octet : part.getBytes(StandardCharsets.UTF_8)) {
      char letter = (char) (octet & 0xFF);
      if ((letter >= 'a' && letter <= 'z')
          || (letter >= 'A' && letter <= 'Z')
          || (letter >= '0' && letter <= '9')
          || "-._".indexOf(letter) >= 0) {
        text.append(letter);
      } else {
        text.append(String.format("%%%02X", (int) letter));
      }
    }
    return text.toString();
  }

  /** By the claims' names. */
  public Map<String, Object> claims() {
    Map<String, Object> claims = new LinkedHashMap<>();
    wlcg.ifPresent(groups -> claims.put(WLCG, groups));
    plain.ifPresent(groups -> claims.put(PLAIN, groups));
    entitlements.ifPresent(urns -> claims.put(ENTITLEMENT, urns));
    return claims;
  }
}
