package org.symbolon.resolver.ldap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.symbolon.resolver.AccountAnswer;
import org.symbolon.resolver.Contribution;

/** What an account costs whose directory is far away. */
final class RoundTripsTest {
  private TestDirectory directory;
  private Relay relay;
  private LdapResolver resolver;

  @AfterEach
  void stop() {
    resolver.close();
    relay.close();
    directory.close();
  }

  @ParameterizedTest
  @EnumSource(
      value = TestSite.class,
      names = {"RFC2307", "RFC2307BIS"})
  void a_cold_account_with_all_its_groups_takes_one(TestSite site) throws Exception {
    start(site, Map.of("nested-groups", "none"));
    assertThat(resolver.account(Asked.person("ben"), Contribution.NONE, Asked.soon()))
        .isInstanceOf(AccountAnswer.Found.class);
    directory.searches();
    relay.roundTrips();

    assertFound("ana");

    assertThat(relay.roundTrips()).isEqualTo(1);
    assertThat(directory.searches()).as("person, groups, primary group").isEqualTo(3);
  }

  @Test
  void groups_of_groups_take_one_more_only_where_there_are_any() throws Exception {
    start(TestSite.FREEIPA, Map.of());
    assertFound("ana");
    assertThat(relay.roundTrips()).isEqualTo(2);
    directory.person("carl", "2005", "2001");
    assertFound("carl");
    assertThat(relay.roundTrips()).isEqualTo(1);
  }

  @Test
  void active_directory_takes_one_for_the_person_and_two_for_the_chains() throws Exception {
    start(TestSite.ACTIVE_DIRECTORY, Map.of());
    assertFound("ana");
    assertThat(relay.roundTrips()).isEqualTo(3);
  }

  @Test
  void a_primary_group_that_is_somebody_elses_too_is_asked_for_with_the_person() throws Exception {
    start(TestSite.RFC2307, Map.of());
    directory.add(
        "cn=staff," + TestSite.GROUPS, "objectClass: posixGroup", "cn: staff", "gidNumber: 100");
    directory.person("carl", "2005", "100");
    directory.person("dora", "2006", "100");
    assertFound("carl");
    assertThat(relay.roundTrips()).as("nobody was in staff before").isEqualTo(2);
    assertFound("dora");
    assertThat(relay.roundTrips()).isEqualTo(1);
  }

  @Test
  void a_primary_group_without_an_entry_is_missed_only_once() throws Exception {
    start(TestSite.RFC2307, Map.of());
    assertFound("ben");
    assertThat(relay.roundTrips()).isEqualTo(2);
    assertFound("ben");
    assertThat(relay.roundTrips()).isEqualTo(1);
  }

  @Test
  void a_person_elsewhere_in_the_tree_takes_two_and_the_next_one_there_one() throws Exception {
    start(TestSite.RFC2307BIS, Map.of("nested-groups", "none"));
    directory.add(
        "ou=staff," + TestSite.PEOPLE, "objectClass: organizationalUnit", "ou: staff");
    for (String name : new String[] {"carl", "dora"}) {
      directory.add(
          "uid=" + name + ",ou=staff," + TestSite.PEOPLE,
          "objectClass: posixAccount",
          "uid: " + name,
          "uidNumber: 3000",
          "gidNumber: 2001");
      directory.add(
          "cn=of-" + name + "," + TestSite.GROUPS,
          "objectClass: groupOfNames",
          "cn: of-" + name,
          "member: uid=" + name + ",ou=staff," + TestSite.PEOPLE);
    }
    assertThat(groups("carl")).contains("of-carl");
    assertThat(relay.roundTrips()).isEqualTo(2);
    assertThat(groups("dora")).contains("of-dora");
    assertThat(relay.roundTrips()).isEqualTo(1);
    assertThat(groups("ana")).contains("project1");
  }

  private Set<String> groups(String name) {
    return Asked.groupNames(resolver, name);
  }

  private void assertFound(String name) {
    assertThat(resolver.account(Asked.person(name), Contribution.NONE, Asked.soon()))
        .isInstanceOf(AccountAnswer.Found.class);
  }

  /** With a connection open already, which would otherwise count. */
  private void start(TestSite site, Map<String, Object> further) throws Exception {
    directory = TestDirectory.start(site);
    relay = new Relay(directory.server().getListenPort());
    Map<String, Object> settings = site.settings(relay.url());
    settings.putAll(further);
    resolver = Asked.open(settings);
    resolver.check(Asked.soon());
    relay.roundTrips();
  }
}
