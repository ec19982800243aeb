package org.symbolon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.symbolon.login.LocalAccounts;

/** Registration by an operator's token and by people, on a gateway that runs. */
class RegistrationModesTest {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final String PASSWORD = "a password of alice";
  private static final String BODY =
      """
      {"client_name":"A tool","token_endpoint_auth_method":"none",
       "grant_types":["urn:ietf:params:oauth:grant-type:device_code","refresh_token"],
       "scope":"openid offline_access"}
      """;

  @TempDir private static Path directory;
  private static PolicySite site;
  private static DeviceTool tool;
  private static RunningCommand server;

  @BeforeAll
  static void serve() throws Exception {
    TestAddress address = TestAddress.fresh();
    tool = new DeviceTool("http://" + address, PASSWORD);
    site = new PolicySite(directory);
    site.run("master-key", "new", directory.resolve("master.key").toString());
    String hash = LocalAccounts.hash(PASSWORD.toCharArray());
    Files.writeString(
        site.config(),
        """
        listen: %1$s
        database: sqlite:gateway.db
        master-key-file: master.key
        resolvers:
          - {name: files, type: posix, accounts: files, passwd-file: passwd, group-file: group, base-path: storage}
        issuers:
        """
                .formatted(address)
            + issuer("token", "mode: token", address, hash)
            + issuer("owned", "mode: owned\n      owner-scope: clients.register", address, hash));
    server = new RunningCommand("serve", "--config", site.config().toString());
  }

  private static String issuer(String id, String mode, TestAddress address, String hash) {
    return """
          - id: %1$s
            url: http://%3$s/%1$s
            profile: wlcg
            audience: https://storage.lab.example
            registration:
              %2$s
              scopes: [openid, offline_access]
            accounts: files
            login:
              - name: local
                local-accounts:
                  - {name: alice, password-hash: '%4$s'}
            clients:
              - {id: cli, public: true, grants: [device, refresh]}
            scopes:
              - {scope: [openid, offline_access], for: everyone, grant: true}
              - {scope: clients.register, for: everyone, grant: true}
        """
        .formatted(id, mode, address, hash);
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  @Test
  void an_operators_token_lets_as_many_clients_register_as_it_says_and_no_more() throws Exception {
    assertThat(register("token", "").statusCode()).isEqualTo(401);
    assertThat(register("token", "wrong").statusCode()).isEqualTo(401);
    String token =
        run("clients", "token", "new", "--issuer", "token", "--note", "for ana", "--uses", "2")
            .strip();
    assertThat(token).matches("[A-Za-z0-9_-]{43}");
    assertThat(run("clients", "token", "list")).contains("0/2 for ana").doesNotContain(token);

    assertThat(register("owned", token).statusCode()).as("another issuer's").isEqualTo(401);
    assertThat(register("token", token).statusCode()).isEqualTo(201);
    assertThat(run("clients", "token", "list")).contains("1/2 for ana");
    assertThat(register("token", token).statusCode()).isEqualTo(201);
    assertThat(register("token", token).statusCode()).isEqualTo(401);
    assertThat(run("clients", "list")).contains("A tool");
  }

  @Test
  void an_ended_token_lets_nobody_register_and_a_refused_request_uses_none_up() throws Exception {
    String token = run("clients", "token", "new", "--issuer", "token", "--note", "short").strip();
    HttpResponse<String> refused = send("token", token, "{\"grant_types\":[\"password\"]}");
    assertThat(refused.statusCode()).isEqualTo(400);
    String id =
        run("clients", "token", "list")
            .lines()
            .filter(line -> line.endsWith("0/1 short"))
            .findFirst()
            .orElseThrow()
            .split(" ")[1];
    run("clients", "token", "end", "--", id);
    assertThat(register("token", token).statusCode()).isEqualTo(401);
  }

  @Test
  void a_person_registers_a_client_with_a_token_that_has_the_scope_and_with_no_other()
      throws Exception {
    JsonNode without = tool.approved(tool.browser(), "owned", "alice", "openid");
    HttpResponse<String> refused = register("owned", without.get("access_token").asText());
    assertThat(refused.statusCode()).as(refused.body()).isEqualTo(403);
    JsonNode with = tool.approved(tool.browser(), "owned", "alice", "openid clients.register");
    HttpResponse<String> answer = register("owned", with.get("access_token").asText());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    assertThat(register("owned", with.get("id_token").asText()).statusCode())
        .as("an ID token")
        .isEqualTo(401);
    String id = DeviceTool.json(answer).get("client_id").asText();
    assertThat(run("clients", "show", "--", id)).contains("owner: ", "client_name: A tool");
  }

  @Test
  void with_a_deleted_client_all_that_was_granted_to_it_ends_at_once() throws Exception {
    JsonNode with = tool.approved(tool.browser(), "owned", "alice", "openid clients.register");
    String id =
        DeviceTool.json(register("owned", with.get("access_token").asText()))
            .get("client_id")
            .asText();
    DeviceTool registered = tool.as(id);
    JsonNode tokens =
        registered.approved(registered.browser(), "owned", "alice", "openid offline_access");
    String access = tokens.get("access_token").asText();
    assertThat(userinfo(access).statusCode()).isEqualTo(200);

    assertThat(run("clients", "delete", "--", id)).contains("Deleted; 1 grants ended");

    assertThat(userinfo(access).statusCode()).isEqualTo(401);
    HttpResponse<String> refresh =
        registered.refresh("owned", tokens.get("refresh_token").asText(), Map.of());
    assertThat(refresh.statusCode()).as(refresh.body()).isBetween(400, 401);
    assertThat(userinfo(with.get("access_token").asText()).statusCode())
        .as("its owner's own token lives")
        .isEqualTo(200);
  }

  @Test
  void a_device_code_of_a_deleted_client_can_not_be_approved_and_breaks_nothing() throws Exception {
    String token = run("clients", "token", "new", "--issuer", "token").strip();
    JsonNode client = DeviceTool.json(register("token", token));
    DeviceTool registered = tool.as(client.get("client_id").asText());
    JsonNode device = registered.device("token", "openid");
    run("clients", "delete", "--", client.get("client_id").asText());
    // This node may remember the client for five seconds: then nothing is wrong either.
    assertThat(registered.enter(tool.browser(), "token", device, "alice").status()).isLessThan(500);
  }

  private static HttpResponse<String> userinfo(String token) throws Exception {
    return HTTP.send(
        HttpRequest.newBuilder(URI.create(tool.origin() + "/owned/oauth2/userinfo"))
            .header("Authorization", "Bearer " + token)
            .build(),
        BodyHandlers.ofString());
  }

  private static HttpResponse<String> register(String issuer, String bearer) throws Exception {
    return send(issuer, bearer, BODY);
  }

  private static HttpResponse<String> send(String issuer, String bearer, String body)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(tool.origin() + "/" + issuer + "/oauth2/register"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body));
    if (!bearer.isEmpty()) {
      request.header("Authorization", "Bearer " + bearer);
    }
    return HTTP.send(request.build(), BodyHandlers.ofString());
  }

  private static String run(String... words) {
    String[] all = new String[words.length + 2];
    int separator = Arrays.asList(words).indexOf("--");
    int at = separator < 0 ? words.length : separator;
    System.arraycopy(words, 0, all, 0, at);
    all[at] = "--config";
    all[at + 1] = site.config().toString();
    System.arraycopy(words, at, all, at + 2, words.length - at);
    Ran ran = site.run(all);
    assertThat(ran.code()).as(ran.err()).isZero();
    return ran.out();
  }
}
