package org.symbolon.resolver.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Optional;
import java.util.Properties;
import org.sqlite.ProgressHandler;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConnection;
import org.symbolon.resolver.Deadline;

/** The databases that can be asked, and how each is kept from writing and from taking too long. */
enum Engine {
  POSTGRESQL("jdbc:postgresql:", "org.postgresql.Driver") {
    @Override
    Properties properties(int timeoutMillis) {
      Properties properties = new Properties();
      properties.setProperty("ApplicationName", "symbolon");
      // In seconds. A server that accepts and says nothing must not hold the pool's thread.
      String seconds = Integer.toString(Math.max(1, timeoutMillis / 1000));
      properties.setProperty("connectTimeout", seconds);
      properties.setProperty("loginTimeout", seconds);
      return properties;
    }

    @Override
    void limit(Connection connection, Deadline deadline) throws SQLException {
      int millis = millis(deadline);
      // The server gives up by itself, and we do where the server says nothing any more.
      connection.setNetworkTimeout(Runnable::run, millis);
      try (Statement statement = connection.createStatement()) {
        statement.execute("SET LOCAL statement_timeout = " + millis);
      }
    }

    @Override
    void unlimit(Connection connection) throws SQLException {
      // The pool sets the network timeout back, and the other ends with its transaction.
    }
  },
  SQLITE("jdbc:sqlite:", "org.sqlite.JDBC") {
    /** How many of SQLite's own instructions pass between two looks at the clock. */
    private static final int INSTRUCTIONS = 10_000;

    @Override
    Properties properties(int timeoutMillis) {
      SQLiteConfig config = new SQLiteConfig();
      // A file that is not there is not made, either.
      config.setReadOnly(true);
      config.setBusyTimeout(timeoutMillis);
      return config.toProperties();
    }

    @Override
    void limit(Connection connection, Deadline deadline) throws SQLException {
      ProgressHandler.setHandler(
          connection.unwrap(SQLiteConnection.class),
          INSTRUCTIONS,
          new ProgressHandler() {
            @Override
            protected int progress() {
              return deadline.passed() ? 1 : 0;
            }
          });
    }

    @Override
    void unlimit(Connection connection) throws SQLException {
      ProgressHandler.clearHandler(connection.unwrap(SQLiteConnection.class));
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

  /** The driver's class, named because a plug-in's drivers are not seen by the platform. */
  String driver() {
    return driver;
  }

  /** What a connection is opened with. */
  abstract Properties properties(int timeoutMillis);

  /** Ends what runs in this transaction at the deadline. */
  abstract void limit(Connection connection, Deadline deadline) throws SQLException;

  /** Undoes {@link #limit}. */
  abstract void unlimit(Connection connection) throws SQLException;

  private static int millis(Deadline deadline) {
    return (int) Math.clamp(deadline.left().toMillis(), 1, Integer.MAX_VALUE);
  }
}
