package org.symbolon.store;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** Brings the schema up to date; harmless when it is, and when several nodes do it together. */
final class Migrations {
  private static final int MOST_TRIES = 5;

  private Migrations() {}

  /**
   * @param configuration with its data source
   */
  static void migrate(FluentConfiguration configuration) {
    Flyway flyway =
        configuration
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
}
