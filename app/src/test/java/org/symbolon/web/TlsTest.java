package org.symbolon.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The server's own TLS, from PEM files. */
class TlsTest {
  private static final char[] PASSWORD = "changeit".toCharArray();

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"EC", "RSA"})
  void pem_files_are_served_with(String algorithm) throws Exception {
    KeyStore store = generate(algorithm);
    WebSettings.Tls files = new WebSettings.Tls(certificate(store), privateKey(store));
    try (TestGateway gateway = TestGateway.start();
        WebServer server =
            WebServer.start(
                new WebSettings(
                    new Address("127.0.0.1", 0),
                    Optional.of(files),
                    List.of(),
                    Optional.empty(),
                    List.of(),
                    Duration.ofSeconds(5)),
                List.of(gateway.site(gateway.lab, List.of(gateway.institution()))),
                new Operations(
                    () -> new Operations.Health(true, "{}"),
                    () -> new Operations.Health(true, "{}"),
                    () -> ""),
                new WebServer.Shared(
                    gateway.masterKey, gateway.random, gateway.rates(), gateway.clock))) {
      try (HttpClient client = HttpClient.newBuilder().sslContext(trusting(store)).build()) {
        HttpResponse<String> answer =
            client.send(
                HttpRequest.newBuilder(
                        URI.create("https://localhost:" + server.port() + "/healthz"))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.sslSession().orElseThrow().getProtocol()).isEqualTo("TLSv1.3");
      }
    }
  }

  @Test
  void a_key_that_is_none_is_told_plainly() throws Exception {
    KeyStore store = generate("EC");
    Path nonsense =
        Files.writeString(
            folder.resolve("nonsense.pem"),
            "-----BEGIN PRIVATE KEY-----\nbm9uc2Vuc2U=\n-----END PRIVATE KEY-----\n");
    assertThatThrownBy(
            () -> TlsFiles.read(new WebSettings.Tls(certificate(store), nonsense), PASSWORD))
        .isInstanceOf(ListenException.class)
        .hasMessageContaining("nonsense.pem");
  }

  @Test
  void a_key_of_another_certificate_is_told_plainly() throws Exception {
    Path certificate = certificate(generate("EC"));
    Path other = privateKey(generate("RSA"));
    assertThatThrownBy(() -> TlsFiles.read(new WebSettings.Tls(certificate, other), PASSWORD))
        .isInstanceOf(ListenException.class)
        .hasMessageContaining("is not the key of");
  }

  private KeyStore generate(String algorithm) throws Exception {
    Path file = folder.resolve(algorithm + ".p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                algorithm,
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=dns:localhost",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                new String(PASSWORD))
            .redirectErrorStream(true)
            .start();
    String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(keytool.waitFor()).as(said).isZero();
    return KeyStore.getInstance(file.toFile(), PASSWORD);
  }

  private Path certificate(KeyStore store) throws Exception {
    return pem("CERTIFICATE", store.getCertificate("server").getEncoded());
  }

  private Path privateKey(KeyStore store) throws Exception {
    return pem("PRIVATE KEY", store.getKey("server", PASSWORD).getEncoded());
  }

  private Path pem(String kind, byte[] content) throws Exception {
    String text =
        "-----BEGIN "
            + kind
            + "-----\n"
            + Base64.getMimeEncoder().encodeToString(content)
            + "\n-----END "
            + kind
            + "-----\n";
    return Files.writeString(folder.resolve(kind + ".pem"), text);
  }

  private static SSLContext trusting(KeyStore store) throws Exception {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("server", store.getCertificate("server"));
    TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
    factory.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, factory.getTrustManagers(), null);
    return context;
  }
}
