package org.symbolon.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.symbolon.config.Reader.SIMPLE;
import static org.symbolon.config.Reader.loaded;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.symbolon.web.Address;

/** Where clients are asked for certificates. */
class CertificateSettingsTest {
  private static final String TLS = "tls: {certificate: tls.pem, key: tls.key}\n";
  private static final String SOCKET =
      "socket: {path: /run/symbolon/proxy.sock, group: www-data}\n";
  private static final String MTLS_URL = "  mtls-url: https://mtls.lab.example:8443\n";

  private static String site(String root, String issuer) {
    return root + SIMPLE.replace("  profile: wlcg\n", "  profile: wlcg\n" + issuer);
  }

  private static List<String> wrong(String root, String issuer) {
    return Reader.mistakes(site(root, issuer));
  }

  @Test
  void nobody_is_asked_unless_that_is_said() {
    Configuration usual = loaded(SIMPLE);
    assertThat(usual.listen().clients()).isEqualTo(Listen.ClientCertificates.NONE);
    assertThat(usual.issuers().getFirst().certificates())
        .isEqualTo(new IssuerConfig.Certificates(false, Optional.empty()));
  }

  @Test
  void certificates_have_an_address_of_their_own() {
    Configuration read =
        loaded(site(TLS + "client-certificates: {listen: \"[::]:8443\"}\n", MTLS_URL));
    assertThat(read.listen().clients().address()).contains(new Address("::", 8443));
    assertThat(read.issuers().getFirst().certificates().seen()).isTrue();
    assertThat(read.issuers().getFirst().certificates().url())
        .contains(URI.create("https://mtls.lab.example:8443"));
  }

  @Test
  void that_address_is_told_to_clients() {
    assertThat(wrong(TLS + "client-certificates: {listen: 8443}\n", ""))
        .singleElement()
        .asString()
        .contains("issuer.mtls-url", "is missing");
    assertThat(wrong("", MTLS_URL))
        .singleElement()
        .asString()
        .contains("issuer.mtls-url", "no effect");
  }

  @Test
  void it_is_an_origin() {
    for (String url : List.of("https://mtls.lab.example/lab", "http://mtls.lab.example", "x")) {
      assertThat(wrong(TLS + "client-certificates: {listen: 8443}\n", "  mtls-url: " + url + "\n"))
          .singleElement()
          .asString()
          .contains("issuer.mtls-url");
    }
  }

  @Test
  void asking_needs_tls() {
    assertThat(wrong("client-certificates: {listen: 8443}\n", MTLS_URL))
        .anySatisfy(said -> assertThat(said).contains("client-certificates", "needs tls"));
    assertThat(wrong(SOCKET + "client-certificates: {socket: true, listen: 8443}\n", MTLS_URL))
        .singleElement()
        .asString()
        .contains("client-certificates.listen", "needs tls");
  }

  @Test
  void a_proxy_at_the_socket_is_believed_where_that_is_said() {
    Listen usual = loaded(site(SOCKET, "")).listen();
    assertThat(usual.socket())
        .contains(new Listen.Socket(Path.of("/run/symbolon/proxy.sock"), Optional.of("www-data")));
    assertThat(usual.clients().areSeen()).isFalse();
    Configuration told = loaded(site(SOCKET + "client-certificates: {socket: true}\n", MTLS_URL));
    assertThat(told.listen().clients().bySocket()).isTrue();
    assertThat(told.listen().clients().ask()).isFalse();
    assertThat(told.issuers().getFirst().certificates().seen()).isTrue();
    assertThat(wrong("client-certificates: {socket: true}\n", ""))
        .singleElement()
        .asString()
        .contains("client-certificates.socket", "no socket");
    assertThat(wrong("socket: {group: www-data}\n", ""))
        .singleElement()
        .asString()
        .contains("socket.path");
  }
}
