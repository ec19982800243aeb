package org.symbolon.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Brings the schema up to date; harmless when it is, and when several nodes do it together. */
final class Migrations {
  /** The version of the newest script. */
  static final int NEWEST = 13;

  private static final String HISTORY = "flyway_schema_history";

  private Migrations() {}

  static void migrate(DataSource postgres) {
    // Finding that there is nothing to do takes Flyway most of a second of each start.
    if (!isCurrent(postgres)) {
      upgrade(postgres);
    }
  }

  static void migrate(DataSource sqlite, Path file) {
    if (!isCurrent(sqlite)) {
      UpgradeLock.whileHeld(
          file,
          () -> {
            if (!isCurrent(sqlite)) {
              upgrade(sqlite);
            }
          });
    }
  }

  private static void upgrade(DataSource database) {
    try {
      Flyway.configure()
          .dataSource(database)
          .locations("classpath:db/migration")
          .cleanDisabled(true)
          .failOnMissingLocations(true)
          .load()
          .migrate();
    } catch (FlywayException e) {
      throw new StoreException(
          "The database schema cannot be brought up to date: " + e.getMessage(), e);
    }
  }

  /** A newer version counts too: its node upgrades first, and this one goes on beside it. */
  private static boolean isCurrent(DataSource database) {
    try (var connection = database.getConnection()) {
      return version(connection) >= NEWEST;
    } catch (SQLException e) {
      // An empty database has no such table. Whatever else it is, Flyway tells.
      return false;
    }
  }

  /**
   * The version of the tables there are, changing nothing; 0 where there are none.
   *
   * @throws StoreException when they can not be read
   */
  static int found(DataSource database) {
    try (var connection = database.getConnection()) {
      try (var tables =
          connection
              .getMetaData()
              .getTables(null, connection.getSchema(), HISTORY, new String[] {"TABLE"})) {
        if (!tables.next()) {
          return 0;
        }
      }
      return version(connection);
    } catch (SQLException e) {
      throw new StoreException("The database cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * Tries whether tables could be made in PostgreSQL, making none.
   *
   * @throws StoreException when they could not
   */
  static void requireRight(DataSource postgres) {
    try (var connection = postgres.getConnection();
        var statement = connection.createStatement();
        var right =
            statement.executeQuery("SELECT has_schema_privilege(current_schema(), 'CREATE')")) {
      if (!right.next() || !right.getBoolean(1)) {
        throw new StoreException(
            "The database's user may make no tables in its schema: GRANT CREATE ON SCHEMA", null);
      }
    } catch (SQLException e) {
      throw new StoreException("The database cannot be read: " + e.getMessage(), e);
    }
  }

  private static int version(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var versions =
            statement.executeQuery(
                "SELECT max(CAST(version AS INTEGER)) FROM " + HISTORY + " WHERE success")) {
      return versions.next() ? versions.getInt(1) : 0;
    }
  }
}
