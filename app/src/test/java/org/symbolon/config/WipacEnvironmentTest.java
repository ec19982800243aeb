package org.symbolon.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.symbolon.client.Client;
import org.symbolon.client.GrantType;
import org.symbolon.fetch.Reach;
import org.symbolon.issuer.Profile;
import org.symbolon.protocol.SecretHash;
import org.symbolon.protocol.SecretText;
import org.symbolon.resolve.AccountStep;
import org.symbolon.resolver.Settings;
import org.symbolon.upstream.UpstreamSettings;
import org.symbolon.web.Address;

/** Sites that run WIPAC's scitoken-issuer keep their environment. */
class WipacEnvironmentTest {
  private static final String SECRET = "0123456789abcdef0123456789abcdef";
  private static final String FILE =
      """
      environment: wipac
      database: sqlite:symbolon.db
      master-key-file: master.key
      scopes:
        - scope: storage.*:/**
          for: everyone
          ask: files
      """;

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

  private static Map<String, String> environment(String... more) {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("ISSUER_ADDRESS", "https://tokens.lab.example/");
    environment.put("AUDIENCE", "https://a.example,https://b.example");
    environment.put("IDP_ADDRESS", "https://idp.lab.example/realms/lab");
    environment.put("IDP_CLIENT_ID", "scitokens");
    environment.put("IDP_CLIENT_SECRET", "not-a-secret");
    for (int i = 0; i < more.length; i += 2) {
      environment.put(more[i], more[i + 1]);
    }
    return environment;
  }

  private static Configuration read(String... more) {
    return Reader.loaded(FILE, environment(more));
  }

  private static List<Problem> wrong(String... more) {
    return Reader.problems(FILE, environment(more));
  }

  private static IssuerConfig issuer(String... more) {
    return read(more).issuers().getFirst();
  }

  private static UpstreamSettings login(String... more) {
    return ((LoginMethodConfig.Oidc) issuer(more).logins().getFirst()).settings();
  }

  @Test
  void the_least_environment_gives_that_servers_defaults() {
    Configuration configuration = read();

    assertThat(configuration.listen().address()).isEqualTo(new Address("localhost", 8080));
    IssuerConfig issuer = configuration.issuers().getFirst();
    assertThat(issuer.issuer().url()).hasToString("https://tokens.lab.example");
    assertThat(issuer.issuer().profile()).isEqualTo(Profile.WLCG);
    assertThat(issuer.issuer().algorithms()).containsExactly("RS256");
    assertThat(issuer.issuer().audiences().defaults())
        .containsExactly("https://a.example", "https://b.example");
    assertThat(issuer.issuer().lifetimes().accessToken()).isEqualTo(Duration.ofMinutes(5));
    assertThat(issuer.issuer().lifetimes().refreshIdle()).isEqualTo(Duration.ofDays(1));
    assertThat(issuer.issuer().lifetimes().code()).isEqualTo(Duration.ofMinutes(10));
    assertThat(issuer.issuer().lifetimes().deviceCode()).isEqualTo(Duration.ofMinutes(10));
    assertThat(issuer.issuer().devicePollingInterval()).isEqualTo(Duration.ofSeconds(5));
    assertThat(issuer.clients()).isEmpty();
    assertThat(login().username().claim()).isEqualTo("preferred_username");
    assertThat(login().secret()).contains(new SecretText("not-a-secret"));
    assertThat(configuration.resolvers().getFirst().settings().path("base-path"))
        .contains(Path.of("/"));
  }

