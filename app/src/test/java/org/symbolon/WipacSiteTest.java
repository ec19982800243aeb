package org.symbolon;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.util.JSONObjectUtils;
import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldif.LDIFException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.symbolon.cli.Cli;
import org.symbolon.upstream.FakeInstitution;

/** A site that ran WIPAC's scitoken-issuer starts this with the environment it has. */
class WipacSiteTest {
  private static final String SECRET = "0123456789abcdef0123456789abcdef";

  @TempDir private Path directory;
  private final Map<String, String> environment = new HashMap<>();
  private FakeInstitution institution;

  @BeforeEach
  void setEnvironment() throws IOException {
    institution = new FakeInstitution();
    Path files = Files.createDirectory(directory.resolve("files"));
    environment.put("ISSUER_ADDRESS", "http://127.0.0.1:" + freePort());
    environment.put("HOST", "127.0.0.1");
    environment.put("PORT", environment.get("ISSUER_ADDRESS").replaceAll(".*:", ""));
    environment.put(
        "CUSTOM_CLAIMS", "{\"aud\": [\"https://storage.lab.example\"], \"wlcg.ver\": \"1.0\"}");
    environment.put("IDP_ADDRESS", institution.issuer().toString());
    environment.put("IDP_CLIENT_ID", FakeInstitution.CLIENT);
    environment.put("IDP_CLIENT_SECRET", FakeInstitution.SECRET);
    environment.put("STATIC_CLIENTS", "{\"pelican\": \"" + SECRET + "\"}");
    environment.put("POSIX_PATH", files.toString());
    environment.put("DATABASE", "sqlite:" + directory.resolve("symbolon.db"));
    environment.put("MASTER_KEY_FILE", directory.resolve("master.key").toString());
    assertThat(run("master-key", "new", environment.get("MASTER_KEY_FILE"))).isEmpty();
  }

  @AfterEach
  void close() {
    institution.close();
  }

  @Test
  void check_says_that_all_is_well_with_the_environment_it_has() {
    assertThat(run("check", "--config", sample())).isEmpty();
  }

  @Test
  void check_says_that_all_is_well_with_a_directory() throws Exception {
    try (InMemoryDirectoryServer server = directoryServer()) {
      useDirectory(server);

      assertThat(run("check", "--config", sample())).isEmpty();

      environment.put("LDAP_GROUP_BASE", "ou=Groups,dc=lab,dc=example");
      assertThat(run("check", "--config", sample())).contains("resolvers ldap", "1 problem.");
    }
  }

  @Test
  void a_client_that_impersonated_gets_a_token_for_whom_the_file_names_and_nobody_else()
      throws Exception {
    environment.put(
        "STATIC_CLIENTS",
        "[{\"client_id\": \"pelican\", \"client_secret\": \"%s\", \"impersonation\": true}]"
            .formatted(SECRET));
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path config = directory.resolve("symbolon.yaml");
    Files.writeString(
        config,
        Files.readString(Path.of(sample()))
            + """

            exchanges:
              - name: pelican
                clients: [pelican]
                mode: impersonate
                subject: {groups: [ana]}
                scopes: ["storage.read:/**"]
            """);
    try (InMemoryDirectoryServer server = directoryServer()) {
      for (String[] person : new String[][] {{"anna", "4001"}, {"bob", "4002"}}) {
        server.add(
            "dn: uid=" + person[0] + ",ou=People,dc=lab,dc=example",
            "objectClass: account",
            "objectClass: posixAccount",
            "uid: " + person[0],
            "cn: " + person[0],
            "uidNumber: " + person[1],
            "gidNumber: " + person[1],
            "homeDirectory: /home/" + person[0]);
      }
      server.add(
          "dn: cn=ana,ou=Group,dc=lab,dc=example",
          "objectClass: posixGroup",
          "cn: ana",
          "gidNumber: 5001",
          "memberUid: anna");
      useDirectory(server);
      List<HttpResponse<String>> answers = new ArrayList<>();
      String errors =
          run(
              running -> {
                for (String person : List.of("anna", "bob")) {
                  answers.add(impersonate(person));
                }
              },
              "serve",
              "--config",
              config.toString());

      assertThat(errors).isEmpty();
      assertThat(answers.getFirst().body())
          .contains("\"scope\":\"storage.read:/\"", "\"access_token\"");
      assertThat(answers.getFirst().statusCode()).isEqualTo(200);
      assertThat(answers.getLast().statusCode()).isEqualTo(400);
    }
  }

