package org.symbolon.store;

import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;
import org.jdbi.v3.core.statement.TemplateEngine;

/** How statements are made, the same for every handle. */
final class Statements {
  private Statements() {}

  static Jdbi configure(Jdbi jdbi) {
    // Otherwise the values bound would stand in exception messages, and so in logs.
    jdbi.configure(
        StatementExceptions.class, config -> config.setMessageRendering(MessageRendering.NONE));
    // The texts are constants: looking for what to fill in costs as much as binding the values.
    jdbi.configure(SqlStatements.class, config -> config.setTemplateEngine(TemplateEngine.NOP));
    return jdbi;
  }
}
