package org.symbolon.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.symbolon.issuer.Issuer;
import org.symbolon.token.TokenAnswer;

/** Where the server listens, and how it stops. */
class ListeningTest {
  private static TestGateway gateway;
  @TempDir Path folder;

  @BeforeAll
  static void start() {
    gateway = TestGateway.start();
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @Test
  void a_taken_port_is_told_plainly() throws IOException {
    try (ServerSocket taken = new ServerSocket(0)) {
      assertThatThrownBy(
              () -> serve(settings(taken.getLocalPort(), Optional.empty(), Optional.empty())))
          .isInstanceOf(ListenException.class)
          .hasMessageContaining("127.0.0.1:" + taken.getLocalPort())
          .hasMessageContaining("taken");
    }
  }

  @Test
  void a_taken_port_for_operators_stops_the_start_and_frees_the_main_one() throws IOException {
    int main = TestGateway.freePort();
    try (ServerSocket taken = new ServerSocket(0)) {
      assertThatThrownBy(
              () ->
                  serve(
                      settings(
                          main,
                          Optional.empty(),
                          Optional.of(new Address("127.0.0.1", taken.getLocalPort())))))
          .isInstanceOf(ListenException.class);
    }
    try (WebServer again = serve(settings(main, Optional.empty(), Optional.empty()))) {
      assertThat(again.port()).isEqualTo(main);
    }
  }

  @Test
  void operators_may_have_an_address_of_their_own() {
    try (WebServer server =
        serve(settings(0, Optional.empty(), Optional.of(new Address("127.0.0.1", 0))))) {
      TestBrowser main = new TestBrowser("http://127.0.0.1:" + server.port());
      TestBrowser own =
          new TestBrowser("http://127.0.0.1:" + server.operationsPort().orElseThrow());
      for (String path : List.of("/healthz", "/metrics")) {
        assertThat(own.get(path).status()).isEqualTo(200);
        assertThat(main.get(path).status()).isEqualTo(404);
      }
      assertThat(own.get("/readyz").status()).isEqualTo(503);
      assertThat(own.get("/device").status()).isEqualTo(404);
    }
  }

  @Test
  void a_stop_waits_for_requests_under_way() throws Exception {
    CountDownLatch arrived = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    TokenRequests usual = gateway.token;
    gateway.token =
        call -> {
          arrived.countDown();
          try {
            goOn.await();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
          return new TokenAnswer(
              "late",
              TokenAnswer.BEARER,
              Duration.ofMinutes(1),
              "",
              Optional.empty(),
              Optional.empty());
        };
    try {
      WebServer server = serve(settings(0, Optional.empty(), Optional.empty()));
      TestBrowser program = new TestBrowser("http://127.0.0.1:" + server.port());
      CompletableFuture<Answer> answer =
          CompletableFuture.supplyAsync(
              () -> program.post("/oauth2/token", Map.of("grant_type", "x")));
      arrived.await();
      CompletableFuture<Void> stopping = CompletableFuture.runAsync(server::close);
      assertThat(stopping.isDone()).isFalse();
      goOn.countDown();
      assertThat(answer.get().body()).contains("late");
      stopping.get();
      assertThatThrownBy(() -> program.get("/")).isInstanceOf(RuntimeException.class);
    } finally {
      gateway.token = usual;
    }
  }

  @Test
  void tls_files_that_are_no_use_are_told_plainly() throws Exception {
    Path certificate = Files.writeString(folder.resolve("certificate.pem"), "nothing");
    Path key = Files.writeString(folder.resolve("key.pem"), "-----BEGIN EC PRIVATE KEY-----");
    assertThatThrownBy(
            () ->
                serve(
                    settings(
                        0, Optional.of(new WebSettings.Tls(certificate, key)), Optional.empty())))
        .hasStackTraceContaining("PKCS#8")
        .isInstanceOf(ListenException.class);
    assertThatThrownBy(
            () ->
                serve(
                    settings(
                        0,
                        Optional.of(
                            new WebSettings.Tls(certificate, folder.resolve("missing.pem"))),
                        Optional.empty())))
        .isInstanceOf(ListenException.class)
        .hasMessageContaining("missing.pem");
  }

  private static WebSettings settings(
      int port, Optional<WebSettings.Tls> tls, Optional<Address> operations) {
    return new WebSettings(
        new Address("127.0.0.1", port),
        tls,
        List.of(),
        operations,
        List.of(),
        Duration.ofSeconds(10));
  }

  private static WebServer serve(WebSettings settings) {
    Issuer issuer = gateway.lab;
    return WebServer.start(
        settings,
        List.of(gateway.site(issuer, List.of(gateway.institution()))),
        new Operations(
            () -> new Operations.Health(true, "{}"),
            () -> new Operations.Health(false, "{}"),
            () -> "m 1\n"),
        new WebServer.Shared(gateway.masterKey, gateway.random, gateway.rates(), gateway.clock));
  }
}
