package org.symbolon.resolver.ldap;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.symbolon.resolver.contract.MapSettings;

final class LdapSettingsTest {
  @TempDir Path folder;

  @Test
  void the_smallest_settings_are_enough() {
    LdapSettings settings = read(smallest());
    assertThat(settings.servers().getFirst().toString()).isEqualTo("directory.example:389");
    assertThat(settings.servers().getFirst().security()).isEqualTo(Server.Security.NONE);
    assertThat(settings.users())
        .isEqualTo(
            new Users.Layout(
                "ou=people,dc=example,dc=org",
                "posixAccount",
                "uid",
                "uidNumber",
                "gidNumber",
                Map.of()));
    assertThat(settings.groups()).isEmpty();
    assertThat(settings.binding()).isEqualTo(new Binding.Anonymous());
  }

  @Test
  void ldaps_has_a_port_of_its_own() {
    Map<String, Object> settings = smallest();
    settings.put("url", "ldaps://directory.example");
    assertThat(read(settings).servers().getFirst().toString()).isEqualTo("directory.example:636");
    assertThat(read(settings).servers().getFirst().security()).isEqualTo(Server.Security.TLS);
  }

  @Test
  void the_password_may_stand_in_a_file_and_does_not_print() throws Exception {
    Path file = Files.writeString(folder.resolve("password"), "service password\n");
    Map<String, Object> settings = smallest();
    settings.put("start-tls", true);
    settings.put("bind-dn", "cn=gateway");
    settings.put("bind-password-file", file.toString());
    LdapSettings read = read(settings);
    assertThat(read.binding()).isEqualTo(new Binding.Simple("cn=gateway", "service password"));
    assertThat(read.toString()).doesNotContain("service password");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "url | https://directory.example | url: should be ldap://HOST:PORT",
        "url | ldap:// | url: should be ldap://HOST:PORT",
        "url | ldap://directory.example/dc=org | url: should be ldap://HOST:PORT",
        "url | nonsense | url: should be ldap://HOST:PORT",
        "user-base | people | user-base: should be a distinguished name",
        "group-base | groups | group-base: should be a distinguished name",
        "bind-dn | people | bind-dn: should be a distinguished name",
        "bind-dn | cn=gateway | bind-password: is missing",
        "bind-password | word | bind-dn: is missing",
        "user-attribute | uid)(x=* | user-attribute: should be a name of the directory's schema",
        "schema | ad | schema: should be one of rfc2307, rfc2307bis, active-directory, freeipa",
        "timeout | 0s | timeout: should be longer than nothing",
        "pool-size | 0 | pool-size: should be from 1 to 100",
        "pool-size | 101 | pool-size: should be from 1 to 100",
        "ca-file | /etc/ca.pem | ca-file: is used with TLS only",
        "bind-method | password | bind-method: should be one of anonymous, simple, external",
        "bind-method | external | client-certificate-file: is missing",
        "bind-method | simple | bind-dn: is missing",
        "client-key-file | /etc/x.key | client-certificate-file: is missing",
        "client-certificate-file | /etc/x.pem | client-key-file: is missing",
        "membership | all | membership: should be one of names, entries, listed",
        "nested-groups | 0 | nested-groups: should be none, in-chain, or the levels",
        "nested-groups | 21 | nested-groups: should be none, in-chain, or the levels",
        "nested-groups | 2 | nested-groups: needs groups that list entries",
        "member-attributes | a=b | member-attributes: should be a name of the directory's schema",
        "page-size | -1 | page-size: should be from 0 to 10000",
        "retry-servers-every | 0s | retry-servers-every: should be longer than nothing",
        "lockout-duration | 0s | lockout-duration: should be longer than nothing",
        "entitlement-attribute | x | entitlements: is missing",
        "actions | storage.* | entitlements: is missing"
      })
  void a_mistake_is_reported_under_its_key(String key, String value, String mistake) {
    Map<String, Object> settings = smallest();
    settings.put(key, value);
    assertThat(mistakes(settings)).anyMatch(found -> found.startsWith(mistake));
  }

  @Test
  void several_servers_are_a_list_in_order_and_each_stands_there_once() {
    Map<String, Object> settings = smallest();
    settings.put("url", List.of("ldap://two.example:1389", "ldaps://one.example"));
    assertThat(read(settings).servers())
        .extracting(Server::toString)
        .containsExactly("two.example:1389", "one.example:636");
    settings.put("url", List.of("ldap://one.example", "ldap://one.example:389"));
    assertThat(mistakes(settings)).containsExactly("url: names a server twice: keep one");
    settings.put("url", List.of());
    assertThat(mistakes(settings)).anyMatch(mistake -> mistake.startsWith("url: "));
  }

  @Test
  void people_list_their_groups_wholly_so_nothing_is_followed() {
    Map<String, Object> settings = smallest();
    settings.put("schema", "freeipa");
    settings.put("nested-groups", "2");
    assertThat(mistakes(settings))
        .singleElement()
        .asString()
        .startsWith("nested-groups: should be left out");
  }

  @Test
  void anything_a_schema_says_may_be_set_otherwise() {
    Map<String, Object> settings = smallest();
    settings.put("schema", "active-directory");
    settings.put("user-class", "person");
    settings.put("user-attribute", "mail");
    settings.put("group-base", "ou=x");
    settings.put("group-class", "team");
    settings.put("group-name-attribute", "team");
    settings.put("group-gid-attribute", "number");
    settings.put("membership", "names");
    settings.put("member-attributes", List.of("player", "keeper"));
    settings.put("attributes", Map.of("email", "mail"));
    LdapSettings read = read(settings);
    assertThat(read.users().attributes()).isEqualTo(Map.of("email", "mail"));
    assertThat(read.groups())
        .contains(
            new Groups.Layout(
                "ou=x",
                Optional.of("team"),
                "team",
                "number",
                Groups.Membership.NAMES,
                List.of("player", "keeper"),
                new Nesting.None(),
                true));
  }

  @Test
  void start_tls_does_not_go_with_ldaps() {
    Map<String, Object> settings = smallest();
    settings.put("url", "ldaps://directory.example");
    settings.put("start-tls", true);
    assertThat(mistakes(settings)).anyMatch(found -> found.startsWith("start-tls: "));
  }

  @Test
  void the_service_password_is_not_to_cross_the_network_in_clear() {
    Map<String, Object> settings = smallest();
    settings.put("bind-dn", "cn=gateway");
    settings.put("bind-password", "word");
    assertThat(mistakes(settings))
        .containsExactly(
            "bind-password: would cross the network in clear: set start-tls or use ldaps://");
    settings.put("url", "ldap://localhost");
    assertThat(mistakes(settings)).isEmpty();
  }

  @Test
  void an_empty_service_password_would_be_an_anonymous_bind_and_is_refused() {
    Map<String, Object> settings = smallest();
    settings.put("bind-dn", "cn=gateway");
    settings.put("bind-password", "");
    assertThat(mistakes(settings)).containsExactly("bind-password: should not be empty");
  }

  private static Map<String, Object> smallest() {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("url", "ldap://directory.example");
    settings.put("user-base", "ou=people,dc=example,dc=org");
    return settings;
  }

  private static LdapSettings read(Map<String, Object> settings) {
    MapSettings map = new MapSettings("directory", settings);
    LdapSettings read = LdapSettings.from(map);
    assertThat(map.mistakes()).isEmpty();
    return read;
  }

  private static List<String> mistakes(Map<String, Object> settings) {
    MapSettings map = new MapSettings("directory", settings);
    LdapSettings.from(map);
    return map.mistakes();
  }
}
