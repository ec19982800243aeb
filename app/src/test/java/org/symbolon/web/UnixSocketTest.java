package org.symbolon.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.symbolon.protocol.Call;
import org.symbolon.verify.TestCertificates;

/** The Unix-domain socket over which a proxy on this machine comes (RFC 9440). */
class UnixSocketTest {
  private static final X509Certificate ROBOT =
      new TestCertificates("CN=Lab CA", Instant.now()).of("CN=robot");

  private static TestGateway gateway;

  @TempDir private Path folder;

  private Path socket;

  @BeforeAll
  static void start() {
    gateway = TestGateway.start();
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @BeforeEach
  void path() {
    socket = folder.resolve("proxy.sock");
  }

  private WebServer server(boolean certificates, Optional<String> group) {
    return WebServer.start(
        settings(certificates, group),
        List.of(gateway.site(gateway.lab, List.of(gateway.institution()))),
        new Operations(
            () -> new Operations.Health(true, "{}"),
            () -> new Operations.Health(true, "{}"),
            () -> "measured"),
        new WebServer.Shared(gateway.masterKey, gateway.random, gateway.rates(), gateway.clock));
  }

  private WebSettings settings(boolean certificates, Optional<String> group) {
    return new WebSettings(
        new Address("127.0.0.1", 0),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        List.of(Network.parse("127.0.0.0/8").orElseThrow()),
        Duration.ofSeconds(1),
        WebSettings.Certificates.NONE,
        Optional.of(new WebSettings.Socket(socket, group, certificates)));
  }

  private WebServer server(boolean certificates) {
    return server(certificates, Optional.empty());
  }

  private String send(String... headers) throws IOException {
    gateway.tokenCalls.clear();
    return request("POST " + gateway.lab.paths().token(), "grant_type=x", headers);
  }

  /** Answered as over any other connection; until the server closes it. */
  private String request(String line, String body, String... headers) throws IOException {
    StringBuilder request = new StringBuilder(line + " HTTP/1.1\r\nHost: tokens.example\r\n");
    request.append("Content-Type: application/x-www-form-urlencoded\r\nConnection: close\r\n");
    request.append("Content-Length: ").append(body.length()).append("\r\n");
    for (int at = 0; at < headers.length; at += 2) {
      request.append(headers[at]).append(": ").append(headers[at + 1]).append("\r\n");
    }
    request.append("\r\n").append(body);
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
      channel.write(ByteBuffer.wrap(request.toString().getBytes(StandardCharsets.US_ASCII)));
      return new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String told(X509Certificate certificate) throws Exception {
    return ":" + Base64.getEncoder().encodeToString(certificate.getEncoded()) + ":";
  }

  private static Call call() {
    return gateway.tokenCalls.getFirst();
  }

  @Test
  void a_proxy_says_which_certificate_its_client_showed_and_for_whom_it_asks() throws Exception {
    try (WebServer server = server(true)) {
      assertThat(server.port()).isPositive();
      assertThat(send("Client-Cert", told(ROBOT), "X-Forwarded-For", "192.0.2.7"))
          .startsWith("HTTP/1.1 200");
      assertThat(call().certificates()).containsExactly(ROBOT);
      assertThat(call().address()).isEqualTo("192.0.2.7");
      send("Client-Cert", told(ROBOT), "Client-Cert", told(ROBOT));
      assertThat(call().certificates()).isEmpty();
      send();
      assertThat(call().certificates()).isEmpty();
      assertThat(call().address()).as("nobody was named").isEqualTo("unknown");
    }
  }

  @Test
  void unless_that_is_said_it_tells_no_certificates() throws Exception {
    try (WebServer server = server(false)) {
      assertThat(server.port()).isPositive();
      assertThat(send("Client-Cert", told(ROBOT))).startsWith("HTTP/1.1 200");
      assertThat(call().certificates()).isEmpty();
    }
  }

  @Test
  void who_comes_by_the_socket_is_not_this_machine() throws Exception {
    try (WebServer server = server(true)) {
      assertThat(server.port()).isPositive();
      assertThat(request("GET /metrics", "")).doesNotContain("measured");
      assertThat(request("GET /metrics", "", "X-Forwarded-For", "192.0.2.7"))
          .doesNotContain("measured");
      assertThat(request("GET /healthz", "")).startsWith("HTTP/1.1 200");
    }
  }

  @Test
  void nobody_else_can_open_it() throws Exception {
    try (WebServer server = server(true)) {
      assertThat(server.port()).isPositive();
      assertThat(mode()).isEqualTo("rw-------");
      assertThat(in(folder)).containsExactly(socket);
    }
    assertThat(in(folder)).isEmpty();
  }

  @Test
  void a_group_can_open_it_where_that_is_said() throws Exception {
    String own = Files.readAttributes(folder, PosixFileAttributes.class).group().getName();
    try (WebServer server = server(true, Optional.of(own))) {
      assertThat(server.port()).isPositive();
      assertThat(mode()).isEqualTo("rw-rw----");
      assertThat(
              Files.readAttributes(socket, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                  .group()
                  .getName())
          .isEqualTo(own);
    }
  }

  @Test
  void what_a_killed_process_left_behind_is_in_nobodys_way() throws Exception {
    leftBehind();
    assertThat(WebServer.problems(settings(true, Optional.empty()), List.of())).isEmpty();
    assertThat(socket).as("check changes nothing").exists();
    try (WebServer server = server(true)) {
      assertThat(server.port()).isPositive();
      assertThat(send()).startsWith("HTTP/1.1 200");
    }
  }

  private void leftBehind() throws IOException {
    try (ServerSocketChannel other = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      other.bind(UnixDomainSocketAddress.of(socket));
    }
    assertThat(socket).exists();
  }

  @Test
  void where_another_process_listens_nothing_is_taken_over() throws Exception {
    try (ServerSocketChannel other = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      other.bind(UnixDomainSocketAddress.of(socket));
      refused("another process listens");
      assertThat(SocketChannel.open(UnixDomainSocketAddress.of(socket)).isConnected()).isTrue();
    }
  }

  @Test
  void a_file_that_is_no_socket_is_left_alone() throws Exception {
    Files.writeString(socket, "a letter");
    refused("no socket");
    assertThat(socket).hasContent("a letter");
  }

  @Test
  void a_link_is_not_followed() throws Exception {
    Files.createSymbolicLink(socket, folder.resolve("elsewhere"));
    refused("no socket");
  }

  @Test
  void folder_and_group_must_be_there() {
    socket = folder.resolve("none").resolve("proxy.sock");
    refused("does not exist");
    socket = folder.resolve("proxy.sock");
    assertThat(problems(Optional.of("no-such-group-here"))).contains("no-such-group-here");
    socket = folder.resolve("x".repeat(120));
    refused("longer");
  }

  @Test
  void what_a_newer_process_has_put_there_stays() throws Exception {
    try (WebServer server = server(true)) {
      assertThat(server.port()).isPositive();
      Files.delete(socket);
      leftBehind();
    }
    assertThat(socket).exists();
  }

  private String problems(Optional<String> group) {
    return String.valueOf(WebServer.problems(settings(true, group), List.of()).get("socket"));
  }

  private void refused(String why) {
    assertThat(problems(Optional.empty())).contains(why);
    assertThatThrownBy(() -> server(true))
        .isInstanceOf(ListenException.class)
        .hasMessageContaining(why);
  }

  private String mode() throws IOException {
    return PosixFilePermissions.toString(
        Files.getPosixFilePermissions(socket, LinkOption.NOFOLLOW_LINKS));
  }

  private static List<Path> in(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }
}
