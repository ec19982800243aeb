package org.symbolon.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.symbolon.issuer.Profile;
import org.symbolon.protocol.SecretText;
import org.symbolon.web.Address;

/** Sites that run WIPAC's scitoken-issuer keep their environment. */
class WipacEnvironmentTest extends WipacReading {
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
