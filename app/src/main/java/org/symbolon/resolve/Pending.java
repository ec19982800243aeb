package org.symbolon.resolve;

/** An answer on its way. */
interface Pending<T> {
  /** Waits for it, no longer than was said when it was asked for. */
  T await();
}
