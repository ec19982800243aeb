package org.symbolon.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.symbolon.verify.Certificates;
import org.symbolon.verify.TestCertificates;
import org.symbolon.verify.TestCertificates.Name;

/** Which certificate a request comes with, over the server's own TLS and through a proxy. */
class ClientCertificateTest {
  private static final TestCertificates LAB =
      new TestCertificates("CN=Lab CA", Instant.now().minusSeconds(60));
  private static final X509Certificate SERVER = LAB.of("CN=localhost", Name.dns("localhost"));
  private static final X509Certificate ROBOT = LAB.of("CN=robot");
  private static final X509Certificate PROXY = LAB.of("CN=proxy");

  private static TestGateway gateway;
  private static WebServer server;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    gateway = TestGateway.start();
    WebSettings.Tls tls =
        new WebSettings.Tls(
            Files.writeString(folder.resolve("server.pem"), TestCertificates.pem(SERVER)),
            Files.writeString(folder.resolve("server.key"), TestCertificates.keyPem()));
    server =
        WebServer.start(
            new WebSettings(
                new Address("127.0.0.1", 0),
                Optional.of(tls),
                List.of(),
                Optional.empty(),
                List.of(),
                Duration.ofSeconds(1),
                new WebSettings.Certificates(
                    true, Optional.empty(), Set.of(Certificates.hash(PROXY))),
                Optional.empty()),
            List.of(gateway.site(gateway.lab, List.of(gateway.institution()))),
            new Operations(
                () -> new Operations.Health(true, "{}"),
                () -> new Operations.Health(true, "{}"),
                () -> ""),
            new WebServer.Shared(
                gateway.masterKey, gateway.random, gateway.rates(), gateway.clock));
  }

  @AfterAll
  static void stop() {
    server.close();
    gateway.close();
  }

  @Test
  void a_client_may_show_a_certificate_and_need_not() throws Exception {
    assertThat(seen(Optional.of(ROBOT))).containsExactly(ROBOT);
    assertThat(seen(Optional.empty())).isEmpty();
  }

  @Test
  void a_proxy_with_a_certificate_of_ours_says_what_its_client_showed() throws Exception {
    assertThat(seen(Optional.of(PROXY), "Client-Cert", bytes(ROBOT))).containsExactly(ROBOT);
    assertThat(
            seen(
                Optional.of(PROXY),
                "Client-Cert",
                bytes(ROBOT),
                "Client-Cert-Chain",
                bytes(LAB.authority())))
        .containsExactly(ROBOT, LAB.authority());
    // Its own says nothing of its client.
    assertThat(seen(Optional.of(PROXY))).isEmpty();
  }

  @Test
  void nobody_else_is_believed() throws Exception {
    assertThat(seen(Optional.empty(), "Client-Cert", bytes(ROBOT))).isEmpty();
    assertThat(seen(Optional.of(SERVER), "Client-Cert", bytes(ROBOT))).containsExactly(SERVER);
  }

  @Test
  void what_can_not_be_read_is_no_certificate() throws Exception {
    for (String wrong : new String[] {"", "x", ":AAAA:", "::", bytes(ROBOT) + ";a=b"}) {
      assertThat(seen(Optional.of(PROXY), "Client-Cert", wrong)).isEmpty();
    }
    assertThat(seen(Optional.of(PROXY), "Client-Cert", bytes(ROBOT), "Client-Cert", bytes(SERVER)))
        .isEmpty();
  }

  private static String bytes(X509Certificate certificate) throws Exception {
    return ":" + Base64.getEncoder().encodeToString(certificate.getEncoded()) + ":";
  }

  private static List<X509Certificate> seen(Optional<X509Certificate> shown, String... headers)
      throws Exception {
    gateway.tokenCalls.clear();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                URI.create("https://localhost:" + server.port() + gateway.lab.paths().token()))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString("grant_type=x"));
    for (int at = 0; at < headers.length; at += 2) {
      request.header(headers[at], headers[at + 1]);
    }
    try (HttpClient client = HttpClient.newBuilder().sslContext(LAB.showing(shown)).build()) {
      assertThat(client.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode())
          .isEqualTo(200);
    }
    return gateway.tokenCalls.getFirst().certificates();
  }
}
