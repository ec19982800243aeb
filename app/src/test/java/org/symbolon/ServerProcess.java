package org.symbolon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.symbolon.store.ChildProcess;

/** {@code symbolon serve} as a process of its own, so that it can be killed. */
final class ServerProcess implements AutoCloseable {
  private static final Duration LONGEST_START = Duration.ofSeconds(60);

  private final Process process;

  private ServerProcess(Process process) {
    this.process = process;
  }

  /** Returns once it says that it is ready. */
  static ServerProcess start(Path config, String address, HttpClient http)
      throws IOException, InterruptedException {
    Path log = config.resolveSibling("server.log");
    Process process =
        ChildProcess.builder(Main.class, "serve", "--config", config.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    ServerProcess server = new ServerProcess(process);
    Instant latest = Instant.now().plus(LONGEST_START);
    HttpRequest ready = HttpRequest.newBuilder(URI.create(address + "/readyz")).build();
    while (!answers(http, ready)) {
      if (!process.isAlive() || Instant.now().isAfter(latest)) {
        server.close();
        throw new IOException("the server did not start: " + Files.readString(log));
      }
      // Ends early only when the process does: it tells nobody when it is ready.
      process.waitFor(20, TimeUnit.MILLISECONDS);
    }
    return server;
  }

  private static boolean answers(HttpClient http, HttpRequest ready) throws InterruptedException {
    try {
      return http.send(ready, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  /** Kill -9, wherever it stands. */
  void kill() {
    // Not the process's own method, which would close what it still has to tell.
    process.toHandle().destroyForcibly();
  }

  /** Waits until it is gone, and is sure that it was killed. */
  void assertKilled() throws InterruptedException {
    assertThat(process.waitFor()).as("killed, and not ended by itself").isEqualTo(128 + 9);
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
