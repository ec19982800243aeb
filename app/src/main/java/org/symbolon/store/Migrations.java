package org.symbolon.store;

import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Brings the schema up to date; harmless when it is, and when several nodes do it together. */
final class Migrations {
  /** The version of the newest script. */
  static final int NEWEST = 5;

  private static final int MOST_TRIES = 5;

  private Migrations() {}

  static void migrate(DataSource database) {
    // Finding that there is nothing to do takes Flyway most of a second of each start.
    if (isCurrent(database)) {
      return;
    }
    Flyway flyway =
        Flyway.configure()
            .dataSource(database)
            .locations("classpath:db/migration")
            .cleanDisabled(true)
            .failOnMissingLocations(true)
            .load();
    for (int tries = 1; ; tries++) {
      try {
        flyway.migrate();
        return;
      } catch (FlywayException e) {
        // On SQLite nothing keeps two processes from finding the same work. One of them wins, the
        // other's transaction is taken back, and finds nothing left to do.
        if (tries == MOST_TRIES) {
          throw new StoreException(
              "The database schema cannot be brought up to date: " + e.getMessage(), e);
        }
      }
    }
  }

  /** A newer version counts too: its node upgrades first, and this one goes on beside it. */
  private static boolean isCurrent(DataSource database) {
    try (var connection = database.getConnection();
        var statement = connection.createStatement();
        var versions =
            statement.executeQuery(
                "SELECT max(CAST(version AS INTEGER)) FROM flyway_schema_history WHERE success")) {
      return versions.next() && versions.getInt(1) >= NEWEST;
    } catch (SQLException e) {
      // An empty database has no such table. Whatever else it is, Flyway tells.
      return false;
    }
  }
}
