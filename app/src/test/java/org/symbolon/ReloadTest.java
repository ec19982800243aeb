package org.symbolon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.symbolon.login.LocalAccounts;
import org.symbolon.protocol.SecretHash;

/** A running gateway that reads its file again on a real SIGHUP, and what operators ask of it. */
class ReloadTest {
  private static final String TOKEN = "an-operators-token-of-40-characters-long";
  private static final String SECRET = "the-nightly-services-secret-of-40-letters";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir private static Path directory;
  private static Path config = Path.of("");
  private static int port;
  private static RunningCommand server;
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @BeforeAll
  static void serve() throws Exception {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    PolicySite site = new PolicySite(directory);
    site.run("master-key", "new", directory.resolve("master.key").toString());
    config = site.config();
    write(rules("compute.read"));
    server = new RunningCommand("serve", "--config", config.toString());
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  @BeforeEach
  void asAtFirst() throws Exception {
    write(rules("compute.read"));
    hangUp();
    // What the test before left in force allows more.
    await(explain("compute.cancel"), answer -> answer.body().contains("\"outcome\":\"refused\""));
    await("/readyz", answer -> answer.body().contains("\"file\":\"in force\""));
  }

  @Test
  void a_hangup_brings_new_rules_into_force() throws Exception {
    assertThat(get(explain("compute.cancel")).body()).contains("\"outcome\":\"refused\"");
    write(rules("compute.*"));
    hangUp();
    await(explain("compute.cancel"), answer -> answer.body().contains("\"outcome\":\"granted\""));
    assertThat(token("compute.cancel")).contains("access_token");
    assertThat(get("/metrics").body()).contains("symbolon_configuration_current 1.0");
  }

  @Test
  void a_bad_file_leaves_the_old_rules_in_force_and_says_so() throws Exception {
    write(rules("compute.*").replace("for: everyone", "for: everyoen"));
    hangUp();
    HttpResponse<String> ready =
        await("/readyz", answer -> answer.body().contains("stays in force"));
    assertThat(ready.statusCode()).as("it can still serve").isEqualTo(200);
    assertThat(token("compute.read")).contains("access_token");
    assertThat(get(explain("compute.cancel")).body()).contains("\"outcome\":\"refused\"");
    assertThat(get("/metrics").body())
        .contains("symbolon_configuration_current 0.0")
        .contains("symbolon_configuration_reloads_total{result=\"refused\"}");
  }

  @Test
  void what_needs_a_restart_is_named_and_the_rest_is_taken() throws Exception {
    write(
        rules("compute.*")
            .replace("profile: wlcg", "profile: wlcg\n  min-uid: 2000")
            .replace("name: Nightly", "name: Every night"));
    hangUp();
    await("/readyz", answer -> answer.body().contains("waits for a restart"));
    assertThat(token("compute.cancel")).contains("access_token");
  }

  @Test
  void a_rule_that_asks_a_resolver_which_is_not_open_changes_nothing() throws Exception {
    write(
        rules("compute.*")
                .replace(
                    "  - name: files",
                    "  - {name: more, type: posix, accounts: none, base-path: .}\n  - name: files")
            + "  - {scope: \"storage.read:/**\", for: everyone, ask: more}\n");
    hangUp();
    await("/readyz", answer -> answer.body().contains("stays in force"));
    assertThat(get(explain("compute.cancel")).body()).contains("\"outcome\":\"refused\"");
  }

  @Test
  void rules_over_token_exchange_are_read_again_too() throws Exception {
    String token = token("compute.read").replaceAll(".*\"access_token\":\"([^\"]+)\".*", "$1");
    assertThat(narrowed(token)).contains("access_token");
    write(rules("compute.*") + "narrow-own-tokens: false\n");
    hangUp();
    await(explain("compute.cancel"), answer -> answer.body().contains("\"outcome\":\"granted\""));
    assertThat(narrowed(token)).contains("unauthorized_client");
    assertThat(get("/readyz").body()).contains("\"file\":\"in force\"");
  }

  @Test
  void operators_ask_with_their_token_only() throws Exception {
    assertThat(get("/admin/may?user=alice&client=portal").body())
        .contains("\"scope\":\"compute.read\"", "\"decided\":\"granted\"");
    assertThat(get("/admin/may?user=alice&client=nobody").statusCode()).isEqualTo(400);
    for (String claims : new String[] {"null", "[]", "1", "%7B"}) {
      assertThat(get("/admin/may?user=alice&client=portal&claims=" + claims).statusCode())
          .as(claims)
          .isEqualTo(400);
    }
    assertThat(get("/admin/may?user=alice&client=portal&claims=%7B%22acr%22:null%7D").statusCode())
        .isEqualTo(200);
    assertThat(get("/admin/explain?user=alice&client=portal&scope=storage.read").statusCode())
        .isEqualTo(400);
    for (String wrong : new String[] {"", "Bearer ", "Bearer wrong", "Basic " + TOKEN}) {
      assertThat(get("/admin/may?user=alice&client=portal", wrong).statusCode()).isEqualTo(401);
    }
  }

  @Test
  void operators_tokens_count_from_known_networks_only() throws Exception {
    HttpRequest viaProxy =
        request("/admin/may?user=alice&client=portal", "Bearer " + TOKEN)
            .header("X-Forwarded-For", "203.0.113.7")
            .build();
    assertThat(HTTP.send(viaProxy, HttpResponse.BodyHandlers.ofString()).statusCode())
        .isEqualTo(404);
  }

  @Test
  void a_client_asks_with_its_own_token_what_it_may_have() throws Exception {
    String token = token("compute.read").replaceAll(".*\"access_token\":\"([^\"]+)\".*", "$1");
    HttpResponse<String> answer = get("/oauth2/may", "Bearer " + token);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("\"client\":\"nightly\"", "\"scope\":\"compute.read\"");
    assertThat(get("/oauth2/may", "").statusCode()).isEqualTo(401);
    assertThat(get("/oauth2/may", "Bearer " + TOKEN).statusCode()).isEqualTo(401);
  }

  private static String rules(String compute) {
    return """
    listen: 127.0.0.1:%1$d
    database: sqlite:gateway.db
    master-key-file: master.key
    operators: {token-sha256: %2$s}
    issuer:
      url: http://127.0.0.1:%1$d
      profile: wlcg
      audience: https://storage.lab.example
    login:
      - name: local
        local-accounts:
          - name: alice
            password-hash: '%3$s'
    resolvers:
      - name: files
        type: posix
        accounts: files
        passwd-file: passwd
        group-file: group
        base-path: storage
    accounts: files
    clients:
      - {id: portal, public: true, grants: [device]}
      - {id: nightly, name: Nightly, secret-sha256: %4$s, grants: [client-credentials, exchange], scopes: compute.*}
    scopes:
      - {scope: %5$s, for: everyone, grant: true}
    """
        .formatted(port, SecretHash.of(TOKEN).hex(), HASH, SecretHash.of(SECRET).hex(), compute);
  }

  private static final String HASH = LocalAccounts.hash("a password of alice".toCharArray());

  private static void write(String text) throws IOException {
    Path whole = Files.writeString(config.resolveSibling("new.yaml"), text);
    // A reload that is under way never sees half of it.
    Files.move(whole, config, StandardCopyOption.ATOMIC_MOVE);
  }

  /** As an administrator or systemd does it. */
  private static void hangUp() throws Exception {
    int code =
        new ProcessBuilder("kill", "-HUP", Long.toString(ProcessHandle.current().pid()))
            .start()
            .waitFor();
    assertThat(code).isZero();
  }

  private static String explain(String scope) {
    return "/admin/explain?client=portal&user=alice&scope="
        + URLEncoder.encode(scope, StandardCharsets.UTF_8);
  }

  private static String token(String scope) throws Exception {
    return post("client_credentials&scope=" + scope);
  }

  private static String narrowed(String token) throws Exception {
    return post(
        "urn:ietf:params:oauth:grant-type:token-exchange"
            + "&subject_token_type=urn:ietf:params:oauth:token-type:access_token&subject_token="
            + token);
  }

  private static String post(String grant) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/oauth2/token"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "client_id=nightly&client_secret=" + SECRET + "&grant_type=" + grant))
            .build();
    return HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body();
  }

  private static HttpResponse<String> await(String path, Predicate<HttpResponse<String>> wanted)
      throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    HttpResponse<String> answer = get(path);
    while (!wanted.test(answer)) {
      assertThat(System.nanoTime()).as("%s still says %s", path, answer.body()).isLessThan(end);
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
      answer = get(path);
    }
    return answer;
  }

  private static HttpResponse<String> get(String path) throws Exception {
    return get(path, "Bearer " + TOKEN);
  }

  private static HttpResponse<String> get(String path, String authorization) throws Exception {
    return HTTP.send(request(path, authorization).build(), HttpResponse.BodyHandlers.ofString());
  }

  private static HttpRequest.Builder request(String path, String authorization) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    return authorization.isEmpty() ? request : request.header("Authorization", authorization);
  }
}
