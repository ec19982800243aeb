package org.symbolon;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.symbolon.keys.FileMasterKey;
import org.symbolon.verify.Certificates;
import org.symbolon.verify.TestCertificates;
import org.symbolon.verify.TestCertificates.Name;

/** The samples of proxies, run by these proxies, in front of a gateway behind a Unix socket. */
class ProxySamplesTest {
  private static final TestCertificates LAB = new TestCertificates("CN=Lab CA", Instant.now());
  private static final X509Certificate NAMED = LAB.of("CN=robot,O=Lab");
  private static final X509Certificate PINNED = LAB.selfSigned("CN=robot,O=Lab");

  private final TestAddress address = TestAddress.fresh();

  @TempDir private Path folder;
  private Optional<RunningCommand> gateway = Optional.empty();
  private Optional<Process> proxy = Optional.empty();

  /** A proxy and how it is started on its sample. */
  enum Proxy {
    NGINX("nginx", "/usr/lib/nginx/modules/ngx_http_js_module.so"),
    HAPROXY("haproxy", "/usr/sbin/haproxy");

    private final String program;
    private final Path needs;

    Proxy(String program, String needs) {
      this.program = program;
      this.needs = Path.of(needs);
    }

    /** In the foreground, by the user who runs the test. */
    private List<String> command(Path folder) {
      String binary = "/usr/sbin/" + program;
      return switch (this) {
        case NGINX ->
            List.of(
                binary,
                "-p",
                folder.toString(),
                "-c",
                sample(),
                "-e",
                "stderr",
                "-g",
                "daemon off; master_process off; pid " + folder.resolve("nginx.pid") + ";");
        case HAPROXY -> List.of(binary, "-db", "-f", folder.resolve(sample()).toString());
      };
    }

    private String sample() {
      return switch (this) {
        case NGINX -> "nginx.conf";
        case HAPROXY -> "haproxy.cfg";
      };
    }

    private void require() {
      if (Files.exists(needs) && Files.isExecutable(Path.of("/usr/sbin", program))) {
        return;
      }
      if ("1".equals(System.getenv("SYMBOLON_TESTS_MUST_RUN"))) {
        Assertions.fail(program + " is not installed here");
      }
      Assumptions.abort(program + " is not installed here");
    }
  }

  @BeforeEach
  void write() throws Exception {
    Files.writeString(folder.resolve("lab.pem"), TestCertificates.pem(LAB.authority()));
    Files.writeString(folder.resolve("pinned.json"), new JWKSet(keyOf(PINNED)).toString());
    Files.writeString(folder.resolve("key"), FileMasterKey.generate(new SecureRandom()));
    Files.setPosixFilePermissions(
        folder.resolve("key"), PosixFilePermissions.fromString("rw-------"));
    Files.writeString(
        folder.resolve("symbolon.yaml"),
        """
        listen: %2$s
        socket: {path: proxy.sock}
        client-certificates: {socket: true, authorities: lab.pem}
        database: sqlite:gateway.db
        master-key-file: key
        issuer: {url: "https://%1$s", profile: wlcg, audience: https://storage.lab.example}
        clients:
          - {id: named, certificate: {subject: "CN=robot,O=Lab"}, grants: client-credentials,
             scopes: ["storage.read:/public"], tls-client-certificate-bound-access-tokens: true}
          - {id: pinned, keys-file: pinned.json, authentication: self-signed-tls,
             grants: client-credentials, scopes: ["storage.read:/public"],
             tls-client-certificate-bound-access-tokens: true}
        scopes:
          - {scope: "storage.read:/**", for: everyone, grant: true}
        """
            .formatted(address, address.next()));
  }

  private static JWK keyOf(X509Certificate certificate) throws Exception {
    return new RSAKey.Builder((RSAPublicKey) certificate.getPublicKey())
        .x509CertChain(List.of(com.nimbusds.jose.util.Base64.encode(certificate.getEncoded())))
        .build();
  }

  @AfterEach
  void stop() throws Exception {
    if (proxy.isPresent()) {
      proxy.get().destroy();
      assertThat(proxy.get().waitFor(30, TimeUnit.SECONDS)).isTrue();
    }
    if (gateway.isPresent()) {
      gateway.get().close();
    }
  }

