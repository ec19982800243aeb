package org.symbolon.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.symbolon.client.Client;
import org.symbolon.client.Preferences;
import org.symbolon.client.TestClient;
import org.symbolon.fetch.Reach;
import org.symbolon.protocol.IssuerId;
import org.symbolon.store.MovableClock;
import org.symbolon.store.TestDatabases;

/** Who waits for whom, where addresses are slow. */
class RequestUrisTest {
  /** Longer than any of these tests may take. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final long GENEROUS = 30;

  private final MockWebServer site = new MockWebServer();
  private final CountDownLatch answers = new CountDownLatch(1);
  private final RequestUris uris = new RequestUris(new MovableClock(TestDatabases.START), PATIENCE);

  @BeforeEach
  void open() throws IOException {
    Logger.getLogger(MockWebServer.class.getName()).setLevel(Level.WARNING);
    site.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
            if (request.getUrl().encodedPath().equals("/slow")) {
              answers.await();
            }
            return new MockResponse.Builder().body("object").build();
          }
        });
    site.start(InetAddress.getLoopbackAddress(), 0);
  }

  @AfterEach
  void close() {
    answers.countDown();
    uris.close();
    site.close();
  }

  @Test
  void a_slow_address_of_one_client_keeps_no_other_waiting() throws Exception {
    Client slow = client("slow", List.of(address("/slow")));
    List<String> others = IntStream.range(0, 100).mapToObj(n -> address("/" + n)).toList();
    Client other = client("other", others);
    CompletableFuture<String> waiting =
        CompletableFuture.supplyAsync(
            () -> uris.fetch(slow, address("/slow")), Thread::startVirtualThread);
    assertThat(site.takeRequest(GENEROUS, TimeUnit.SECONDS)).isNotNull();

    CompletableFuture<Void> all =
        CompletableFuture.runAsync(
            () -> others.forEach(uri -> uris.fetch(other, uri)), Thread::startVirtualThread);
    all.get(GENEROUS, TimeUnit.SECONDS);
    assertThat(waiting).isNotDone();
    answers.countDown();
    assertThat(waiting.get(GENEROUS, TimeUnit.SECONDS)).isEqualTo("object");
  }

  @Test
  void of_many_who_want_the_same_one_fetches() throws Exception {
    Client slow = client("slow", List.of(address("/slow")));
    List<CompletableFuture<String>> waiting =
        IntStream.range(0, 20)
            .mapToObj(
                n ->
                    CompletableFuture.supplyAsync(
                        () -> uris.fetch(slow, address("/slow")), Thread::startVirtualThread))
            .toList();
    assertThat(site.takeRequest(GENEROUS, TimeUnit.SECONDS)).isNotNull();
    answers.countDown();
    for (CompletableFuture<String> one : waiting) {
      assertThat(one.get(GENEROUS, TimeUnit.SECONDS)).isEqualTo("object");
    }
    assertThat(site.getRequestCount()).isEqualTo(1);
  }

  private String address(String path) {
    return "http://127.0.0.1:" + site.getPort() + path;
  }

  private static Client client(String id, List<String> addresses) {
    Preferences none = Preferences.NONE;
    return TestClient.named(id)
        .preferences(
            new Preferences(
                none.links(),
                new Preferences.Requests(
                    addresses,
                    Optional.empty(),
                    false,
                    false,
                    Optional.empty(),
                    false,
                    List.of(),
                    Optional.empty()),
                none.logout(),
                none.keys(),
                none.idTokenAlgorithm(),
                none.assertionAlgorithm(),
                false,
                false,
                Reach.LOOPBACK))
        .at(new IssuerId("lab"));
  }
}
