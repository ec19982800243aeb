package org.symbolon.store;

import java.nio.file.Path;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.symbolon.protocol.ProtocolException;

/** One writer that commits together; readers beside it, who see what has been committed. */
final class SqliteEngine implements Engine {
  private final SqliteReaders readers;
  private final GroupCommit writer;

  SqliteEngine(Path file) {
    String url = Dialect.sqliteUrl(file);
    this.readers = new SqliteReaders(jdbi(url));
    this.writer = new GroupCommit(jdbi(url));
  }

  private static Jdbi jdbi(String url) {
    Jdbi jdbi = Statements.configure(Jdbi.create(url));
    jdbi.setStatementBuilderFactory(connection -> new KeptStatements());
    return jdbi;
  }

  @Override
  public <T> T read(Unit<T> unit) {
    return readers.read(unit);
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
