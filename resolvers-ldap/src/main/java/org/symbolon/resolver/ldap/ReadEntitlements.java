package org.symbolon.resolver.ldap;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.symbolon.resolver.ListedScope;
import org.symbolon.resolver.Settings;
import org.symbolon.resolver.ldap.EntitlementRule.Meant;

/** Reads which entitlements mean which scopes. */
final class ReadEntitlements {
  private final Settings settings;

  private ReadEntitlements(Settings settings) {
    this.settings = settings;
  }

  /**
   * @return absent where nothing is said of entitlements
   */
  static Optional<EntitledScopes.Layout> from(Settings settings) {
    List<EntitlementRule> rules = new ArrayList<>();
    for (Settings section : settings.sections("entitlements")) {
      new ReadEntitlements(section).rule().ifPresent(rules::add);
    }
    Optional<String> attribute = Words.word(settings, "entitlement-attribute");
    List<String> actions = settings.texts("actions");
    for (String action : actions) {
      if (!ListedScope.isAction(action)) {
        settings.mistake("actions", "should be what stands before a scope's path, as in storage.*");
      }
    }
    if (rules.isEmpty()) {
      if (attribute.isPresent() || !actions.isEmpty()) {
        settings.mistake(
            "entitlements", "is missing: it says which scopes the attribute's values mean");
      }
      return Optional.empty();
    }
    return Optional.of(
        new EntitledScopes.Layout(
            attribute.orElse("eduPersonEntitlement"),
            rules,
            actions.isEmpty() ? List.of("*") : actions));
  }

  private Optional<EntitlementRule> rule() {
    Optional<String> value = settings.text("value");
    Optional<String> group = settings.text("group");
    boolean subgroups = settings.flag("subgroups", false);
    List<String> scopes = settings.texts("scopes");
    if (value.isPresent() == group.isPresent()) {
      settings.mistake(
          "value", "or group is needed, and one of them: a whole entitlement or a group");
      return Optional.empty();
    }
    if (subgroups && value.isPresent()) {
      settings.mistake("subgroups", "goes with group");
    }
    Optional<Meant> meant =
        value.isPresent()
            ? value.map(EntitlementRule.Value::new)
            : group.flatMap(text -> member(text, subgroups));
    if (scopes.isEmpty()) {
      settings.mistake("scopes", "should name at least one scope or pattern");
    }
    scopes.forEach(scope -> check(scope, meant));
    return meant.map(about -> new EntitlementRule(about, scopes));
  }

  private Optional<Meant> member(String text, boolean subgroups) {
    Optional<GroupEntitlement> group = GroupEntitlement.parse(text);
    if (group.isEmpty()) {
      settings.mistake(
          "group", "should be as AARC-G069 has it: urn:geant:lab.example:group:ana:role=manager");
    } else if (group.get().groups().stream()
            .filter(component -> component.contains("{") || component.contains("}"))
            .anyMatch(component -> !component.equals(EntitlementRule.GROUP))
        || group.get().groups().stream().filter(EntitlementRule.GROUP::equals).count() > 1) {
      settings.mistake("group", "may have {group} for one whole component, and no other braces");
    }
    return group.map(known -> new EntitlementRule.Member(known, subgroups));
  }

  private void check(String scope, Optional<Meant> meant) {
    boolean variable =
        meant.isPresent()
            && meant.get() instanceof EntitlementRule.Member member
            && member.group().groups().contains(EntitlementRule.GROUP);
    if (scope.contains(EntitlementRule.GROUP) && !variable) {
      settings.mistake("scopes", "has {group}, which the rule's group has not");
    }
    String example =
        scope.replace(EntitlementRule.USERNAME, "a").replace(EntitlementRule.GROUP, "a");
    if (ListedScope.parse(example).isEmpty()) {
      settings.mistake(
          "scopes", scope + " is no scope pattern, as in storage.read:/data/{group}/**");
    }
  }
}
