package org.symbolon.resolver.ldap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.symbolon.resolver.ListedScope;
import org.symbolon.resolver.contract.MapSettings;

final class EntitlementRuleTest {
  @Test
  void an_entitlement_of_aarc_g069_is_taken_apart() {
    assertThat(
            GroupEntitlement.parse(
                "urn:geant:lab.example:sub:group:ana%20lysis:cuts:role=manager#idm.lab.example"))
        .contains(
            new GroupEntitlement(
                "urn:geant:lab.example:sub",
                List.of("ana lysis", "cuts"),
                Optional.of("manager"),
                Optional.of("idm.lab.example")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "member",
        "urn:geant:lab.example",
        "urn:geant:group:ana",
        "urn:geant:lab.example:group:",
        "urn:geant:lab.example:group::ana",
        "urn:geant:lab.example:group:ana:",
        "urn:geant:lab.example:group:ana:role=",
        "urn:geant:lab.example:group:role=manager",
        "urn:geant:lab.example:group:ana:role=a:role=b",
        "urn:geant:lab.example:group:100%",
        "urn:geant:lab.example:group:ana#",
        "urn:geant:lab.example:res:storage",
        "http://geant/lab.example:group:ana"
      })
  void anything_else_is_no_membership(String text) {
    assertThat(GroupEntitlement.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // held | rule | whether it applies
        "urn:geant:lab:group:ana | urn:geant:lab:group:ana | true",
        "URN:GEANT:lab:group:ana | urn:geant:lab:group:ana | true",
        "urn:geant:lab:group:ana#idm | urn:geant:lab:group:ana | true",
        "urn:geant:lab:group:ana:role=boss | urn:geant:lab:group:ana | true",
        "urn:geant:lab:group:an%61 | urn:geant:lab:group:ana | true",
        "urn:geant:LAB:group:ana | urn:geant:lab:group:ana | false",
        "urn:geant:lab:group:Ana | urn:geant:lab:group:ana | false",
        "urn:geant:lab:group:ana:sub | urn:geant:lab:group:ana | false",
        "urn:geant:lab:group:ana | urn:geant:lab:group:ana:sub | false",
        "urn:geant:lab:group:analysis | urn:geant:lab:group:ana | false",
        "urn:geant:lab:x:group:ana | urn:geant:lab:group:ana | false",
        "urn:geant:lab:group:ana | urn:geant:lab:group:ana:role=boss | false",
        "urn:geant:lab:group:ana:role=boss | urn:geant:lab:group:ana:role=boss | true",
        "urn:geant:lab:group:ana:role=other | urn:geant:lab:group:ana:role=boss | false",
        "urn:geant:lab:group:ana | urn:geant:lab:group:ana#idm | false",
        "urn:geant:lab:group:ana#idm | urn:geant:lab:group:ana#idm | true",
        "urn:geant:lab:group:ana#evil | urn:geant:lab:group:ana#idm | false",
        "urn:evil:x#urn:geant:lab:group:ana | urn:geant:lab:group:ana | false"
      })
  void a_rule_applies_to_its_group_role_and_authority(String held, String rule, boolean applies) {
    assertThat(scopes(Map.of("group", rule, "scopes", "compute.read"), held))
        .isEqualTo(applies ? List.of("compute.read") : List.of());
  }

  @Test
  void subgroups_count_where_the_rule_says_so() {
    Map<String, Object> rule =
        Map.of("group", "urn:a:b:group:ana", "subgroups", true, "scopes", "compute.read");
    assertThat(scopes(rule, "urn:a:b:group:ana:cuts:deep")).containsExactly("compute.read");
    assertThat(scopes(rule, "urn:a:b:group:other:ana")).isEmpty();
  }

  @Test
  void a_whole_entitlement_is_meant_letter_by_letter() {
    Map<String, Object> rule = Map.of("value", "urn:a:b", "scopes", "compute.read");
    assertThat(scopes(rule, "urn:a:b")).containsExactly("compute.read");
    assertThat(scopes(rule, "URN:a:b")).isEmpty();
    assertThat(scopes(rule, "urn:a:b:c")).isEmpty();
  }

  @Test
  void the_group_and_the_name_may_stand_in_the_scopes() {
    Map<String, Object> rule =
        Map.of(
            "group",
            "urn:a:b:group:cms:{group}",
            "scopes",
            List.of("storage.read:/cms/{group}/**", "storage.modify:/home/{username}"));
    assertThat(scopes(rule, "urn:a:b:group:cms:top"))
        .containsExactly("storage.read:/cms/top/**", "storage.modify:/home/ana");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"*", "**", "..", "%2e%2e", "a%2Fb", "a%2F**", "%2A", "x%00", "{username}", "%7Bx"})
  void a_group_that_would_bring_a_pattern_of_its_own_gives_nothing(String group) {
    Map<String, Object> rule =
        Map.of("group", "urn:a:b:group:{group}", "scopes", "storage.read:/data/{group}/**");
    assertThat(scopes(rule, "urn:a:b:group:" + group)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "value | x | scopes | storage.read:/a//b | scopes: storage.read:/a//b is no scope pattern",
        "value | x | scopes | storage.read:/{group} | scopes: has {group}, which",
        "group | ana | scopes | x | group: should be as AARC-G069 has it",
        "group | urn:a:b:group:x{group} | scopes | x | group: may have {group} for one whole",
        "other | x | scopes | x | value: or group is needed",
        "value | x | other | x | scopes: should name at least one",
      })
  void a_mistake_in_a_rule_is_reported(
      String key, String value, String more, String text, String mistake) {
    MapSettings settings =
        new MapSettings("d", Map.of("entitlements", List.of(Map.of(key, value, more, text))));
    ReadEntitlements.from(settings);
    assertThat(settings.mistakes())
        .anyMatch(found -> found.startsWith("entitlements[0]." + mistake));
  }

  private static List<String> scopes(Map<String, Object> rule, String held) {
    MapSettings settings = new MapSettings("d", Map.of("entitlements", List.of(rule)));
    EntitlementRule read = ReadEntitlements.from(settings).orElseThrow().rules().getFirst();
    assertThat(settings.mistakes()).isEmpty();
    return read.scopes(held, "ana").stream().map(ListedScope::text).toList();
  }
}
