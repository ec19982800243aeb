package org.symbolon.resolver.sql;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.PreparedStatement;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.ColonPrefixSqlParser;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatements;
import org.symbolon.resolver.Deadline;

/** Asks the database, over a few connections that can only read; a question is one round trip. */
final class Database implements AutoCloseable {
  /** More rows than this are no answer: a list cut short must not pass for the whole. */
  static final int MOST_ROWS = 10_000;

  private final Engine engine;
  private final HikariDataSource pool;
  private final Jdbi jdbi;
  private final ScheduledExecutorService watch;

  Database(SqlSettings settings) {
    this.engine = settings.engine();
    this.pool = pool(settings);
    this.jdbi = Jdbi.create(pool);
    this.watch = watch(settings.name());
    // A query need not ask with everything that is known of a person.
    jdbi.getConfig(SqlStatements.class).setUnusedBindingAllowed(true);
  }

  /** Opens nothing: this kind of pool begins with the first question. */
  private static HikariDataSource pool(SqlSettings settings) {
    Duration timeout = settings.timeout();
    HikariDataSource pool = new HikariDataSource();
    pool.setPoolName("resolver-" + settings.name());
    pool.setDriverClassName(settings.engine().driver());
    pool.setJdbcUrl(settings.url());
    settings.user().ifPresent(pool::setUsername);
    settings.password().ifPresent(pool::setPassword);
    pool.setDataSourceProperties(settings.engine().properties(timeout));
    settings.engine().firstStatement(timeout).ifPresent(pool::setConnectionInitSql);
    pool.setReadOnly(true);
    // Without transactions begun and ended by hand, which are two round trips more.
    pool.setAutoCommit(true);
    pool.setMaximumPoolSize(settings.poolSize());
    pool.setMinimumIdle(0);
    // Less than who asks has: so that they hear why there is no connection.
    pool.setConnectionTimeout(Math.max(250, timeout.toMillis() * 4 / 5));
    pool.setValidationTimeout(Math.min(timeout.toMillis(), 1_000));
    // The first question says that the database is down, not the start of the pool.
    pool.setInitializationFailTimeout(-1);
    return pool;
  }

  /** What the query says of somebody. */
  Table ask(Asking asking, Subject subject, Deadline deadline) throws SourceDown {
    Table table =
        within(
            deadline,
            handle -> {
              try (Query query = handle.createQuery(asking.query().sql())) {
                subject.bindTo(query);
                return query
                    .setMaxRows(MOST_ROWS + 1)
                    .scanResultSet((results, context) -> Table.of(results.get()));
              }
            });
    asking.requireColumns(table.labels(), engine);
    if (table.rows().size() > MOST_ROWS) {
      throw new SourceDown("the database gives more than " + MOST_ROWS + " rows");
    }
    return table;
  }

  /**
   * Prepares a query and looks at the columns it would give, their names and their types. Then asks
   * it about nobody, as some of what forbids a query is found only then.
   */
  void check(Asking asking, Deadline deadline) throws SourceDown {
    Prepared prepared = within(deadline, handle -> prepare(handle, asking.query().sql()));
    String setting = asking.query().setting();
    if (prepared.labels().isEmpty()) {
      throw new SourceDown(setting + " gives no rows: it should be a SELECT");
    }
    asking.requireColumns(prepared.labels(), engine);
    if (engine.knowsTypes()) {
      for (Column column : asking.columns()) {
        int place = prepared.labels().indexOf(column.label());
        if (place >= 0 && !column.kind().accepts(prepared.types().get(place))) {
          throw new SourceDown(
              "%s in %s should be %s, and is %s"
                  .formatted(
                      column.label(),
                      setting,
                      column.kind().words(),
                      prepared.typeNames().get(place)));
        }
      }
    }
    ask(asking, Subject.NOBODY, deadline);
  }

  private record Prepared(List<String> labels, List<Integer> types, List<String> typeNames) {}

  private static Prepared prepare(Handle handle, String sql) throws SQLException {
    try (Query query = handle.createQuery(sql)) {
      String plain = new ColonPrefixSqlParser().parse(sql, query.getContext()).getSql();
      try (PreparedStatement statement = handle.getConnection().prepareStatement(plain)) {
        ResultSetMetaData columns = statement.getMetaData();
        if (columns == null) {
          return new Prepared(List.of(), List.of(), List.of());
        }
        List<Integer> types = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
          types.add(columns.getColumnType(i));
          names.add(columns.getColumnTypeName(i));
        }
        return new Prepared(Table.labels(columns), types, names);
      }
    }
  }

  /** What is done over one connection. */
  private interface Work<T> {
    T with(Handle handle) throws SQLException;
  }

  private <T> T within(Deadline deadline, Work<T> work) throws SourceDown {
    if (deadline.passed()) {
      throw new SourceDown("no time was left to ask the database");
    }
    try (Handle handle = jdbi.open()) {
      Engine.Limit limit = engine.limit(handle.getConnection(), deadline, watch);
      T result;
      try {
        result = work.with(handle);
      } finally {
        if (!limit.lift()) {
          pool.evictConnection(handle.getConnection());
        }
      }
      if (deadline.passed()) {
        throw new SourceDown("the database was too slow");
      }
      return result;
    } catch (JdbiException | SQLException e) {
      throw deadline.passed()
          ? new SourceDown("the database was too slow")
          : new SourceDown("the database gives no answer", e);
    }
  }

  /** Few at a time: what it does is cut connections. */
  private static ScheduledExecutorService watch(String name) {
    ScheduledThreadPoolExecutor watch =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("resolver-" + name + "-watch").factory());
    watch.setRemoveOnCancelPolicy(true);
    return watch;
  }

  @Override
  public void close() {
    watch.shutdownNow();
    pool.close();
  }
}
