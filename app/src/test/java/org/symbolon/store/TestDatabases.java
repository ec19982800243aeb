package org.symbolon.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Databases for tests, on either engine. PostgreSQL is one server per JVM, found by {@link
 * TestPostgres}; where there is none the test is skipped with a message, or fails when {@code
 * SYMBOLON_TESTS_MUST_RUN=1}.
 */
public final class TestDatabases {
  /** When the clock of a database of {@link #shared} stands at first. */
  public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static final Map<Kind, Database> SHARED = new EnumMap<>(Kind.class);

  private TestDatabases() {}

  /** The two engines: for {@code @ParameterizedClass @EnumSource}. */
  public enum Kind {
    SQLITE,
    POSTGRES
  }

  /** An empty database; more than one store can be opened on it. Closing deletes it. */
  public static Database fresh(Kind kind) {
    return switch (kind) {
      case SQLITE -> sqlite();
      case POSTGRES -> postgres();
    };
  }

  /** One open store for all tests of this JVM that do not mind what others have stored. */
  public static synchronized Database shared(Kind kind) {
    Database database = SHARED.get(kind);
    if (database == null) {
      database = fresh(kind);
      SHARED.put(kind, database);
      Runtime.getRuntime().addShutdownHook(new Thread(database::close));
    }
    return database;
  }

  private static Database sqlite() {
    try {
      Path folder = Files.createTempDirectory("symbolon-test-");
      return new Database(
          new StoreSettings.Sqlite(folder.resolve("symbolon.db")), () -> deleteFolder(folder));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void deleteFolder(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Database postgres() {
    TestPostgres.Server server = TestPostgres.serverOrSkip();
    String schema = "test_" + ProcessHandle.current().pid() + "_" + NUMBER.incrementAndGet();
    execute(server, "CREATE SCHEMA " + schema);
    String url =
        server.url() + (server.url().contains("?") ? "&" : "?") + "currentSchema=" + schema;
    return new Database(
        new StoreSettings.Postgres(url, server.user(), server.password(), 8),
        () -> {
          if (server.isRunning()) {
            execute(server, "DROP SCHEMA " + schema + " CASCADE");
          }
        });
  }

  private static void execute(TestPostgres.Server server, String sql) {
    try (var connection =
            DriverManager.getConnection(server.url(), server.user(), server.password());
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** A database of its own, and a store on it that follows a clock the test moves. */
  public static final class Database implements AutoCloseable {
    private final StoreSettings settings;
    private final Runnable delete;
    private final MovableClock clock = new MovableClock(START);
    private final List<Store> open = new ArrayList<>();

    private Database(StoreSettings settings, Runnable delete) {
      this.settings = settings;
      this.delete = delete;
    }

    public StoreSettings settings() {
      return settings;
    }

    public MovableClock clock() {
      return clock;
    }

    /** The store, opened when first asked for. */
    public synchronized Store store() {
      return open.isEmpty() ? anotherNode() : open.getFirst();
    }

    /** One more store on the same database, as another node would open it. */
    public Store anotherNode() {
      Store store = Store.open(settings, clock);
      synchronized (this) {
        open.add(store);
      }
      return store;
    }

    @Override
    public synchronized void close() {
      open.forEach(Store::close);
      delete.run();
    }
  }
}
