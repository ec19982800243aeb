package org.symbolon.resolver.ldap;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.LDAPException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What an account costs whose directory is far away. */
final class RoundTripsTest {
  @ParameterizedTest
  @EnumSource(
      value = TestSite.class,
      names = {"RFC2307", "RFC2307BIS"})
  void a_cold_account_with_all_its_groups_takes_one(TestSite site) throws Exception {
    try (Far far = new Far(site, Map.of("nested-groups", "none"))) {
      assertThat(far.groups("ana")).contains("ana", "project1");

      assertThat(far.roundTrips()).isEqualTo(1);
      assertThat(far.directory.searches()).as("person, groups, primary group").isEqualTo(3);
    }
  }

  @Test
  void groups_of_groups_take_one_more_only_where_there_are_any() throws Exception {
    try (Far far = new Far(TestSite.FREEIPA, Map.of())) {
      far.directory.person("carl", "2005", "2001");
      assertThat(far.groups("carl")).containsExactly("ana");
      assertThat(far.roundTrips()).isEqualTo(2);
      assertThat(far.groups("ana")).contains("shift");
      assertThat(far.roundTrips()).isEqualTo(2);
      assertThat(far.groups("carl")).containsExactly("ana");
      assertThat(far.roundTrips()).isEqualTo(1);
    }
  }

  @Test
  void active_directory_takes_one_for_the_person_and_two_for_the_chains() throws Exception {
    try (Far far = new Far(TestSite.ACTIVE_DIRECTORY, Map.of())) {
      assertThat(far.groups("ana")).contains("shift", "everybody");
      assertThat(far.roundTrips()).isEqualTo(3);
    }
  }

  @Test
  void a_primary_group_that_was_somebody_elses_is_asked_for_with_the_person() throws Exception {
    try (Far far = new Far(TestSite.RFC2307, Map.of())) {
      far.directory.add(
          "cn=staff," + TestSite.GROUPS, "objectClass: posixGroup", "cn: staff", "gidNumber: 100");
      far.directory.person("carl", "2005", "100");
      far.directory.person("dora", "2006", "100");
      assertThat(far.groups("carl")).containsExactly("staff");
      assertThat(far.roundTrips()).isEqualTo(2);
      assertThat(far.groups("dora")).containsExactly("staff");
      assertThat(far.roundTrips()).isEqualTo(1);
    }
  }

  @Test
  void a_primary_group_without_an_entry_is_missed_only_once() throws Exception {
    try (Far far = new Far(TestSite.RFC2307, Map.of())) {
      assertThat(far.groups("ben")).doesNotContain("ana");
      assertThat(far.roundTrips()).isEqualTo(2);
      assertThat(far.groups("ben")).doesNotContain("ana");
      assertThat(far.roundTrips()).isEqualTo(1);
    }
  }

  @Test
  void a_person_elsewhere_in_the_tree_takes_two_and_the_next_one_there_one() throws Exception {
    try (Far far = new Far(TestSite.RFC2307BIS, Map.of("nested-groups", "none"))) {
      far.directory.add(
          "ou=staff," + TestSite.PEOPLE, "objectClass: organizationalUnit", "ou: staff");
      for (String name : List.of("carl", "dora")) {
        String dn = "uid=" + name + ",ou=staff," + TestSite.PEOPLE;
        far.directory.add(
            dn, "objectClass: posixAccount", "uid: " + name, "uidNumber: 1", "gidNumber: 2001");
        far.directory.add(
            "cn=of-" + name + "," + TestSite.GROUPS,
            "objectClass: groupOfNames",
            "cn: of-" + name,
            "member: " + dn);
      }
      assertThat(far.groups("carl")).contains("of-carl");
      assertThat(far.roundTrips()).isEqualTo(2);
      assertThat(far.groups("dora")).contains("of-dora");
      assertThat(far.roundTrips()).isEqualTo(1);
      assertThat(far.groups("ana")).as("a wrong guess changes nothing").contains("project1");
    }
  }

  @Test
  void a_password_takes_as_many_whether_or_not_the_name_is_known() throws Exception {
    try (Far far = new Far(TestSite.RFC2307, Map.of())) {
      far.resolver.verify("ana", "wrong".toCharArray(), Asked.soon());
      int known = far.roundTrips();
      far.resolver.verify("nobody", "wrong".toCharArray(), Asked.soon());
      assertThat(far.roundTrips()).isEqualTo(known);
    }
  }

  /** A directory at the end of a long line, to which a connection is open already. */
  private static final class Far implements AutoCloseable {
    private final TestDirectory directory;
    private final Relay relay;
    private final LdapResolver resolver;

    Far(TestSite site, Map<String, Object> further) throws LDAPException {
      directory = TestDirectory.start(site);
      relay = new Relay(directory.server().getListenPort());
      Map<String, Object> settings = site.settings(relay.url());
      settings.putAll(further);
      resolver = Asked.open(settings);
      resolver.check(Asked.soon());
      relay.roundTrips();
      directory.searches();
    }

    Set<String> groups(String name) {
      return Asked.groupNames(resolver, name);
    }

    int roundTrips() {
      return relay.roundTrips();
    }

    @Override
    public void close() {
      resolver.close();
      relay.close();
      directory.close();
    }
  }
}
