package org.symbolon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A running gateway at which clients register themselves over HTTP. */
class RegistrationTest {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String DEVICE = "urn:ietf:params:oauth:grant-type:device_code";

  /** As oidc-agent sends it. */
  private static final String OIDC_AGENT =
      """
      {"application_type":"web","client_name":"oidc-agent:lab-myhost","response_types":[],
       "grant_types":["refresh_token","urn:ietf:params:oauth:grant-type:device_code"],
       "scope":"openid profile offline_access",
       "redirect_uris":["http://localhost:4242","http://localhost:29135","http://localhost:8080",
         "edu.kit.data.oidc-agent:/redirect"]}
      """;

  @TempDir private static Path directory;
  private static ClientSite site;
  private static String address = "";

  @BeforeAll
  static void serve() throws Exception {
    site =
        new ClientSite(directory, "{id: portal, name: Lab Portal, public: true, grants: [device]}");
    address = site.issuer().toString();
  }

  @AfterAll
  static void stop() throws Exception {
    site.close();
  }

  @Test
  void oidc_agent_registers_asks_for_a_device_code_and_deletes_itself() throws Exception {
    HttpResponse<String> answer = register(OIDC_AGENT);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(answer.body()).as("it breaks on booleans").doesNotContain("true", "false");
    JsonNode client = JSON.readTree(answer.body());
    assertThat(client.path("scope").asText().split(" "))
        .containsExactlyInAnyOrder("openid", "offline_access");
    assertThat(client.path("client_id").asText()).matches("[A-Za-z0-9_-]+");
    assertThat(client.path("client_secret").asText()).matches("[A-Za-z0-9_-]{43}");
    assertThat(client.path("redirect_uris")).hasSize(4);

    assertThat(device(client, client.path("client_secret").asText()).body())
        .contains("\"device_code\"");
    assertThat(device(client, "").statusCode()).isEqualTo(401);
    assertThat(client.path("grant_types"))
        .extracting(JsonNode::asText)
        .containsExactlyInAnyOrder("refresh_token", DEVICE);

    String management = client.path("registration_client_uri").asText();
    String token = client.path("registration_access_token").asText();
    assertThat(send(request(management, token).DELETE()).statusCode()).isEqualTo(204);
    assertThat(send(request(management, token).GET()).statusCode()).isEqualTo(401);
    assertThat(device(client, client.path("client_secret").asText()).statusCode()).isEqualTo(401);
  }

  @Test
  void a_registration_is_read_and_replaced_with_a_token_that_rotates() throws Exception {
    JsonNode client = JSON.readTree(register(OIDC_AGENT).body());
    String management = client.path("registration_client_uri").asText();
    String first = client.path("registration_access_token").asText();
    String body =
        """
        {"client_id":"%s","client_name":"Other","redirect_uris":["https://app.example/cb"]}
        """
            .formatted(client.path("client_id").asText());

    HttpResponse<String> updated = send(json(request(management, first)).PUT(text(body)));
    assertThat(updated.statusCode()).as(updated.body()).isEqualTo(200);
    JsonNode now = JSON.readTree(updated.body());
    assertThat(now.path("redirect_uris")).hasSize(1);
    assertThat(now.path("grant_types").get(0).asText()).isEqualTo("authorization_code");
    assertThat(send(request(management, first).GET()).statusCode()).isEqualTo(401);
    HttpResponse<String> read =
        send(request(management, now.path("registration_access_token").asText()).GET());
    assertThat(JSON.readTree(read.body())).isEqualTo(now);
  }

  @Test
  void nobody_learns_from_a_wrong_token_whether_a_client_exists() throws Exception {
    JsonNode client = JSON.readTree(register(OIDC_AGENT).body());
    String management = client.path("registration_client_uri").asText();
    HttpResponse<String> known = send(request(management, "wrong").GET());
    HttpResponse<String> unknown = send(request(management + "x", "wrong").GET());
    HttpResponse<String> configured =
        send(request(address + "/oauth2/register/portal", "wrong").GET());
    assertThat(known.statusCode()).isEqualTo(401);
    assertThat(known.body()).isEqualTo(unknown.body()).isEqualTo(configured.body());
    assertThat(unknown.statusCode()).isEqualTo(401);
  }

  @Test
  void a_body_that_is_not_json_is_refused_by_its_type() throws Exception {
    HttpResponse<String> answer =
        send(
            HttpRequest.newBuilder(URI.create(address + "/oauth2/register"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(text("client_name=x")));
    assertThat(answer.statusCode()).isEqualTo(415);
    assertThat(register("{\"x\":\"" + "a".repeat(70_000) + "\"}").statusCode()).isEqualTo(413);
  }

  @Test
  void metadata_tell_where_to_register() throws Exception {
    String metadata =
        send(HttpRequest.newBuilder(URI.create(address + "/.well-known/openid-configuration")))
            .body();
    assertThat(metadata)
        .contains("\"registration_endpoint\":\"" + address + "/oauth2/register\"")
        .contains("authorization_code")
        .doesNotContain("token-exchange", "client_credentials");
  }

  private static HttpResponse<String> register(String body) throws Exception {
    return send(
        json(HttpRequest.newBuilder(URI.create(address + "/oauth2/register"))).POST(text(body)));
  }

  private static HttpResponse<String> device(JsonNode client, String secret) throws Exception {
    String raw = client.path("client_id").asText() + ":" + secret;
    String basic = Base64.getEncoder().encodeToString(raw.getBytes(StandardCharsets.UTF_8));
    return send(
        HttpRequest.newBuilder(URI.create(address + "/oauth2/device_authorization"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Authorization", "Basic " + basic)
            .POST(text("scope=openid%20offline_access")));
  }

  private static HttpRequest.Builder request(String uri, String token) {
    return HttpRequest.newBuilder(URI.create(uri)).header("Authorization", "Bearer " + token);
  }

  private static HttpRequest.Builder json(HttpRequest.Builder request) {
    return request.header("Content-Type", "application/json");
  }

  private static HttpRequest.BodyPublisher text(String body) {
    return BodyPublishers.ofString(body);
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return HTTP.send(request.build(), BodyHandlers.ofString());
  }
}
