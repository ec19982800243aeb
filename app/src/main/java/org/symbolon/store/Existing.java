package org.symbolon.store;

import java.util.Optional;

/** A database as it was found, nothing made in it and nothing changed. */
public sealed interface Existing {
  /**
   * What {@link Store#open} would make or bring up to date, reading on from "makes"; empty when
   * nothing.
   */
  Optional<String> pending();

  /** There are no tables yet. */
  record Absent(String what) implements Existing {
    @Override
    public Optional<String> pending() {
      return Optional.of(what);
    }
  }

  /**
   * There are tables, perhaps an older version's.
   *
   * @param store to read from; to be closed
   */
  record Present(Store store, Optional<String> pending) implements Existing {}
}
