package org.symbolon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.SignedJWT;
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
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.symbolon.keys.FileMasterKey;
import org.symbolon.mint.ScitokensTools;

/**
 * The gateway as a site runs it, over TLS, and the field's verifiers as Debian ships them: they
 * find its keys by themselves, accept its tokens, and read in them what was granted.
 */
class GatewayAndScitokensTest {
  private static final String AUDIENCE = "https://storage.lab.example";
  private static final String SECRET = "a secret of thirty-two characters or more";

  @TempDir private static Path folder;
  private static String origin;
  private static RunningCommand gateway;
  private static HttpClient http;
  private static ScitokensTools tools;

  @BeforeAll
  static void serve() throws Exception {
    List<String> missing = ScitokensTools.whatIsMissing();
    if (!missing.isEmpty()) {
      if ("1".equals(System.getenv("SYMBOLON_TESTS_MUST_RUN"))) {
        fail("missing here: " + missing);
      }
      Assumptions.abort("missing here: " + missing);
    }
    TestAuthority authority = TestAuthority.make(folder);
    http = HttpClient.newBuilder().sslContext(authority.trusting()).build();
    tools = new ScitokensTools(authority.authority(), folder);
    int port = freePort();
    origin = "https://localhost:" + port;
    Path config = configuration(authority, port);
    gateway = new RunningCommand("serve", "--config", config.toString());
  }

  @AfterAll
  static void stop() throws Exception {
    if (gateway != null) {
      gateway.close();
      http.close();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "wlcg, ES256, storage.read:/public storage.modify:/upload/today,"
        + "read:/public write:/upload/today modify:/upload/today",
    "wlcg, RS256, storage.read:/public/a%20b compute.create, read:/public/a%20b compute.create:/",
    "scitokens, ES256, read:/public write:/upload/today queue,"
        + "read:/public write:/upload/today queue:/",
    "scitokens, RS256, read:/public/data, read:/public/data"
  })
  void its_tokens_are_accepted_and_give_exactly_what_was_granted(
      String issuer, String algorithm, String scopes, String access) throws Exception {
    String token = token(issuer, algorithm, scopes);

    ScitokensTools.Answer verified = tools.verify(token);
    ScitokensTools.Answer listed = tools.listAccess(token, origin + "/" + issuer, AUDIENCE);

    assertThat(SignedJWT.parse(token).getHeader().getAlgorithm().getName()).isEqualTo(algorithm);
    assertThat(verified.exit()).as(verified.output()).isZero();
    assertThat(listed.exit()).as(listed.output()).isZero();
    assertThat(listed.access()).containsExactlyInAnyOrder(access.split(" "));
  }

  @ParameterizedTest
  @CsvSource({
    "wlcg, storage.read:/public storage.read:/private storage.create:/public, read:/public",
    "scitokens, read:/public read:/private write:/public, read:/public"
  })
  void what_was_asked_for_and_refused_gives_no_access(String issuer, String scopes, String access)
      throws Exception {
    String token = token(issuer, "ES256", scopes);

    assertThat(tools.listAccess(token, origin + "/" + issuer, AUDIENCE).access())
        .containsExactly(access);
  }

  @Test
  void a_token_of_one_issuer_gives_nothing_in_another_ones_name() throws Exception {
    String token = token("wlcg", "ES256", "storage.read:/public");

    ScitokensTools.Answer other = tools.listAccess(token, origin + "/scitokens", AUDIENCE);

    assertThat(other.exit()).isNotZero();
    assertThat(other.access()).isEmpty();
  }

  @Test
  void a_token_gives_nothing_at_a_service_it_is_not_for() throws Exception {
    String token = token("scitokens", "ES256", "read:/public");

    ScitokensTools.Answer other =
        tools.listAccess(token, origin + "/scitokens", "https://other.lab.example");

    assertThat(other.exit()).isNotZero();
    assertThat(other.access()).isEmpty();
  }

  private static String token(String issuer, String algorithm, String scopes) throws Exception {
    String client = "transfer-" + algorithm.toLowerCase(java.util.Locale.ROOT);
    String credentials =
        Base64.getEncoder()
            .encodeToString(
                (client + ":" + URLEncoder.encode(SECRET, StandardCharsets.UTF_8))
                    .getBytes(StandardCharsets.UTF_8));
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(URI.create(origin + "/" + issuer + "/oauth2/token"))
                .header("Authorization", "Basic " + credentials)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        "grant_type=client_credentials&scope="
                            + URLEncoder.encode(scopes, StandardCharsets.UTF_8)))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSONObjectUtils.getString(JSONObjectUtils.parse(answer.body()), "access_token");
  }

  private static Path configuration(TestAuthority authority, int port) throws Exception {
    Path masterKey = folder.resolve("master.key");
    Files.writeString(masterKey, FileMasterKey.generate(new SecureRandom()));
    Files.setPosixFilePermissions(masterKey, PosixFilePermissions.fromString("rw-------"));
    return Files.writeString(
        folder.resolve("symbolon.yaml"),
        """
        listen: 127.0.0.1:%1$d
        tls:
          certificate: %2$s
          key: %3$s
        master-key-file: master.key
        database: sqlite:gateway.db
        issuers:
        """
                .formatted(port, authority.certificate(), authority.key())
            + issuer(
                "wlcg",
                "storage.read:/public/**, storage.modify:/upload/**, compute.create",
                "storage.*:/**, compute.*")
            + issuer(
                "scitokens",
                "read:/public/**, write:/upload/**, queue",
                "read:/**, write:/**, queue"));
  }

  private static String issuer(String id, String granted, String asked) throws Exception {
    return """
      - id: %1$s
        url: %2$s/%1$s
        profile: %1$s
        audience: %3$s
        on-refused: narrow
        clients:
          - id: transfer-es256
            secret-sha256: %4$s
            grants: client-credentials
            scopes: '%6$s'
          - id: transfer-rs256
            secret-sha256: %4$s
            grants: client-credentials
            scopes: '%6$s'
            algorithm: RS256
        scopes:
          - scope: '%5$s'
            for: { clients: [transfer-es256, transfer-rs256] }
            grant: true
    """
        .formatted(id, origin, AUDIENCE, sha256(SECRET), granted, asked);
  }

  private static String sha256(String text) throws Exception {
    return HexFormat.of()
        .formatHex(
            MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }
}
