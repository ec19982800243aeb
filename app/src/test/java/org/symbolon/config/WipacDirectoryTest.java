package org.symbolon.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.symbolon.fetch.Reach;
import org.symbolon.resolve.AccountStep;
import org.symbolon.resolver.Settings;
import org.symbolon.upstream.UpstreamSettings;

/** The directory that its environment describes. */
class WipacDirectoryTest extends WipacReading {
  private static final String[] DIRECTORY = {
    "USE_LDAP", "true",
    "LDAP_URL", "ldaps://directory.lab.example",
    "LDAP_USER_BASE", "ou=People,dc=lab,dc=example",
    "LDAP_GROUP_BASE", "ou=Group,dc=lab,dc=example"
  };

  /** Later ones replace earlier ones. */
  private static String[] with(String[] variables, String... more) {
    return Stream.concat(Arrays.stream(variables), Arrays.stream(more)).toArray(String[]::new);
  }

  @Test
  void with_a_directory_it_makes_the_account_and_the_file_system_judges_for_it() {
    Configuration configuration = read(with(DIRECTORY, "POSIX_PATH", "/mnt/lfs"));

    assertThat(configuration.resolvers())
        .extracting(ResolverConfig::name, ResolverConfig::type)
        .containsExactly(tuple("ldap", "ldap"), tuple("files", "posix"));
    Settings directory = configuration.resolvers().getFirst().settings();
    assertThat(directory.text("url")).contains("ldaps://directory.lab.example");
    assertThat(directory.text("user-base")).contains("ou=People,dc=lab,dc=example");
    assertThat(directory.text("group-base")).contains("ou=Group,dc=lab,dc=example");
    Settings files = configuration.resolvers().getLast().settings();
    assertThat(files.text("accounts")).contains("none");
    assertThat(files.path("base-path")).contains(Path.of("/mnt/lfs"));
    assertThat(configuration.issuers().getFirst().accounts())
        .containsExactly(new AccountStep("ldap"));
  }

  @Test
  void the_directory_is_searched_anonymously_as_that_server_does() {
    Configuration configuration = read(DIRECTORY);

    assertThat(OpenedResolvers.mistakes(configuration)).isEmpty();
    Settings directory = configuration.resolvers().getFirst().settings();
    assertThat(directory.text("bind-dn")).isEmpty();
    assertThat(directory.secret("bind-password")).isEmpty();
  }

  @Test
  void each_variable_of_a_directory_that_is_missing_is_named() {
    assertThat(wrong("USE_LDAP", "True"))
        .extracting(Problem::toString)
        .satisfiesExactlyInAnyOrder(
            url -> assertThat(url).startsWith("LDAP_URL is not set: USE_LDAP is true"),
            users -> assertThat(users).startsWith("LDAP_USER_BASE is not set: USE_LDAP is true"),
            groups ->
                assertThat(groups).startsWith("LDAP_GROUP_BASE is not set: USE_LDAP is true"));
  }

  @Test
  void a_directory_that_is_described_but_not_used_is_a_contradiction() {
    String why = " is set, but USE_LDAP is not true: set that, or unset this";
    for (String off : List.of("false", "")) {
      assertThat(wrong(with(DIRECTORY, "USE_LDAP", off)))
          .extracting(Problem::toString)
          .containsExactlyInAnyOrder(
              "LDAP_URL" + why, "LDAP_USER_BASE" + why, "LDAP_GROUP_BASE" + why);
    }
  }

  @Test
  void a_directorys_wrong_values_name_their_variables() {
    assertThat(
            OpenedResolvers.mistakes(
                read(
                    with(
                        DIRECTORY,
                        "LDAP_URL",
                        "directory.lab.example",
                        "LDAP_GROUP_BASE",
                        "groups"))))
        .satisfiesExactlyInAnyOrder(
            url -> assertThat(url).startsWith("LDAP_URL (resolvers[0].url) should be ldap://"),
            groups ->
                assertThat(groups)
                    .startsWith("LDAP_GROUP_BASE (resolvers[0].group-base) should be a dist"));
  }

  @Test
  void the_file_may_complete_the_login_and_the_resolvers_of_the_variables() {
    String more =
        FILE
            + """
            login:
              - {name: idp, label: Our lab, reach: site}
            resolvers:
              - {name: files, threads: 16}
              - {name: ldap, schema: rfc2307bis}
            """;
    Configuration configuration = Reader.loaded(more, environment(DIRECTORY));

    UpstreamSettings login =
        ((LoginMethodConfig.Oidc) configuration.issuers().getFirst().logins().getFirst())
            .settings();
    assertThat(login.label()).isEqualTo("Our lab");
    assertThat(login.limits().reach()).isEqualTo(Reach.SITE);
    assertThat(login.issuer()).hasToString("https://idp.lab.example/realms/lab");
    assertThat(configuration.issuers().getFirst().logins()).hasSize(1);
    assertThat(configuration.resolvers())
        .extracting(ResolverConfig::name)
        .containsExactly("files", "ldap");
    assertThat(configuration.resolvers().getFirst().threads()).isEqualTo(16);
    assertThat(OpenedResolvers.mistakes(configuration)).isEmpty();

    assertThat(
            Reader.problems(
                FILE + "login: [{name: idp, openid: 'https://other.example'}]", environment()))
        .extracting(Problem::toString)
        .singleElement()
        .asString()
        .contains("login[0].openid is also set by the environment variable IDP_ADDRESS: keep one");
  }
}
