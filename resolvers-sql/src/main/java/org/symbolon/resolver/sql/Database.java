package org.symbolon.resolver.sql;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.Query;
import org.symbolon.resolver.Deadline;

/** Asks the database, over a few connections that can only read. */
final class Database implements AutoCloseable {
  /** More rows than this are no answer: a list cut short must not pass for the whole. */
  static final int MOST_ROWS = 10_000;

  private static final String USERNAME = "username";

  private final Engine engine;
  private final HikariDataSource pool;
  private final Jdbi jdbi;

  Database(SqlSettings settings) {
    this.engine = settings.engine();
    this.pool = pool(settings);
    this.jdbi = Jdbi.create(pool);
  }

  /** Opens nothing: this kind of pool begins with the first question. */
  private static HikariDataSource pool(SqlSettings settings) {
    int timeout = (int) settings.timeout().toMillis();
    HikariDataSource pool = new HikariDataSource();
    pool.setPoolName("resolver-" + settings.name());
    pool.setDriverClassName(settings.engine().driver());
    pool.setJdbcUrl(settings.url());
    settings.user().ifPresent(pool::setUsername);
    settings.password().ifPresent(pool::setPassword);
    pool.setDataSourceProperties(settings.engine().properties(timeout));
    pool.setReadOnly(true);
    pool.setAutoCommit(false);
    pool.setMaximumPoolSize(settings.poolSize());
    pool.setMinimumIdle(0);
    pool.setConnectionTimeout(timeout);
    pool.setValidationTimeout(Math.min(timeout, 1_000));
    // The first question says that the database is down, not the start of the pool.
    pool.setInitializationFailTimeout(-1);
    return pool;
  }

  /** What the query says of this name. */
  Table ask(String query, String username, Deadline deadline) throws SourceDown {
    if (deadline.passed()) {
      throw new SourceDown("no time was left to ask the database");
    }
    try {
      Table table = jdbi.inTransaction(handle -> ask(handle, query, username, deadline));
      if (table.rows().size() > MOST_ROWS) {
        throw new SourceDown("the database gives more than " + MOST_ROWS + " rows");
      }
      return table;
    } catch (JdbiException | SQLException e) {
      throw new SourceDown(
          deadline.passed() ? "the database was too slow" : "the database gives no answer", e);
    }
  }

  private Table ask(Handle handle, String sql, String username, Deadline deadline)
      throws SQLException {
    engine.limit(handle.getConnection(), deadline);
    try (Query query = handle.createQuery(sql)) {
      return query
          .bind(USERNAME, username)
          .setMaxRows(MOST_ROWS + 1)
          .scanResultSet((results, context) -> Table.of(results.get()));
    } finally {
      engine.unlimit(handle.getConnection());
    }
  }

  @Override
  public void close() {
    pool.close();
  }
}