  private HttpResponse<String> impersonate(String person) {
    return post(
        "token_endpoint",
        "grant_type=urn:ietf:params:oauth:grant-type:token-exchange&scope=storage.read:/"
            + "&requested_subject="
            + person);
  }

  private static InMemoryDirectoryServer directoryServer() throws LDAPException, LDIFException {
    InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig("dc=lab,dc=example");
    // It brings no schema of RFC 2307 of its own.
    config.setSchema(null);
    InMemoryDirectoryServer server = new InMemoryDirectoryServer(config);
    server.add("dn: dc=lab,dc=example", "objectClass: domain", "dc: lab");
    for (String unit : new String[] {"People", "Group"}) {
      server.add(
          "dn: ou=%s,dc=lab,dc=example".formatted(unit),
          "objectClass: organizationalUnit",
          "ou: " + unit);
    }
    server.startListening();
    return server;
  }

  private void useDirectory(InMemoryDirectoryServer server) {
    environment.put("USE_LDAP", "true");
    environment.put("LDAP_URL", "ldap://127.0.0.1:" + server.getListenPort());
    environment.put("LDAP_USER_BASE", "ou=People,dc=lab,dc=example");
    environment.put("LDAP_GROUP_BASE", "ou=Group,dc=lab,dc=example");
  }

  @Test
  void a_static_client_gets_a_device_code_where_and_with_what_it_always_did() {
    AtomicReference<String> answer = new AtomicReference<>("");
    String errors = run(running -> answer.set(askForDeviceCode()), "serve", "--config", sample());

    assertThat(errors).isEmpty();
    assertThat(answer.get())
        .contains(environment.get("ISSUER_ADDRESS") + "/auth/device/verify", "device_code");
  }

  private String askForDeviceCode() {
    HttpResponse<String> answer =
        post("device_authorization_endpoint", "scope=storage.read%3A%2Fdata");
    assertThat(answer.uri()).hasPath("/auth/device/code");
    return answer.body();
  }

  /** Where the metadata say, with the id and secret of {@code STATIC_CLIENTS}. */
  private HttpResponse<String> post(String endpoint, String form) {
    try (HttpClient http = HttpClient.newHttpClient()) {
      URI metadata =
          URI.create(environment.get("ISSUER_ADDRESS") + "/.well-known/openid-configuration");
      HttpResponse<String> discovered =
          http.send(HttpRequest.newBuilder(metadata).build(), HttpResponse.BodyHandlers.ofString());
      String credentials =
          Base64.getEncoder()
              .encodeToString(("pelican:" + SECRET).getBytes(StandardCharsets.US_ASCII));
      return http.send(
          HttpRequest.newBuilder(
                  URI.create(
                      JSONObjectUtils.getString(
                          JSONObjectUtils.parse(discovered.body()), endpoint)))
              .header("Authorization", "Basic " + credentials)
              .header("Content-Type", "application/x-www-form-urlencoded")
              .POST(HttpRequest.BodyPublishers.ofString(form))
              .build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (IOException | InterruptedException | java.text.ParseException e) {
      throw new AssertionError(e);
    }
  }

  private String run(String... arguments) {
    return run(running -> {}, arguments);
  }

  /** What it printed as errors; empty where all was well. */
  private String run(Cli.UntilStopped meanwhile, String... arguments) {
    StringWriter err = new StringWriter();
    SecureRandom random = new SecureRandom();
    int code =
        Cli.run(
            new Cli.Surroundings(
                new GatewayWiring(random, InstantSource.system()),
                environment,
                random,
                new PrintWriter(new StringWriter()),
                new PrintWriter(err),
                meanwhile),
            arguments);
    assertThat(code == 0).isEqualTo(err.toString().isEmpty());
    return err.toString();
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }

  /** The file as a site takes it. */
  private static String sample() {
    Path here = Path.of("").toAbsolutePath();
    return Stream.of(here, here.resolve(".."))
        .map(folder -> folder.resolve("config/wipac.yaml"))
        .filter(Files::exists)
        .findFirst()
        .orElseThrow()
        .toString();
  }
}
