package org.symbolon.upstream;

import java.util.Map;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.Named;

/** Ways to give no answer that counts. */
final class Faults {
  private Faults() {}

  /** Those that tell at once. */
  static Stream<Named<MockResponse>> quick() {
    return Stream.of(
        Named.of("500", status(500)),
        Named.of("503", status(503)),
        Named.of("429", status(429)),
        Named.of("404", status(404)),
        Named.of("garbage", text("<html>Welcome to the campus</html>")),
        Named.of("nothing", text("")),
        Named.of("an array", text("[1, 2]")),
        Named.of("broken JSON", text("{\"issuer\": \"http")),
        Named.of("deep JSON", text("[".repeat(20_000))),
        Named.of("wrong types", text("{\"issuer\": 7, \"access_token\": [], \"keys\": \"none\"}")),
        Named.of(
            "a redirect",
            new MockResponse.Builder()
                .code(302)
                .addHeader("Location", "http://127.0.0.1:1/elsewhere")
                .build()),
        Named.of("a huge body", text("{\"padding\": \"" + "x".repeat(200_000) + "\"}")),
        Named.of(
            "a cut body",
            json("{\"access_token\": \"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"}")
                .newBuilder()
                .onResponseBody(new SocketEffect.CloseSocket())
                .build()),
        Named.of(
            "a closed connection",
            new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket()).build()));
  }

  /** Those that cost the whole patience. */
  static Stream<Named<MockResponse>> slow() {
    return Stream.of(
        Named.of(
            "silence",
            new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE).build()),
        Named.of(
            "a body that never ends",
            json("{\"access_token\": \"" + "x".repeat(10_000) + "\"}")
                .newBuilder()
                .throttleBody(10, 200, java.util.concurrent.TimeUnit.MILLISECONDS)
                .build()));
  }

  static MockResponse status(int status) {
    return FakeInstitution.json(status, Map.of("error", "temporarily_unavailable"));
  }

  private static MockResponse text(String body) {
    return json(body);
  }

  private static MockResponse json(String body) {
    return new MockResponse.Builder()
        .addHeader("Content-Type", "application/json")
        .body(body)
        .build();
  }
}
