package org.symbolon.store;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.sqlite.SQLiteDataSource;

/** Opens a database: the file or the pool, then the schema, then the engine. */
final class Opening {
  private Opening() {}

  static Engine open(StoreSettings settings) {
    return switch (settings) {
      case StoreSettings.Sqlite sqlite -> open(sqlite);
      case StoreSettings.Postgres postgres -> open(postgres);
    };
  }

  private static Engine open(StoreSettings.Sqlite settings) {
    Path file = settings.file();
    create(file);
    SQLiteDataSource database = new SQLiteDataSource();
    database.setUrl(Dialect.sqliteUrl(file));
    Migrations.migrate(database);
    return new SqliteEngine(file);
  }

  /**
   * Nobody but the owner may read it, from its first byte on; SQLite gives its other files the same
   * mode.
   */
  private static void create(Path file) {
    try {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    } catch (FileAlreadyExistsException e) {
      // The ordinary case: it has been opened before.
    } catch (IOException e) {
      throw new StoreException(
          "The database file "
              + file.toAbsolutePath()
              + " cannot be created: does its folder exist, and may this process write there? ("
              + e
              + ")",
          e);
    }
  }

  private static Engine open(StoreSettings.Postgres settings) {
    HikariDataSource pool;
    try {
      pool = new HikariDataSource(Dialect.postgresPool(settings));
    } catch (PoolInitializationException e) {
      throw new StoreException(
          "No connection to the database at "
              + settings.url()
              + " as "
              + settings.user()
              + ": "
              + Dialect.failureIn(e).map(Throwable::getMessage).orElse(e.getMessage()),
          e);
    }
    try {
      Migrations.migrate(pool);
      return new PostgresEngine(pool);
    } catch (StoreException e) {
      pool.close();
      throw e;
    }
  }
}
