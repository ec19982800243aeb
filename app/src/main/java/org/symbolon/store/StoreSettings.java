package org.symbolon.store;

import java.nio.file.Path;

/** Which database to open. */
public sealed interface StoreSettings {
  /**
   * The embedded database.
   *
   * @param file made if it does not exist, readable by its owner only; its folder must exist.
   *     Beside it stand {@code -wal} and {@code -shm} files that belong to it
   */
  record Sqlite(Path file) implements StoreSettings {}

  /**
   * PostgreSQL or a database that speaks its protocol.
   *
   * @param url {@code jdbc:postgresql://HOST:PORT/DATABASE}, with the driver's parameters if any
   * @param poolSize how many connections this node holds at most
   */
  record Postgres(String url, String user, String password, int poolSize) implements StoreSettings {
    @Override
    public String toString() {
      return "Postgres[url=" + url + ", user=" + user + ", poolSize=" + poolSize + "]";
    }
  }
}
