package org.symbolon.store;

import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/**
 * Connections that read beside the writer and cannot write, each with its prepared statements. A
 * connection to a file needs nothing of what a pool does for those to a server but taking turns.
 */
final class SqliteReaders implements AutoCloseable {
  private final Jdbi jdbi;
  private final Turns turns;
  private final ConcurrentLinkedDeque<Handle> idle = new ConcurrentLinkedDeque<>();
  private volatile boolean closed;

  SqliteReaders(Jdbi jdbi) {
    this.jdbi = jdbi;
    // Reading is all computing: more at a time than processors gains nothing.
    this.turns = new Turns(Math.max(2, Runtime.getRuntime().availableProcessors()));
  }

  <T> T read(Unit<T> unit) {
    return turns.take(
        () -> {
          if (closed) {
            throw Outage.of("database: closed");
          }
          Optional<Handle> taken = Optional.empty();
          try {
            Handle handle = Optional.ofNullable(idle.pollFirst()).orElseGet(this::open);
            taken = Optional.of(handle);
            return unit.run(handle);
          } catch (JdbiException e) {
            taken.ifPresent(Handle::close);
            taken = Optional.empty();
            throw Outage.translate(e, Dialect.SQLITE);
          } finally {
            taken.ifPresent(idle::addFirst);
          }
        });
  }

  private Handle open() {
    Handle handle = jdbi.open();
    handle.execute("PRAGMA query_only = ON");
    return handle;
  }

  /** Whoever still reads goes on; nobody begins. */
  @Override
  public void close() {
    closed = true;
    turns.takeAll(
        () -> {
          idle.forEach(Handle::close);
          idle.clear();
        });
  }
}
