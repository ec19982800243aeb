package org.symbolon.store;

import java.util.Optional;

/** How units reach a database. */
interface Engine extends AutoCloseable {
  /** Reads what has been committed. */
  <T> T read(Unit<T> unit);

  /** Runs a unit in a transaction; durable when this returns. */
  <T> T commit(Unit<T> unit);

  /** As {@link #commit}, for a unit of exactly one statement: it needs no transaction around it. */
  <T> T commitStatement(Unit<T> unit);

  /** What keeps the database from reading and writing now, if anything. */
  Optional<String> trouble();

  @Override
  void close();
}
