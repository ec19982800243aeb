package org.symbolon.store;

import com.zaxxer.hikari.HikariDataSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.symbolon.protocol.ProtocolException;

/**
 * Each unit in a transaction of its own, read committed: every change is a compare-and-set that
 * PostgreSQL evaluates anew after waiting for a row. Run again when it lost a conflict.
 */
final class PostgresEngine implements Engine {
  /** A unit that loses so often meets something other than bad luck. */
  static final int MOST_TRIES = 10;

  private final HikariDataSource pool;
  private final Jdbi jdbi;
  private final Turns turns;

  PostgresEngine(HikariDataSource pool) {
    this.pool = pool;
    this.jdbi = Statements.configure(Jdbi.create(pool));
    this.turns = new Turns(pool.getMaximumPoolSize());
  }

  @Override
  public <T> T read(Unit<T> unit) {
    return tryAgain(
        () -> {
          // Never Jdbi's handle of the thread: a unit inside another must not join it unseen.
          try (Handle handle = jdbi.open()) {
            return unit.run(handle);
          }
        });
  }

  @Override
  public <T> T commit(Unit<T> unit) {
    return tryAgain(
        () -> {
          try (Handle handle = jdbi.open()) {
            return handle.inTransaction(unit::run);
          }
        });
  }

  @Override
  public <T> T commitStatement(Unit<T> unit) {
    // A statement alone is a transaction, and costs one round trip less than one with a frame.
    return read(unit);
  }

  private <T> T tryAgain(Supplier<T> transaction) {
    for (int tries = 1; ; tries++) {
      try {
        return turns.take(transaction);
      } catch (JdbiException e) {
        boolean conflict = Dialect.failureIn(e).filter(Dialect.POSTGRES::conflict).isPresent();
        if (!conflict) {
          throw Outage.translate(e, Dialect.POSTGRES);
        }
        if (tries == MOST_TRIES) {
          throw Outage.of("database: lost " + MOST_TRIES + " conflicts in a row");
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5L * tries));
      }
    }
  }

  @Override
  public Optional<String> trouble() {
    try {
      read(handle -> handle.createQuery("SELECT 1").mapTo(Integer.class).one());
      return Optional.empty();
    } catch (ProtocolException e) {
      return e.error().detail();
    }
  }

  @Override
  public void close() {
    pool.close();
  }
}
