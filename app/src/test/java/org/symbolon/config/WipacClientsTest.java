package org.symbolon.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.symbolon.client.Client;
import org.symbolon.client.GrantType;
import org.symbolon.protocol.SecretHash;

/** The clients that its environment names. */
class WipacClientsTest extends WipacReading {
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
}
