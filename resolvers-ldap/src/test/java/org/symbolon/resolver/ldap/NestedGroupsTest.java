package org.symbolon.resolver.ldap;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.LDAPException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.symbolon.resolver.AccountAnswer;

final class NestedGroupsTest {
  private static TestDirectory directory;

  /** Ana is in g1, g1 is in g2, and so on to g5, which is in g1 and in itself. */
  @BeforeAll
  static void start() throws LDAPException {
    directory = TestDirectory.start();
    directory.person("carl", "3001", "3001");
    for (int at = 1; at <= 5; at++) {
      String member = at == 1 ? "uid=carl," + TestDirectory.PEOPLE : group(at - 1);
      directory.group("g" + at, "member: " + member);
    }
    directory.modify(group(1), "member", group(5));
    directory.modify(group(5), "member", group(5));
    // Many groups: pages, and more names than fit into one filter.
    directory.person("dora", "3002", "3002");
    for (int at = 0; at < 250; at++) {
      directory.group("many" + at, "member: uid=dora," + TestDirectory.PEOPLE);
    }
    directory.group("above", "member: cn=many249," + TestDirectory.GROUPS);
  }

  @AfterAll
  static void stop() {
    directory.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "none | g1",
        "1 | g1 g2",
        "3 | g1 g2 g3 g4",
        "4 | g1 g2 g3 g4 g5",
        "20 | g1 g2 g3 g4 g5"
      })
  void groups_of_groups_count_as_far_as_configured_and_a_circle_ends(String levels, String groups) {
    try (LdapResolver resolver = open(Map.of("nested-groups", levels))) {
      assertThat(Asked.groupNames(resolver, "carl")).containsExactlyInAnyOrder(groups.split(" "));
    }
  }

  @ParameterizedTest
  @CsvSource({"0", "1", "100", "249", "250", "251", "10000"})
  void all_pages_are_read(int size) {
    try (LdapResolver resolver = open(Map.of("page-size", size, "nested-groups", "2"))) {
      assertThat(Asked.groupNames(resolver, "dora")).hasSize(251).contains("many7", "above");
    }
  }

  @Test
  void a_list_that_the_server_cuts_short_is_no_answer() throws Exception {
    try (TestDirectory small = TestDirectory.startWithSizeLimit(100)) {
      small.person("dora", "3002", "3002");
      for (int at = 0; at < 101; at++) {
        small.group("many" + at, "member: uid=dora," + TestDirectory.PEOPLE);
      }
      Map<String, Object> settings = small.settings();
      settings.put("schema", "rfc2307bis");
      try (LdapResolver resolver = Asked.open(settings)) {
        assertThat(Asked.account(resolver, "dora")).isInstanceOf(AccountAnswer.Unavailable.class);
      }
    }
  }

  private static String group(int number) {
    return "cn=g" + number + "," + TestDirectory.GROUPS;
  }

  private static LdapResolver open(Map<String, Object> further) {
    Map<String, Object> settings = directory.settings();
    settings.put("schema", "rfc2307bis");
    settings.putAll(further);
    return Asked.open(settings);
  }
}
