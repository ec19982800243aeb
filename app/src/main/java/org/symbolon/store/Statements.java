package org.symbolon.store;

import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;

/** How statements are made, the same for every handle. */
final class Statements {
  private Statements() {}

  static Jdbi configure(Jdbi jdbi) {
    // Otherwise the values bound would stand in exception messages, and so in logs.
    jdbi.configure(
        StatementExceptions.class, config -> config.setMessageRendering(MessageRendering.NONE));
    return jdbi;
  }
}
