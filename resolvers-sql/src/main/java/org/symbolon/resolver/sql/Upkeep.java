package org.symbolon.resolver.sql;

import java.util.List;
import java.util.Optional;
import org.symbolon.resolver.Deadline;
import org.symbolon.resolver.Health;
import org.symbolon.resolver.Resolver;

/** What every kind of resolver over a database has: its check, its end. */
final class Upkeep implements Resolver {
  private final Optional<Database> database;
  private final List<Asking> queries;

  /**
   * @param database absent where its driver is
   */
  Upkeep(Optional<Database> database, List<Asking> queries) {
    this.database = database;
    this.queries = List.copyOf(queries);
  }

  /** Tries every query, so that a misspelt one is found before anybody logs in. */
  @Override
  public Health check(Deadline deadline) {
    try {
      for (Asking query : queries) {
        database.orElseThrow().check(query, deadline);
      }
      return new Health.Ready("the database answers; queries tried: " + queries.size());
    } catch (SourceDown down) {
      return new Health.NotReady(down.why());
    }
  }

  @Override
  public void close() {
    database.ifPresent(Database::close);
  }
}