  @Test
  void every_variable_has_its_place() {
    String[] all = {
      "IDP_USERNAME_CLAIM", "upn",
      "KEY_TYPE", "ES256",
      "ACCESS_TOKEN_EXPIRATION", "3600",
      "REFRESH_TOKEN_EXPIRATION", "172800",
      "DEVICE_CODE_POLLING_INTERVAL", "7",
      "DEVICE_CODE_EXPIRATION", "900",
      "AUTHORIZATION_CODE_EXPIRATION", "60",
      "POSIX_PATH", "/mnt/lfs",
      "HOST", "0.0.0.0",
      "PORT", "9000",
      "PROMETHEUS_PORT", "9090",
      "LOG_LEVEL", "WARNING",
      "USE_LDAP", "false",
      "DEBUG", "no",
      "CUSTOM_CLAIMS", "{\"wlcg.ver\": \"1.0\", \"site\": \"LAB\", \"n\": 1}"
    };
    Configuration configuration = read(all);

    assertThat(configuration.listen().address()).isEqualTo(new Address("0.0.0.0", 9000));
    assertThat(configuration.metrics())
        .isEqualTo(new Metrics.OwnAddress(new Address("0.0.0.0", 9090)));
    assertThat(configuration.logging().level()).isEqualTo(Logging.Level.WARN);
    IssuerConfig issuer = configuration.issuers().getFirst();
    assertThat(issuer.issuer().algorithms()).containsExactly("ES256");
    assertThat(issuer.issuer().lifetimes().accessToken()).isEqualTo(Duration.ofHours(1));
    assertThat(issuer.issuer().lifetimes().refreshIdle()).isEqualTo(Duration.ofDays(2));
    assertThat(issuer.issuer().lifetimes().deviceCode()).isEqualTo(Duration.ofMinutes(15));
    assertThat(issuer.issuer().lifetimes().code()).isEqualTo(Duration.ofMinutes(1));
    assertThat(issuer.issuer().devicePollingInterval()).isEqualTo(Duration.ofSeconds(7));
    assertThat(issuer.issuer().customClaims()).isEqualTo(Map.of("site", "LAB", "n", 1));
    assertThat(login(all).username().claim()).isEqualTo("upn");
    assertThat(configuration.resolvers().getFirst().settings().path("base-path"))
        .contains(Path.of("/mnt/lfs"));
    assertThat(read("LOG_LEVEL", "CRITICAL").logging().level()).isEqualTo(Logging.Level.ERROR);
    assertThat(read("PROMETHEUS_PORT", "0").metrics()).isInstanceOf(Metrics.Restricted.class);
  }

