package org.symbolon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.symbolon.protocol.SecretHash;

/** Secrets that end, at a whole gateway whose time passes as the test says. */
class ExpiredSecretTest {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final String SECRET = "a secret of thirty-two characters or more";

  @TempDir private Path folder;
  private final TestClock clock = TestClock.fixed();
  private final TestAddress address = TestAddress.fresh();
  private final DeviceTool tool = new DeviceTool("http://" + address, "nobody signs in here");
  private RunningCommand gateway;

  @BeforeEach
  void serve() throws Exception {
    PolicySite commands = new PolicySite(folder);
    commands.run("master-key", "new", folder.resolve("master.key").toString());
    Files.writeString(
        commands.config(),
        """
        listen: %1$s
        database: sqlite:gateway.db
        master-key-file: master.key
        issuers:
          - id: lab
            url: http://%1$s/lab
            profile: wlcg
            audience: https://storage.lab.example
            login: [{name: campus, openid: https://idp.campus.example, client-id: lab}]
            registration:
              mode: open
              scopes: [openid]
              secret-lifetime: 10d
            clients:
              - {id: nightly, secret-sha256: '%2$s', secret-expires: 2026-01-04, grants: client-credentials, scopes: [compute.read]}
            scopes:
              - {scope: [openid, compute.read], for: everyone, grant: true}
        """
            .formatted(address, SecretHash.of(SECRET).hex()));
    gateway = new RunningCommand(clock, "serve", "--config", commands.config().toString());
  }

  @AfterEach
  void stop() throws Exception {
    gateway.close();
  }

  @Test
  void a_configured_secret_gives_tokens_until_its_day_and_none_from_then_on() throws Exception {
    Map<String, String> form =
        Map.of(
            "grant_type",
            "client_credentials",
            "client_id",
            "nightly",
            "client_secret",
            SECRET,
            "scope",
            "compute.read");
    clock.advance(Duration.between(clock.instant(), Instant.parse("2026-01-03T23:59:59Z")));
    assertThat(tool.post("lab", "/oauth2/token", form).statusCode()).isEqualTo(200);
    clock.advance(Duration.ofSeconds(1));
    assertExpired(tool.post("lab", "/oauth2/token", form));
  }

  @Test
  void a_registered_secret_counts_as_long_as_was_told_and_an_update_gives_another()
      throws Exception {
    ObjectNode metadata = JsonNodeFactory.instance.objectNode();
    metadata.put("client_name", "A tool").put("scope", "openid");
    metadata.putArray("grant_types").add("urn:ietf:params:oauth:grant-type:device_code");
    metadata.put("token_endpoint_auth_method", "client_secret_post");
    String endpoint = tool.origin() + "/lab/oauth2/register";
    JsonNode client = sent("POST", endpoint, "none", metadata);
    assertThat(client.path("client_secret_expires_at").asLong())
        .isEqualTo(clock.instant().plus(Duration.ofDays(10)).getEpochSecond());
    assertThat(begin(client).statusCode()).isEqualTo(200);

    clock.advance(Duration.ofDays(10));
    assertExpired(begin(client));

    metadata.put("client_id", client.path("client_id").asText());
    JsonNode renewed =
        sent(
            "PUT",
            client.path("registration_client_uri").asText(),
            client.path("registration_access_token").asText(),
            metadata);
    assertThat(begin(renewed).statusCode()).isEqualTo(200);
    assertThat(begin(client).statusCode()).isEqualTo(401);
  }

  private HttpResponse<String> begin(JsonNode client) throws Exception {
    return tool.post(
        "lab",
        "/oauth2/device_authorization",
        Map.of(
            "client_id",
            client.path("client_id").asText(),
            "client_secret",
            client.path("client_secret").asText(),
            "scope",
            "openid"));
  }

  private static JsonNode sent(String method, String address, String bearer, JsonNode body)
      throws Exception {
    HttpResponse<String> answer =
        HTTP.send(
            HttpRequest.newBuilder(URI.create(address))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + bearer)
                .method(method, BodyPublishers.ofString(body.toString()))
                .build(),
            BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 201);
    return DeviceTool.json(answer);
  }

  private static void assertExpired(HttpResponse<String> answer) throws Exception {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(401);
    assertThat(DeviceTool.json(answer).path("error").asText()).isEqualTo("invalid_client");
    assertThat(answer.body()).contains("has expired");
  }
}