  @ParameterizedTest
  @EnumSource(Proxy.class)
  void a_client_is_known_by_the_certificate_that_it_showed_to_the_proxy_and_by_nothing_it_says(
      Proxy kind) throws Exception {
    kind.require();
    start(kind);

    for (Map.Entry<String, X509Certificate> each :
        Map.of("named", NAMED, "pinned", PINNED).entrySet()) {
      HttpResponse<String> answer = token(each.getKey(), Optional.of(each.getValue()));
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      String token =
          JSONObjectUtils.getString(JSONObjectUtils.parse(answer.body()), "access_token");
      assertThat(SignedJWT.parse(token).getJWTClaimsSet().getJSONObjectClaim("cnf"))
          .isEqualTo(Map.of("x5t#S256", Certificates.hash(each.getValue())));
    }

    refused(token("named", Optional.of(LAB.of("CN=somebody,O=Lab"))));
    refused(token("named", Optional.of(PINNED)));
    refused(token("named", Optional.empty()));
    String forged = ":" + Base64.getEncoder().encodeToString(NAMED.getEncoded()) + ":";
    refused(token("named", Optional.empty(), "Client-Cert", forged));
    refused(token("named", Optional.of(LAB.of("CN=somebody,O=Lab")), "Client-Cert", forged));
  }

  private static void refused(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.body()).contains("\"invalid_client\"");
  }

  private HttpResponse<String> token(
      String client, Optional<X509Certificate> shown, String... headers) throws Exception {
    try (HttpClient http = HttpClient.newBuilder().sslContext(LAB.showing(shown)).build()) {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create("https://" + address + "/oauth2/token"))
              .header("Content-Type", "application/x-www-form-urlencoded")
              .POST(
                  HttpRequest.BodyPublishers.ofString(
                      "grant_type=client_credentials&scope=storage.read:/public&client_id="
                          + client));
      if (headers.length > 0) {
        request.headers(headers);
      }
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
  }

  /** The sample as it stands, but for its places. */
  private void start(Proxy kind) throws Exception {
    gateway =
        Optional.of(
            new RunningCommand("serve", "--config", folder.resolve("symbolon.yaml").toString()));
    X509Certificate server = LAB.of("CN=tokens", Name.ip(address.bytes()));
    String chain = TestCertificates.pem(server);
    Files.writeString(folder.resolve("tokens.pem"), chain + TestCertificates.keyPem());
    Files.writeString(folder.resolve("tokens.key"), TestCertificates.keyPem());
    Path samples = Path.of("..", "config", "proxies");
    Files.copy(samples.resolve("certificate.js"), folder.resolve("certificate.js"));
    String text =
        Files.readString(samples.resolve(kind.sample()))
            .replace("bind :443", "bind " + address)
            .replace("listen 443", "listen " + address)
            .replace("/etc/nginx/symbolon/", folder + "/")
            .replace("/etc/nginx/", folder + "/")
            .replace("/etc/haproxy/", folder + "/")
            .replace("/etc/ssl/certs/ca-certificates.crt", folder.resolve("lab.pem").toString())
            .replace("/run/symbolon/proxy.sock", folder.resolve("proxy.sock").toString());
    Files.writeString(folder.resolve(kind.sample()), text);
    Path log = folder.resolve("proxy.log");
    Process started =
        new ProcessBuilder(kind.command(folder))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    proxy = Optional.of(started);
    Instant end = Instant.now().plusSeconds(30);
    while (!answers()) {
      assertThat(started.isAlive() && Instant.now().isBefore(end)).as(() -> read(log)).isTrue();
      started.waitFor(20, TimeUnit.MILLISECONDS);
    }
  }

  private boolean answers() throws Exception {
    try (HttpClient http =
        HttpClient.newBuilder().sslContext(LAB.showing(Optional.empty())).build()) {
      return http.send(
                  HttpRequest.newBuilder(URI.create("https://" + address + "/healthz")).build(),
                  HttpResponse.BodyHandlers.discarding())
              .statusCode()
          == 200;
    } catch (ConnectException notYet) {
      return false;
    }
  }

  private static String read(Path log) {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