  @Test
  void an_empty_host_means_every_interface() {
    assertThat(read("HOST", "").listen().address()).isEqualTo(new Address("0.0.0.0", 8080));
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

  @Test
  void the_audience_may_stand_in_the_custom_claims() {
    Map<String, String> environment =
        environment("CUSTOM_CLAIMS", "{\"aud\": [\"https://a.example\"]}");
    assertThat(Reader.problems(FILE, environment))
        .extracting(Problem::toString)
        .containsExactly("AUDIENCE is set, and CUSTOM_CLAIMS has aud: keep one of the two");

    environment.remove("AUDIENCE");
    assertThat(
            Reader.loaded(FILE, environment).issuers().getFirst().issuer().audiences().defaults())
        .containsExactly("https://a.example");

    environment.put("CUSTOM_CLAIMS", "{\"aud\": \"ANY\"}");
    assertThat(Reader.problems(FILE, environment))
        .singleElement()
        .asString()
        .startsWith("CUSTOM_CLAIMS (issuer.audience) is ANY");
  }

  @Test
  void custom_claims_that_collide_or_are_no_object_are_refused() {
    assertThat(wrong("CUSTOM_CLAIMS", "{\"sub\": \"x\"}"))
        .singleElement()
        .asString()
        .contains("issuer.custom-claims", "the claim sub");
    assertThat(wrong("CUSTOM_CLAIMS", "[1]"))
        .singleElement()
        .asString()
        .startsWith("CUSTOM_CLAIMS should be a JSON object");
    assertThat(wrong("CUSTOM_CLAIMS", "{a"))
        .extracting(Problem::toString)
        .containsExactly("CUSTOM_CLAIMS is not JSON");
    assertThat(wrong("CUSTOM_CLAIMS", "{\"ver\": \"scitoken:2.0\", \"wlcg.ver\": \"2\"}"))
        .hasSize(2);
    assertThat(wrong("CUSTOM_CLAIMS", "{\"site\": null}")).hasSize(1);
  }

  @Test
  void static_clients_may_be_an_object_of_secrets() {
    Client client =
        issuer("STATIC_CLIENTS", "{\"pelican\": \"" + SECRET + "\"}").clients().getFirst();

    assertThat(client.id().value()).isEqualTo("pelican");
    assertThat(client.authentication())
        .isEqualTo(new Client.Authentication.Secret(List.of(SecretHash.of(SECRET))));
    assertThat(client.grantTypes())
        .containsExactlyInAnyOrder(GrantType.DEVICE_CODE, GrantType.REFRESH_TOKEN);
    assertThat(client.alwaysRefresh()).isTrue();
  }

  @Test
  void static_clients_may_be_a_list_of_objects() {
    List<Client> clients =
        issuer(
                "STATIC_CLIENTS",
                """
                [{"client_id": "web", "client_secret": "%s", "client_name": "Web",
                  "redirect_uris": ["https://web.example/cb"], "impersonation": false},
                 {"client_id": "tool", "client_secret": "%s",
                  "grant_types": ["urn:ietf:params:oauth:grant-type:device_code"]}]
                """
                    .formatted(SECRET, SECRET))
            .clients();

    assertThat(clients).extracting(Client::name).containsExactly("Web", "tool");
    assertThat(clients.getFirst().grantTypes()).contains(GrantType.AUTHORIZATION_CODE);
    assertThat(clients.getFirst().redirectUris()).containsExactly("https://web.example/cb");
    assertThat(clients.getLast().grantTypes())
        .containsExactlyInAnyOrder(GrantType.DEVICE_CODE, GrantType.REFRESH_TOKEN);
  }

  @Test
  void a_static_clients_short_secret_is_refused_without_showing_it() {
    assertThat(wrong("STATIC_CLIENTS", "{\"pelican\": \"short\"}"))
        .singleElement()
        .asString()
        .startsWith("STATIC_CLIENTS for the client pelican holds a secret of fewer than 32")
        .doesNotContain("short\"");
  }

  @Test
  void static_clients_of_another_shape_or_with_more_than_is_built_are_refused() {
    assertThat(wrong("STATIC_CLIENTS", "\"text\"")).hasSize(1);
    assertThat(wrong("STATIC_CLIENTS", "[1]")).hasSize(1);
    assertThat(
            wrong(
                "STATIC_CLIENTS",
                "[{\"client_id\": \"a\", \"client_secret\": \""
                    + SECRET
                    + "\", \"scopes\": \"x\"}]"))
        .singleElement()
        .asString()
        .startsWith("STATIC_CLIENTS gives a the member scopes");
    assertThat(
            wrong(
                "STATIC_CLIENTS",
                "[{\"client_id\": \"a\", \"client_secret\": \""
                    + SECRET
                    + "\", \"redirect_uris\": [\"*\"]}]"))
        .extracting(Problem::path)
        .contains("STATIC_CLIENTS (clients[0].redirect-uris[0])");
  }

  @Test
  void a_client_that_impersonates_is_whom_the_file_says_and_gets_tokens_for_the_audience() {
    String rule =
        """
        exchanges:
          - name: robots
            clients: pelican, condor
            mode: impersonate
            subject: {groups: [ana]}
            scopes: ["storage.read:/**"]
        """;
    IssuerConfig issuer =
        Reader.loaded(
                FILE + rule,
                environment(
                    "AUDIENCE",
                    "https://storage.lab.example",
                    "STATIC_CLIENTS",
                    "[{\"client_id\": \"condor\", \"client_secret\": \""
                        + SECRET
                        + "\", \"impersonation\": true}]",
                    "STATIC_IMPERSONATION_CLIENTS",
                    "{\"pelican\": \"" + SECRET + "\"}"))
            .issuers()
            .getFirst();

    assertThat(issuer.clients())
        .extracting(client -> client.id().value())
        .containsExactly("condor", "pelican");
    assertThat(issuer.clients())
        .allSatisfy(
            client -> {
              assertThat(client.grantTypes()).contains(GrantType.TOKEN_EXCHANGE);
              assertThat(client.serves()).containsExactly("https://storage.lab.example");
            });
  }

  @Test
  void a_client_that_might_be_anybody_is_refused_until_a_rule_says_whom() {
    for (String rules :
        List.of(
            "",
            """
            exchanges:
              - {clients: [pelican], mode: downscope}
            """)) {
      assertThat(
              Reader.problems(
                  FILE + rules,
                  environment("STATIC_IMPERSONATION_CLIENTS", "{\"pelican\": \"" + SECRET + "\"}")))
          .singleElement()
          .asString()
          .startsWith(
              "STATIC_IMPERSONATION_CLIENTS lets pelican be anybody: say whom, by a rule of the"
                  + " file under exchanges, as in {clients: [pelican], mode: impersonate");
    }
  }

  @Test
  void registered_clients_expire_as_they_did_where_the_file_lets_them_register() {
    String registration =
        """
        issuer:
          registration: {mode: open, scopes: ["storage.read:/**"]}
        """;
    assertThat(
            Reader.loaded(
                    FILE + registration, environment("CLIENT_REGISTRATION_EXPIRATION", "172800"))
                .issuers()
                .getFirst()
                .registration()
                .unusedFor())
        .isEqualTo(Duration.ofDays(2));
  }

  @Test
  void a_variable_that_means_nothing_here_is_an_error_that_names_it() {
    for (String variable :
        List.of("CLIENT_REGISTRATION_EXPIRATION", "COOKIE_SECRET", "MONGODB_URL")) {
      assertThat(wrong(variable, "x"))
          .as(variable)
          .singleElement()
          .asString()
          .startsWith(variable + " is set, but ");
    }
    for (String variable : List.of("DEBUG", "CI_TESTING")) {
      assertThat(wrong(variable, "True"))
          .as(variable)
          .singleElement()
          .asString()
          .startsWith(variable + " is true, but ");
    }
    assertThat(wrong("USE_LDAP", "perhaps"))
        .extracting(Problem::toString)
        .containsExactly("USE_LDAP should be true or false");
  }

  @Test
  void every_missing_variable_is_named_at_once() {
    assertThat(Reader.problems(FILE, Map.of()))
        .extracting(Problem::path)
        .containsExactlyInAnyOrder(
            "ISSUER_ADDRESS", "AUDIENCE", "IDP_ADDRESS", "IDP_CLIENT_ID", "IDP_CLIENT_SECRET");
  }

  @Test
  void a_wrong_value_names_its_variable_and_where_it_went() {
    assertThat(
            wrong(
                "ISSUER_ADDRESS",
                "http://tokens.lab.example",
                "KEY_TYPE",
                "HS256",
                "ACCESS_TOKEN_EXPIRATION",
                "20m",
                "DEVICE_CODE_POLLING_INTERVAL",
                "0"))
        .extracting(Problem::path)
        .containsExactlyInAnyOrder(
            "ISSUER_ADDRESS (issuer.url)",
            "KEY_TYPE (issuer.algorithms)",
            "ACCESS_TOKEN_EXPIRATION",
            "DEVICE_CODE_POLLING_INTERVAL (issuer.device-polling-interval)");
  }

  @Test
  void the_file_may_replace_a_default_and_add_but_not_contradict_a_variable() {
    String more =
        FILE
            + """
            listen: 127.0.0.1:7777
            issuer:
              name: Lab
              lifetimes: {access-token: 10m, session: 1h}
            clients:
              - {id: own, public: true, grants: device}
            """;
    Configuration configuration =
        Reader.loaded(more, environment("STATIC_CLIENTS", "{\"pelican\": \"" + SECRET + "\"}"));
    IssuerConfig issuer = configuration.issuers().getFirst();
    assertThat(configuration.listen().address().port()).isEqualTo(7777);
    assertThat(issuer.issuer().display().name()).isEqualTo("Lab");
    assertThat(issuer.issuer().lifetimes().accessToken()).isEqualTo(Duration.ofMinutes(10));
    assertThat(issuer.clients())
        .extracting(client -> client.id().value())
        .containsExactly("own", "pelican");

    assertThat(Reader.problems(more, environment("PORT", "80", "ACCESS_TOKEN_EXPIRATION", "60")))
        .extracting(Problem::message)
        .containsExactlyInAnyOrder(
            "is also set by the environment variable PORT: keep one of the two",
            "is also set by the environment variable ACCESS_TOKEN_EXPIRATION: keep one of the two");
  }

  @Test
  void only_a_known_environment_is_taken_over_and_none_by_default() {
    assertThat(Reader.mistakes(FILE.replace("wipac", "wipak")))
        .contains("environment should be one of wipac: did you mean wipac?");
    assertThat(Reader.problems(Reader.SIMPLE, environment("USE_LDAP", "true"))).isEmpty();
  }
}
