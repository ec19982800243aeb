package org.symbolon.store;

import org.jspecify.annotations.Nullable;

/** The database cannot be opened; the message says what is wrong and what to do. */
public final class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StoreException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
