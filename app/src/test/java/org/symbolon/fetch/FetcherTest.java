package org.symbolon.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FetcherTest {
  private static final Duration LONG = Duration.ofSeconds(10);
  private static final Duration SHORT = Duration.ofMillis(500);

  private final MockWebServer server = new MockWebServer();
  private Fetcher fetcher = fetcher(LONG, Reach.LOOPBACK);

  @BeforeEach
  void open() throws IOException {
    Logger.getLogger(MockWebServer.class.getName()).setLevel(Level.WARNING);
    server.start(InetAddress.getByName("127.0.0.1"), 0);
  }

  @AfterEach
  void close() {
    fetcher.close();
    server.close();
  }

  @Test
  void a_whole_answer_is_fetched_with_its_headers_whatever_its_status() {
    server.enqueue(
        new MockResponse.Builder().code(418).addHeader("X-Pot", "tea").body("short").build());
    Fetch.Fetched answer = (Fetch.Fetched) get("/pot");
    assertThat(answer.status()).isEqualTo(418);
    assertThat(answer.body()).isEqualTo("short");
    assertThat(answer.header("X-POT")).contains("tea");
    assertThat(answer.header("other")).isEmpty();
  }

  @Test
  void a_form_is_posted() throws InterruptedException {
    server.enqueue(new MockResponse.Builder().build());
    fetcher.fetch(
        new Request(uri("/token"), Map.of("Authorization", "Basic x"), Optional.of("a=b&c=d")));
    RecordedRequest request = server.takeRequest();
    assertThat(request.getMethod()).isEqualTo("POST");
    assertThat(request.getHeaders().get("Content-Type"))
        .isEqualTo("application/x-www-form-urlencoded");
    assertThat(request.getHeaders().get("Authorization")).isEqualTo("Basic x");
    assertThat(String.valueOf(request.getBody())).contains("a=b&c=d");
  }

  @Test
  void a_redirect_is_not_followed() {
    server.enqueue(
        new MockResponse.Builder().code(302).addHeader("Location", uri("/other")).build());
    assertThat(((Fetch.Fetched) get("/")).status()).isEqualTo(302);
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @Test
  void a_body_beyond_the_limit_is_refused() {
    server.enqueue(new MockResponse.Builder().body("x".repeat(1_000)).build());
    assertThat(get("/")).isInstanceOf(Fetch.Fetched.class);
    server.enqueue(new MockResponse.Builder().body("x".repeat(1_001)).build());
    assertThat(get("/")).isInstanceOf(Fetch.Failed.class);
    server.enqueue(new MockResponse.Builder().chunkedBody("x".repeat(5_000), 100).build());
    assertThat(get("/")).isInstanceOf(Fetch.Failed.class);
  }

  @Test
  void silence_costs_the_time_limit() {
    server.enqueue(new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE).build());
    takesItsTimeAndFails();
  }

  @Test
  void a_body_that_drips_costs_the_time_limit_for_the_whole() {
    server.enqueue(
        new MockResponse.Builder()
            .body("x".repeat(900))
            .throttleBody(10, 100, TimeUnit.MILLISECONDS)
            .build());
    takesItsTimeAndFails();
  }

  @Test
  void a_cut_answer_is_no_answer() {
    server.enqueue(
        new MockResponse.Builder()
            .body("x".repeat(900))
            .onResponseBody(new SocketEffect.CloseSocket())
            .build());
    assertThat(get("/")).isInstanceOf(Fetch.Failed.class);
  }

  @Test
  void nobody_listening_is_a_failure() {
    server.close();
    assertThat(get("/")).isInstanceOf(Fetch.Failed.class);
  }

  @Test
  void an_interrupted_caller_gets_a_failure_and_stays_interrupted() {
    Thread.currentThread().interrupt();
    assertThat(get("/")).isInstanceOf(Fetch.Failed.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void a_closed_fetcher_refuses() {
    Fetcher closed = fetcher(LONG, Reach.LOOPBACK);
    closed.close();
    assertThat(closed.fetch(Request.get(uri("/")))).isInstanceOf(Fetch.Failed.class);
  }

  @Test
  void loopback_must_be_allowed() {
    for (Reach reach : List.of(Reach.PUBLIC, Reach.SITE)) {
      try (Fetcher careful = fetcher(LONG, reach)) {
        assertThat(careful.fetch(Request.get(uri("/"))))
            .asString()
            .contains("which is not allowed");
      }
    }
    assertThat(server.getRequestCount()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://93.184.215.14/", // plain http to the Internet
        "ftp://127.0.0.1/",
        "file:///etc/passwd",
        "mailto:a@b.example",
        "https:///path",
        "http://user:secret@127.0.0.1/",
        "https://no-such-host.invalid/",
        "https://169.254.169.254/latest/meta-data"
      })
  void other_addresses_are_refused(String address) {
    assertThat(fetcher.fetch(Request.get(URI.create(address)))).isInstanceOf(Fetch.Failed.class);
  }

  @Test
  void neither_request_nor_failure_print_a_secret() {
    Request request =
        new Request(
            uri("/token?code=geheim"),
            Map.of("Authorization", "Bearer geheim"),
            Optional.of("secret=geheim"));
    server.close();
    assertThat(request.toString()).doesNotContain("geheim").startsWith("POST http://127.0.0.1");
    assertThat(Request.get(uri("/a")).toString()).startsWith("GET");
    assertThat(fetcher.fetch(request).toString()).doesNotContain("geheim");
  }

  @ParameterizedTest
  @CsvSource({
    "93.184.215.14, PUBLIC",
    "172.32.0.1, PUBLIC",
    "100.128.0.1, PUBLIC",
    "192.0.1.1, PUBLIC",
    "198.20.0.1, PUBLIC",
    "2606:2800:21f:cb07::1, PUBLIC",
    "10.1.2.3, SITE",
    "172.16.0.1, SITE",
    "172.31.255.255, SITE",
    "192.168.1.1, SITE",
    "100.64.0.1, SITE",
    "fd12:3456::1, SITE",
    "::ffff:10.0.0.1, SITE",
    "127.0.0.1, LOOPBACK",
    "127.8.8.8, LOOPBACK",
    "::1, LOOPBACK",
    "::ffff:127.0.0.1, LOOPBACK",
    "0.0.0.0, NEVER",
    "0.1.2.3, NEVER",
    "169.254.169.254, NEVER",
    "192.0.0.8, NEVER",
    "198.18.0.1, NEVER",
    "198.19.255.255, NEVER",
    "224.0.0.1, NEVER",
    "240.0.0.1, NEVER",
    "255.255.255.255, NEVER",
    "::, NEVER",
    "fe80::1, NEVER",
    "ff02::1, NEVER",
    "64:ff9b::a00:1, NEVER",
    "2002:a00:1::1, NEVER"
  })
  void an_address_is_reached_from_its_kind_on(String address, String from)
      throws UnknownHostException {
    InetAddress parsed = InetAddress.getByName(address);
    for (Reach reach : Reach.values()) {
      boolean expected = !from.equals("NEVER") && reach.compareTo(Reach.valueOf(from)) >= 0;
      assertThat(reach.allows(parsed)).as("%s to %s", reach, address).isEqualTo(expected);
    }
  }

  private void takesItsTimeAndFails() {
    try (Fetcher impatient = fetcher(SHORT, Reach.LOOPBACK)) {
      Instant before = Instant.now();
      assertThat(impatient.fetch(Request.get(uri("/")))).isInstanceOf(Fetch.Failed.class);
      assertThat(Duration.between(before, Instant.now())).isBetween(SHORT, SHORT.plusSeconds(5));
    }
  }

  private Fetch get(String path) {
    return fetcher.fetch(Request.get(uri(path)));
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.getPort() + path);
  }

  private static Fetcher fetcher(Duration total, Reach reach) {
    return new Fetcher(new Limits(total, total, 1_000, reach));
  }
}
