package org.symbolon.store;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
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

  /** Makes and changes nothing. */
  static Existing look(StoreSettings settings, InstantSource clock) {
    return switch (settings) {
      case StoreSettings.Sqlite sqlite -> look(sqlite, clock);
      case StoreSettings.Postgres postgres -> look(postgres, clock);
    };
  }

  private static Existing look(StoreSettings.Sqlite settings, InstantSource clock) {
    Path file = settings.file().toAbsolutePath();
    if (!Files.exists(file)) {
      Path folder = Optional.ofNullable(file.getParent()).orElse(file);
      if (!Files.isDirectory(folder) || !Files.isWritable(folder)) {
        throw cannotBeMade(file, new AccessDeniedException(folder.toString()));
      }
      return new Existing.Absent("the database " + file);
    }
    if (file.toFile().length() == 0) {
      return new Existing.Absent("the tables of the database " + file);
    }
    SQLiteDataSource database = new SQLiteDataSource();
    database.setUrl(Dialect.sqliteUrl(file));
    return existing(
        Migrations.found(database), file.toString(), () -> new SqliteEngine(file), clock);
  }

  private static Existing look(StoreSettings.Postgres settings, InstantSource clock) {
    HikariDataSource pool = pool(settings);
    boolean used = false;
    try {
      int version = Migrations.found(pool);
      if (version < Migrations.NEWEST) {
        Migrations.requireRight(pool);
      }
      Existing found = existing(version, settings.url(), () -> new PostgresEngine(pool), clock);
      used = found instanceof Existing.Present;
      return found;
    } finally {
      if (!used) {
        pool.close();
      }
    }
  }

  private static Existing existing(
      int version, String name, Supplier<Engine> engine, InstantSource clock) {
    if (version == 0) {
      return new Existing.Absent("the tables of the database " + name);
    }
    return new Existing.Present(
        new Store(engine.get(), clock),
        version < Migrations.NEWEST
            ? Optional.of(
                "the tables of version " + Migrations.NEWEST + " from those of version " + version)
            : Optional.empty());
  }

  private static Engine open(StoreSettings.Sqlite settings) {
    Path file = settings.file();
    create(file);
    SQLiteDataSource database = new SQLiteDataSource();
    database.setUrl(Dialect.sqliteUrl(file));
    Migrations.migrate(database, file);
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
      throw cannotBeMade(file.toAbsolutePath(), e);
    }
  }

  private static StoreException cannotBeMade(Path file, IOException why) {
    return new StoreException(
        "The database file "
            + file
            + " cannot be created: does its folder exist, and may this process write there? ("
            + why
            + ")",
        why);
  }

  private static HikariDataSource pool(StoreSettings.Postgres settings) {
    try {
      return new HikariDataSource(Dialect.postgresPool(settings));
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
  }

  private static Engine open(StoreSettings.Postgres settings) {
    HikariDataSource pool = pool(settings);
    try {
      Migrations.migrate(pool);
      return new PostgresEngine(pool);
    } catch (StoreException e) {
      pool.close();
      throw e;
    }
  }
}
