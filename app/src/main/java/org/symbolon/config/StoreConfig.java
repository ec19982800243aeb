package org.symbolon.config;

import java.nio.file.Path;
import java.util.Optional;
import org.symbolon.protocol.SecretText;

/** Where state is kept. */
public sealed interface StoreConfig {
  /**
   * The embedded database.
   *
   * @param file created when absent
   */
  record Sqlite(Path file) implements StoreConfig {}

  /**
   * A PostgreSQL server, or one that speaks like it.
   *
   * @param url {@code jdbc:postgresql://…}, without user and password
   * @param connections at most this many at a time; 10 by default
   */
  record Postgres(String url, Optional<String> user, Optional<SecretText> password, int connections)
      implements StoreConfig {}
}
