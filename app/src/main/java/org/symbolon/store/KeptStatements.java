package org.symbolon.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jdbi.v3.core.statement.DefaultStatementBuilder;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * Keeps a connection's prepared statements for their next use. SQLite's driver keeps none, and
 * preparing takes half the time of a reading. The texts are constants, so they are few.
 */
final class KeptStatements extends DefaultStatementBuilder {
  private final Map<String, PreparedStatement> free = new HashMap<>();

  /** The text each was made from: when closed, it comes with its text before parsing. */
  private final IdentityHashMap<Statement, String> texts = new IdentityHashMap<>();

  @Override
  public PreparedStatement create(Connection connection, String sql, StatementContext context)
      throws SQLException {
    // No statement here asks for generated keys or cursors, so that the context changes nothing.
    return take(connection, sql);
  }

  /** To be given back by {@link #close(Connection, String, Statement)}. */
  PreparedStatement take(Connection connection, String sql) throws SQLException {
    PreparedStatement kept = free.remove(sql);
    if (kept != null) {
      return kept;
    }
    PreparedStatement made = connection.prepareStatement(sql);
    texts.put(made, sql);
    return made;
  }

  @Override
  public void close(Connection connection, String unparsed, Statement statement)
      throws SQLException {
    String text = texts.get(statement);
    if (text != null
        && statement instanceof PreparedStatement prepared
        && !free.containsKey(text)) {
      // Its result has been closed before, which resets it: it holds no snapshot while it waits.
      // Its values stay, and each use binds all of them anew: clearing them would have SQLite, as
      // built with STAT4, prepare it again.
      free.put(text, prepared);
    } else {
      texts.remove(statement);
      super.close(connection, unparsed, statement);
    }
  }

  @Override
  public void close(Connection connection) {
    // They end with their connection.
    free.clear();
    texts.clear();
  }
}
