package org.symbolon.store;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.symbolon.protocol.ProtocolException;

/** One writer that commits together; readers beside it, who see what has been committed. */
final class SqliteEngine implements Engine {
  private final HikariDataSource readers;
  private final Jdbi jdbi;
  private final GroupCommit writer;

  SqliteEngine(Path file) {
    this.readers = new HikariDataSource(Dialect.sqliteReaders(file));
    this.jdbi = Statements.configure(Jdbi.create(readers));
    this.writer = new GroupCommit(file);
  }

  @Override
  public <T> T read(Unit<T> unit) {
    try (Handle handle = jdbi.open()) {
      return unit.run(handle);
    } catch (JdbiException e) {
      if (readers.isClosed()) {
        throw Outage.of("database: closed");
      }
      throw Outage.translate(e, Dialect.SQLITE);
    }
  }

  @Override
  public <T> T commit(Unit<T> unit) {
    return writer.commit(unit, GroupCommit.Frame.SAVEPOINT);
  }

  @Override
  public <T> T commitStatement(Unit<T> unit) {
    return writer.commit(unit, GroupCommit.Frame.NONE);
  }

  @Override
  public Optional<String> trouble() {
    try {
      Unit<Integer> nothing = handle -> handle.createQuery("SELECT 1").mapTo(Integer.class).one();
      read(nothing);
      // Takes the write lock and commits: tells of a writer that is stuck or a file turned
      // read-only.
      commitStatement(nothing);
      return Optional.empty();
    } catch (ProtocolException e) {
      return e.error().detail();
    }
  }

  @Override
  public void close() {
    writer.close();
    readers.close();
  }
}
