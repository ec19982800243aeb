package org.symbolon.resolver.ldap;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A membership as AARC-G069 (and G002 before it) writes it: {@code
 * NAMESPACE:group:GROUP[:SUBGROUP...][:role=ROLE][#AUTHORITY]}.
 *
 * @param namespace its first two parts, {@code urn} and what follows, in lower case (RFC 8141 §3.1)
 * @param groups the group and its subgroups, decoded; at least one
 * @param authority who says so
 */
record GroupEntitlement(
    String namespace, List<String> groups, Optional<String> role, Optional<String> authority) {
  private static final Pattern FORM =
      Pattern.compile(
          "(?i:urn:([a-z0-9][a-z0-9-]{0,31})):(?<rest>[^#]+?):group:(?<groups>[^#]+?)"
              + "(?::role=(?<role>[^:#]+))?(?:#(?<authority>.+))?");
  private static final Pattern COMPONENT = Pattern.compile("(?:[^%:]|%[0-9A-Fa-f]{2})+");

  GroupEntitlement {
    groups = List.copyOf(groups);
  }

  /**
   * @return empty for any other entitlement
   */
  static Optional<GroupEntitlement> parse(String text) {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    List<String> groups = Arrays.asList(parts.group("groups").split(":", -1));
    Optional<String> role = Optional.ofNullable(parts.group("role"));
    if (!groups.stream().allMatch(COMPONENT.asMatchPredicate())
        || !role.stream().allMatch(COMPONENT.asMatchPredicate())
        || groups.stream().anyMatch(group -> group.startsWith("role="))) {
      return Optional.empty();
    }
    return Optional.of(
        new GroupEntitlement(
            "urn:" + parts.group(1).toLowerCase(Locale.ROOT) + ":" + parts.group("rest"),
            groups.stream().map(GroupEntitlement::decoded).toList(),
            role.map(GroupEntitlement::decoded),
            Optional.ofNullable(parts.group("authority"))));
  }

  private static String decoded(String component) {
    return URLDecoder.decode(component.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
