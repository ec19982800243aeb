package org.symbolon.resolver.sql;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.sqlite.ProgressHandler;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConnection;
import org.symbolon.resolver.Deadline;

/**
 * The databases that can be asked, and how each is kept from writing and from taking too long.
 *
 * <p>What limits a statement is said once for each connection and not beside every question, so
 * that a question is one round trip.
 */
enum Engine {
  POSTGRESQL("jdbc:postgresql:", "org.postgresql.Driver") {
    @Override
    Properties properties(Duration timeout) {
      // In seconds. A server that accepts and says nothing must not hold the pool's thread.
      String seconds = Long.toString(Math.max(1, timeout.toSeconds()));
      Properties properties = new Properties();
      properties.setProperty("ApplicationName", "symbolon");
      properties.setProperty("connectTimeout", seconds);
      properties.setProperty("loginTimeout", seconds);
      properties.setProperty("socketTimeout", seconds);
      // The session itself, not only transactions that are begun by hand.
      properties.setProperty("readOnlyMode", "always");
      return properties;
    }

    @Override
    Optional<String> firstStatement(Duration timeout) {
      return Optional.of("SET statement_timeout = " + timeout.toMillis());
    }
  },
  MARIADB("jdbc:mariadb:", "org.mariadb.jdbc.Driver") {
    @Override
    Properties properties(Duration timeout) {
      String millis = Long.toString(timeout.toMillis());
      Properties properties = new Properties();
      properties.setProperty("connectTimeout", millis);
      properties.setProperty("socketTimeout", millis);
      // Prepared by the server: no driver writes a name into a statement's text.
      properties.setProperty("useServerPrepStmts", "true");
      properties.setProperty("allowLocalInfile", "false");
      properties.setProperty("initSql", "SET SESSION TRANSACTION READ ONLY");
      return properties;
    }

    @Override
    Optional<String> firstStatement(Duration timeout) {
      // Each server passes over the comment that is the other's.
      return Optional.of(
          "SET SESSION sql_safe_updates = 1 /*M!100101 , max_statement_time = %s */ /*!50708 , max_execution_time = %d */"
              .formatted(BigDecimal.valueOf(timeout.toMillis(), 3), timeout.toMillis()));
    }

    @Override
    Limit limit(Connection connection, Deadline deadline, ScheduledExecutorService watch)
        throws SQLException {
      // This driver cuts a connection by asking the server first, which a dead one takes its time
      // over: the socket's own timeout is there before.
      connection.setNetworkTimeout(
          Runnable::run, Math.clamp(deadline.left().toMillis(), 1, Integer.MAX_VALUE));
      return super.limit(connection, deadline, watch);
    }

    @Override
    boolean comparesLoosely() {
      return true;
    }
  },
  SQLITE("jdbc:sqlite:", "org.sqlite.JDBC") {
    // How many of SQLite's own instructions pass between two looks at the clock.
    private static final int INSTRUCTIONS = 10_000;

    @Override
    Properties properties(Duration timeout) {
      SQLiteConfig config = new SQLiteConfig();
      // A file that is not there is not made, either.
      config.setReadOnly(true);
      config.setBusyTimeout((int) timeout.toMillis());
      return config.toProperties();
    }

    @Override
    Limit limit(Connection connection, Deadline deadline, ScheduledExecutorService watch)
        throws SQLException {
      ProgressHandler.setHandler(
          connection.unwrap(SQLiteConnection.class),
          INSTRUCTIONS,
          new ProgressHandler() {
            @Override
            protected int progress() {
              return deadline.passed() ? 1 : 0;
            }
          });
      return () -> {
        ProgressHandler.clearHandler(connection.unwrap(SQLiteConnection.class));
        return true;
      };
    }

    @Override
    boolean knowsTypes() {
      return false;
    }
  };

  private final String prefix;
  private final String driver;

  Engine(String prefix, String driver) {
    this.prefix = prefix;
    this.driver = driver;
  }

  static Optional<Engine> of(String url) {
    return Arrays.stream(values()).filter(engine -> url.startsWith(engine.prefix)).findFirst();
  }

  /** How addresses begin, for an administrator. */
  static String prefixes() {
    return Arrays.stream(values()).map(engine -> engine.prefix).collect(Collectors.joining(", "));
  }

  /** The driver's class, named because a plug-in's drivers are not seen by the platform. */
  String driver() {
    return driver;
  }

  /** Whether the driver is there: an installation may do without those it does not need. */
  boolean hasDriver() {
    try {
      Class.forName(driver, false, Engine.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException missing) {
      return false;
    }
  }

  /** What a connection is opened with. */
  abstract Properties properties(Duration timeout);

  /** What a connection is told first. */
  Optional<String> firstStatement(Duration timeout) {
    return Optional.empty();
  }

  /**
   * Ends what runs over this connection at the deadline: by cutting the connection, as neither a
   * server that has died nor one that answers a byte at a time heeds anything else.
   */
  Limit limit(Connection connection, Deadline deadline, ScheduledExecutorService watch)
      throws SQLException {
    ScheduledFuture<?> cut =
        watch.schedule(
            () -> Thread.ofVirtual().start(() -> cut(connection)),
            deadline.left().toNanos(),
            TimeUnit.NANOSECONDS);
    return () -> cut.cancel(false);
  }

  private static void cut(Connection connection) {
    try {
      connection.abort(Runnable::run);
    } catch (SQLException gone) {
      // That was the aim.
    }
  }

  /** What holds until it is lifted. */
  interface Limit {
    /** Whether it was lifted in time: else the connection is of no more use. */
    boolean lift() throws SQLException;
  }

  /** Whether texts are equal that differ in case, accents or blanks, unless a column forbids it. */
  boolean comparesLoosely() {
    return false;
  }

  /** Whether a prepared statement's columns have types that hold for their values. */
  boolean knowsTypes() {
    return true;
  }
}
