package org.symbolon.resolver.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.unboundid.ldap.sdk.LDAPException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.symbolon.resolver.AccountAnswer;
import org.symbolon.resolver.Contribution;
import org.symbolon.resolver.Deadline;
import org.symbolon.resolver.Group;
import org.symbolon.resolver.Health;
import org.symbolon.resolver.PasswordVerifier.PasswordAnswer;
import org.symbolon.resolver.Principal;
import org.symbolon.resolver.contract.MapSettings;

final class LdapResolverTest {
  private final List<LdapResolver> opened = new ArrayList<>();
  private TestDirectory directory;

  @BeforeEach
  void start() throws LDAPException {
    directory = TestDirectory.start();
  }

  @AfterEach
  void stop() {
    opened.forEach(LdapResolver::close);
    directory.close();
  }

  @Test
  void groups_by_distinguished_name_are_found_where_the_schema_says_so() {
    Map<String, Object> settings = directory.settings();
    settings.put("schema", "rfc2307bis");
    assertThat(groups(open(settings), "ana"))
        .containsExactlyInAnyOrder(
            Group.of("ana", 2001), Group.of("project1", 12350), Group.named("shift"));
  }

  @Test
  void a_primary_group_without_an_entry_still_counts() {
    assertThat(groups(open(directory.settings()), "ben"))
        .containsExactlyInAnyOrder(Group.numbered(2099), Group.of("others", 12399));
  }

  @Test
  void what_else_is_wanted_of_a_person_is_told_by_the_name_it_has_here() throws LDAPException {
    directory.person("dora", "2010", "2010", "mail: a@lab.example", "mail: b@lab.example");
    Map<String, Object> settings = directory.settings();
    settings.put("attributes", Map.of("email", "mail", "room", "roomNumber"));
    assertThat(ask(open(settings), "dora"))
        .isInstanceOfSatisfying(
            AccountAnswer.Found.class,
            found ->
                assertThat(found.contribution().attributes())
                    .isEqualTo(Map.of("email", List.of("a@lab.example", "b@lab.example"))));
  }

  @Test
  void of_a_groups_several_names_the_one_of_its_entry_counts() throws LDAPException {
    directory.group("zebra", "cn: aardvark", "gidNumber: 12400", "memberUid: ben");
    assertThat(groups(open(directory.settings()), "ben"))
        .contains(Group.of("zebra", 12400))
        .doesNotContain(Group.of("aardvark", 12400));
  }

  @Test
  void without_a_group_base_only_the_primary_group_is_known() {
    Map<String, Object> settings = directory.settings();
    settings.remove("group-base");
    assertThat(groups(open(settings), "ana")).containsExactly(Group.numbered(2001));
  }

  @Test
  void a_directory_may_be_searched_as_nobody() {
    Map<String, Object> settings = directory.settings();
    settings.remove("bind-dn");
    settings.remove("bind-password");
    assertThat(groups(open(settings), "ana")).hasSize(3);
  }

  @Test
  void an_entry_without_numbers_contributes_a_name_only() throws LDAPException {
    directory.add("uid=cleo," + TestDirectory.PEOPLE, "objectClass: posixAccount", "uid: cleo");
    assertThat(ask(open(directory.settings()), "cleo"))
        .isEqualTo(
            new AccountAnswer.Found(
                new Contribution(
                    Optional.of("cleo"),
                    OptionalLong.empty(),
                    OptionalLong.empty(),
                    Set.of(),
                    Map.of())));
  }

