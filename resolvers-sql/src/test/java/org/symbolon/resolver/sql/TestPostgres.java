package org.symbolon.resolver.sql;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * The PostgreSQL server of this module's tests: the one at {@code SYMBOLON_TEST_POSTGRES_URL} (a
 * JDBC URL with user and password), else embedded binaries.
 */
final class TestPostgres {
  private TestPostgres() {}

  /** The URL of the server, whose user may do everything. */
  static String start() throws IOException {
    String given = System.getenv("SYMBOLON_TEST_POSTGRES_URL");
    if (given != null) {
      return given;
    }
    EmbeddedPostgres postgres = EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(postgres)));
    return postgres.getJdbcUrl("postgres", "postgres");
  }

  private static void stop(EmbeddedPostgres postgres) {
    try {
      postgres.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
