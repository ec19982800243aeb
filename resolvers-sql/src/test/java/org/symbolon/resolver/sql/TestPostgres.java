package org.symbolon.resolver.sql;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assertions;
import org.opentest4j.TestAbortedException;

/**
 * The PostgreSQL server of this module's tests: the one at {@code SYMBOLON_TEST_POSTGRES_URL} (a
 * JDBC URL with user and password), else embedded binaries.
 */
final class TestPostgres {
  private static @Nullable String server;
  private static @Nullable String filled;
  private static @Nullable String whyNone;

  private TestPostgres() {}

  /**
   * The URL of a schema with the fixture, the same for all: resolvers can not write. Without a
   * server the test is skipped or fails.
   */
  static synchronized String filledOrSkip() {
    String url = serverOrSkip();
    String known = filled;
    if (known == null) {
      String schema = "site_" + ProcessHandle.current().pid();
      Fixture.execute(url, List.of("CREATE SCHEMA " + schema));
      known = url + (url.contains("?") ? "&" : "?") + "currentSchema=" + schema;
      Fixture.fill(known);
      filled = known;
    }
    return known;
  }

  private static String serverOrSkip() {
    if (server == null && whyNone == null) {
      start();
    }
    String url = server;
    if (url == null) {
      String message = "no PostgreSQL for the tests: " + whyNone;
      if ("1".equals(System.getenv("SYMBOLON_TESTS_MUST_RUN"))) {
        Assertions.fail(message);
      }
      throw new TestAbortedException(message);
    }
    return url;
  }

  private static void start() {
    server = System.getenv("SYMBOLON_TEST_POSTGRES_URL");
    if (server != null) {
      return;
    }
    try {
      EmbeddedPostgres postgres =
          EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(postgres)));
      server = postgres.getJdbcUrl("postgres", "postgres");
    } catch (IOException | RuntimeException e) {
      whyNone = e.toString();
    }
  }

  private static void stop(EmbeddedPostgres postgres) {
    try {
      postgres.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