  @Test
  void the_name_an_earlier_resolver_found_is_looked_up() {
    Contribution earlier =
        new Contribution(
            Optional.of("ana"), OptionalLong.empty(), OptionalLong.empty(), Set.of(), Map.of());
    assertThat(open(directory.settings()).account(principal("ana@campus.example"), earlier, soon()))
        .isInstanceOf(AccountAnswer.Found.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ANA", "Ana", " ana", "ana ", "a\u0000na", "*", "ana)(uid=*", "ana*", ""})
  void a_name_that_a_directory_only_takes_for_the_same_is_unknown(String name) {
    assertThat(ask(open(directory.settings()), name)).isEqualTo(new AccountAnswer.UnknownUser());
  }

  @Test
  void the_name_in_another_class_of_entry_is_unknown() throws LDAPException {
    directory.add("uid=printer," + TestDirectory.PEOPLE, "objectClass: device", "uid: printer");
    assertThat(ask(open(directory.settings()), "printer"))
        .isEqualTo(new AccountAnswer.UnknownUser());
  }

  @Test
  void two_entries_of_one_name_are_neither_yes_nor_no() throws LDAPException {
    directory.add("ou=more," + TestDirectory.PEOPLE, "objectClass: organizationalUnit", "ou: more");
    directory.add(
        "uid=ana,ou=more," + TestDirectory.PEOPLE,
        "objectClass: posixAccount",
        "uid: ana",
        "uidNumber: 1",
        "gidNumber: 1");
    assertUnavailable(ask(open(directory.settings()), "ana"), "2 entries");
    assertThat(open(directory.settings()).verify("ana", "right horse".toCharArray(), soon()))
        .isInstanceOf(PasswordAnswer.Unavailable.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"many", "-1", "4294967295", "99999999999", "1.5", "0x10"})
  void a_number_that_is_none_is_no_answer(String number) throws LDAPException {
    directory.person("dora", number, "2003");
    directory.person("emil", "2004", number);
    directory.person("fay", "2005", "2005");
    directory.group("strange", "gidNumber: " + number, "memberUid: fay");
    for (String name : List.of("dora", "emil", "fay")) {
      assertUnavailable(ask(open(directory.settings()), name), "is not one number");
    }
  }

  @Test
  void a_group_that_shows_neither_name_nor_number_is_no_answer() throws LDAPException {
    directory.add(
        "ou=hidden," + TestDirectory.GROUPS,
        "objectClass: posixGroup",
        "ou: hidden",
        "memberUid: ana");
    assertUnavailable(ask(open(directory.settings()), "ana"), "neither cn nor gidNumber");
  }

  @ParameterizedTest
  @CsvSource({"user-base", "group-base"})
  void a_base_that_is_not_there_is_no_answer_and_not_ready(String key) {
    Map<String, Object> settings = directory.settings();
    settings.put(key, "ou=elsewhere,dc=example,dc=org");
    LdapResolver resolver = open(settings);
    assertUnavailable(ask(resolver, "ana"), "no such object");
    assertThat(resolver.check(soon())).isInstanceOf(Health.NotReady.class);
  }

  @Test
  void a_wrong_service_password_is_no_answer_about_anybody() {
    Map<String, Object> settings = directory.settings();
    settings.put("bind-password", "wrong");
    LdapResolver resolver = open(settings);
    assertUnavailable(ask(resolver, "ana"), "invalid credentials");
    assertThat(resolver.verify("ana", "right horse".toCharArray(), soon()))
        .isInstanceOf(PasswordAnswer.Unavailable.class);
    assertThat(resolver.check(soon()))
        .isInstanceOfSatisfying(
            Health.NotReady.class, notReady -> assertThat(notReady.why()).doesNotContain("wrong"));
  }

  @Test
  void a_server_that_stops_is_unavailable_and_one_that_comes_back_answers() throws LDAPException {
    LdapResolver resolver = open(directory.settings());
    assertThat(ask(resolver, "ana")).isInstanceOf(AccountAnswer.Found.class);
    int port = directory.server().getListenPort();
    directory.server().shutDown(true);
    assertThat(ask(resolver, "ana")).isInstanceOf(AccountAnswer.Unavailable.class);
    assertThat(resolver.check(soon())).isInstanceOf(Health.NotReady.class);
    directory.server().startListening();
    Map<String, Object> settings = directory.settings();
    assertThat(ask(open(settings), "ana")).isInstanceOf(AccountAnswer.Found.class);
    if (directory.server().getListenPort() == port) {
      assertThat(ask(resolver, "ana")).isInstanceOf(AccountAnswer.Found.class);
    }
  }

  @Test
  void a_connection_ended_while_idle_costs_nothing_but_a_new_one() {
    LdapResolver resolver = open(directory.settings());
    assertThat(ask(resolver, "ana")).isInstanceOf(AccountAnswer.Found.class);
    directory.server().closeAllConnections(false);
    assertThat(ask(resolver, "ana")).isInstanceOf(AccountAnswer.Found.class);
  }

  @Test
  void a_directory_that_will_not_say_is_no_answer() throws LDAPException {
    try (TestDirectory closed = TestDirectory.startRefusingSearches()) {
      LdapResolver resolver = open(closed.settings());
      // Twice: the connection stays usable and is used again.
      assertUnavailable(ask(resolver, "ana"), "unwilling to perform");
      assertUnavailable(ask(resolver, "ana"), "unwilling to perform");
    }
  }

  @ParameterizedTest
  @CsvSource({"ldap,false", "ldap,true", "ldaps,false"})
  void a_server_that_accepts_and_never_answers_is_unavailable_within_the_deadline(
      String scheme, boolean startTls) throws Exception {
    try (SilentServer silent = new SilentServer()) {
      Map<String, Object> settings = directory.settings();
      settings.put("url", silent.url(scheme));
      settings.put("start-tls", startTls);
      settings.put("timeout", "1m");
      LdapResolver resolver = open(settings);
      long begin = System.nanoTime();
      assertThat(
              resolver.account(
                  principal("ana"), Contribution.NONE, Deadline.in(Duration.ofMillis(200))))
          .isInstanceOf(AccountAnswer.Unavailable.class);
      assertThat(
              resolver.verify(
                  "ana", "right horse".toCharArray(), Deadline.in(Duration.ofMillis(200))))
          .isInstanceOf(PasswordAnswer.Unavailable.class);
      assertThat(resolver.check(Deadline.in(Duration.ofMillis(200))))
          .isInstanceOf(Health.NotReady.class);
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
    }
  }

  @Test
  void a_password_that_is_no_text_is_wrong() {
    assertThat(open(directory.settings()).verify("ana", new char[] {'\uD800'}, soon()))
        .isEqualTo(new PasswordAnswer.Wrong());
  }

  @Test
  void an_empty_password_is_wrong_without_asking() {
    LdapResolver resolver = open(directory.settings());
    directory.close();
    assertThat(resolver.verify("ana", new char[0], soon())).isEqualTo(new PasswordAnswer.Wrong());
  }

  @Test
  void an_entry_without_a_password_has_no_right_one() throws LDAPException {
    directory.person("gus", "2006", "2006");
    assertThat(open(directory.settings()).verify("gus", "anything".toCharArray(), soon()))
        .isEqualTo(new PasswordAnswer.Wrong());
  }

  @Test
  void a_password_never_crosses_the_network_in_clear() {
    Directory plain =
        new Directory(
            new Servers(
                List.of(
                    new Connections(
                        new Server("192.0.2.1", 389, Server.Security.NONE, Tls.OF_THE_PLATFORM),
                        new Binding.Anonymous(),
                        1)),
                Duration.ofSeconds(1),
                Duration.ofSeconds(1)),
            500);
    assertThatThrownBy(() -> plain.isPassword("uid=ana", new byte[] {1}, soon()))
        .isInstanceOf(DirectoryDown.class)
        .hasMessageContaining("TLS only");
  }

  private LdapResolver open(Map<String, Object> settings) {
    MapSettings read = new MapSettings("directory", settings);
    LdapResolver resolver = (LdapResolver) new LdapResolverFactory().open(read);
    assertThat(read.mistakes()).isEmpty();
    opened.add(resolver);
    return resolver;
  }

  private static Set<Group> groups(LdapResolver resolver, String name) {
    AccountAnswer answer = ask(resolver, name);
    assertThat(answer).isInstanceOf(AccountAnswer.Found.class);
    return ((AccountAnswer.Found) answer).contribution().groups();
  }

  private static void assertUnavailable(AccountAnswer answer, String why) {
    assertThat(answer)
        .isInstanceOfSatisfying(
            AccountAnswer.Unavailable.class,
            unavailable -> assertThat(unavailable.why()).contains(why).doesNotContain("\n"));
  }

  private static AccountAnswer ask(LdapResolver resolver, String name) {
    return resolver.account(principal(name), Contribution.NONE, soon());
  }

  private static Principal principal(String name) {
    return new Principal(name, "https://idp.example", "subject", Map.of());
  }

  private static Deadline soon() {
    return Deadline.in(Duration.ofSeconds(20));
  }
}
