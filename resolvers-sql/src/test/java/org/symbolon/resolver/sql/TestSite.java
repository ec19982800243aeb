package org.symbolon.resolver.sql;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assertions;
import org.opentest4j.TestAbortedException;

/**
 * A site's database on each engine, with the fixture in it; the same for all tests, as resolvers
 * can not write.
 */
final class TestSite {
  private static final String NAME = "site_" + ProcessHandle.current().pid();

  private static final Map<Engine, String> FILLED = new EnumMap<>(Engine.class);
  private static final Map<Engine, String> MISSING = new EnumMap<>(Engine.class);

  private TestSite() {}

  /** Its address. Without a server the test is skipped, or fails where everything must run. */
  static synchronized String url(Engine engine) {
    if (!FILLED.containsKey(engine) && !MISSING.containsKey(engine)) {
      try {
        String url = make(engine);
        Fixture.fill(url);
        FILLED.put(engine, url);
      } catch (IOException | RuntimeException e) {
        MISSING.put(engine, e.toString());
      }
    }
    String url = FILLED.get(engine);
    if (url == null) {
      String message = "no " + engine + " for the tests: " + MISSING.get(engine);
      if ("1".equals(System.getenv("SYMBOLON_TESTS_MUST_RUN"))) {
        Assertions.fail(message);
      }
      throw new TestAbortedException(message);
    }
    return url;
  }

  /** An address at which there is none. */
  static String nowhere(Engine engine) {
    return switch (engine) {
      case POSTGRESQL -> "jdbc:postgresql://127.0.0.1:1/site";
      case MARIADB -> "jdbc:mariadb://127.0.0.1:1/site";
      case SQLITE -> "jdbc:sqlite:/nowhere/site.db";
    };
  }

  private static String make(Engine engine) throws IOException {
    return switch (engine) {
      case POSTGRESQL -> {
        String server = TestPostgres.start();
        Fixture.execute(server, List.of("CREATE SCHEMA " + NAME));
        yield server + (server.contains("?") ? "&" : "?") + "currentSchema=" + NAME;
      }
      case MARIADB -> {
        String server = TestMariadb.start();
        Fixture.execute(
            server,
            List.of("CREATE DATABASE " + NAME + " CHARACTER SET utf8mb4 COLLATE utf8mb4_bin"));
        yield server.replaceFirst("/(\\w*)(\\?|$)", "/" + NAME + "$2");
      }
      case SQLITE -> {
        Path file = Files.createTempFile("symbolon-site-", ".db");
        file.toFile().deleteOnExit();
        yield "jdbc:sqlite:" + file;
      }
    };
  }
}
