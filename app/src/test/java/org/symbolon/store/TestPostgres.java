package org.symbolon.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * The PostgreSQL server of this JVM's tests: the one at {@code SYMBOLON_TEST_POSTGRES_URL} (a JDBC
 * URL with user and password), else embedded binaries, else the system's own binaries.
 */
final class TestPostgres {
  private static final String URL = "SYMBOLON_TEST_POSTGRES_URL";
  private static final String MUST_RUN = "SYMBOLON_TESTS_MUST_RUN";

  private static Optional<Server> server = Optional.empty();
  private static Optional<String> whyNone = Optional.empty();

  private TestPostgres() {}

  /** Where it listens. */
  record Server(String url, String user, String password, AtomicBoolean stopped) {
    boolean isRunning() {
      return !stopped.get();
    }
  }

  static synchronized Server serverOrSkip() {
    if (server.isEmpty() && whyNone.isEmpty()) {
      start();
    }
    whyNone.ifPresent(
        why -> {
          String message = "no PostgreSQL for the tests: " + why;
          if ("1".equals(System.getenv(MUST_RUN))) {
            Assertions.fail(message);
          }
          Assumptions.abort(message);
        });
    return server.orElseThrow();
  }

  private static void start() {
    String url = System.getenv(URL);
    if (url != null) {
      server = Optional.of(new Server(url, "", "", new AtomicBoolean()));
      return;
    }
    try {
      server = Optional.of(embedded());
    } catch (IOException | RuntimeException embeddedFailed) {
      // Whatever kept the embedded binaries from running, the system may have its own.
      try {
        server = Optional.of(SystemPostgres.start());
      } catch (IOException | RuntimeException systemFailed) {
        whyNone = Optional.of("embedded: " + embeddedFailed + "; system: " + systemFailed);
      }
    }
  }

  private static Server embedded() throws IOException {
    EmbeddedPostgres postgres =
        EmbeddedPostgres.builder()
            // Tests kill no server, so nothing is gained by waiting for the disk.
            .setServerConfig("fsync", "off")
            .setServerConfig("max_connections", "200")
            .setServerConfig("deadlock_timeout", "50ms")
            .start();
    AtomicBoolean stopped = new AtomicBoolean();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(postgres, stopped)));
    return new Server(postgres.getJdbcUrl("postgres", "postgres"), "postgres", "postgres", stopped);
  }

  private static void stop(EmbeddedPostgres postgres, AtomicBoolean stopped) {
    stopped.set(true);
    try {
      postgres.close();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
