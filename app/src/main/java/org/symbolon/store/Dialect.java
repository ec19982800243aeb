package org.symbolon.store;

import com.zaxxer.hikari.HikariConfig;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** All that differs between the two databases. The SQL does not. */
enum Dialect {
  SQLITE {
    @Override
    boolean conflict(SQLException failure) {
      // There is one writer, and it has the lock before its first statement.
      return false;
    }

    @Override
    boolean outage(SQLException failure) {
      // Extended codes have the code they extend in their lowest byte.
      return failure instanceof SQLiteException sqlite
          && outage(sqlite.getResultCode().code & 0xff);
    }

    private boolean outage(int code) {
      return switch (SQLiteErrorCode.getErrorCode(code)) {
        case SQLITE_BUSY,
            SQLITE_LOCKED,
            SQLITE_READONLY,
            SQLITE_IOERR,
            SQLITE_CORRUPT,
            SQLITE_FULL,
            SQLITE_CANTOPEN,
            SQLITE_PROTOCOL,
            SQLITE_NOTADB ->
            true;
        default -> false;
      };
    }
  },

  POSTGRES {
    @Override
    boolean conflict(SQLException failure) {
      String state = String.valueOf(failure.getSQLState());
      // serialization_failure, deadlock_detected
      return state.equals("40001") || state.equals("40P01");
    }

    @Override
    boolean outage(SQLException failure) {
      String state = String.valueOf(failure.getSQLState());
      // No state at all: the pool gave no connection in time. 08: connection; 53: resources; 57:
      // shut down or cancelled; 58: its own I/O; 25006: a standby that takes no writes.
      return failure.getSQLState() == null
          || state.startsWith("08")
          || state.startsWith("53")
          || state.startsWith("57")
          || state.startsWith("58")
          || state.equals("25006");
    }
  };

  /** Whether the unit lost against another and may win when run again. */
  abstract boolean conflict(SQLException failure);

  /** Whether the database is out of service, rather than the statement wrong. */
  abstract boolean outage(SQLException failure);

  /** The SQL failure behind whatever was thrown. */
  static Optional<SQLException> failureIn(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException failure) {
        return Optional.of(failure);
      }
    }
    return Optional.empty();
  }

  /**
   * Durable at each COMMIT. Generated keys are never asked for, and the driver would look for them
   * after each statement.
   */
  static String sqliteUrl(Path file) {
    return "jdbc:sqlite:"
        + file.toAbsolutePath()
        + "?journal_mode=WAL&synchronous=FULL&busy_timeout=10000&transaction_mode=IMMEDIATE"
        + "&foreign_keys=true&jdbc.get_generated_keys=false&journal_size_limit=67108864";
  }

  /** A server that hangs must become an error: parameters in the URL win over these. */
  static HikariConfig postgresPool(StoreSettings.Postgres settings) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("postgres");
    config.setJdbcUrl(settings.url());
    config.setUsername(settings.user());
    config.setPassword(settings.password());
    config.setMaximumPoolSize(settings.poolSize());
    config.setMinimumIdle(1);
    config.setConnectionTimeout(5_000);
    config.addDataSourceProperty("ApplicationName", "symbolon");
    config.addDataSourceProperty("connectTimeout", "5");
    config.addDataSourceProperty("socketTimeout", "30");
    config.addDataSourceProperty("tcpKeepAlive", "true");
    return config;
  }
}
