package org.symbolon.store;

import org.jdbi.v3.core.Handle;

/**
 * What is done in one transaction: a function of the handle that may be run again, so it does no
 * I/O but SQL, begins no transaction of its own, and its result is its only effect outside.
 */
@FunctionalInterface
interface Unit<T> {
  T run(Handle handle);
}
