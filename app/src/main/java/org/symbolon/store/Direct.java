package org.symbolon.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/**
 * Reads by JDBC itself, with values by position: for the few statements that most requests wait
 * for. Finding out anew each time how to bind and map takes Jdbi as long as the embedded database
 * takes for the answer. Statements are kept as Jdbi's are, and failures are of its kind.
 */
final class Direct {
  private Direct() {}

  /** Makes something of a row. */
  interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  /**
   * The first row.
   *
   * @param values texts and whole numbers
   */
  static <T> Optional<T> first(Handle handle, String sql, List<Object> values, Row<T> mapping) {
    Connection connection = handle.getConnection();
    try {
      if (handle.getStatementBuilder() instanceof KeptStatements kept) {
        PreparedStatement statement = kept.take(connection, sql);
        try {
          return first(statement, values, mapping);
        } finally {
          kept.close(connection, sql, statement);
        }
      }
      // The server's driver keeps statements by itself.
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        return first(statement, values, mapping);
      }
    } catch (SQLException e) {
      throw new Failed(e);
    }
  }

  private static <T> Optional<T> first(
      PreparedStatement statement, List<Object> values, Row<T> mapping) throws SQLException {
    for (int index = 0; index < values.size(); index++) {
      switch (values.get(index)) {
        case String text -> statement.setString(index + 1, text);
        case Long number -> statement.setLong(index + 1, number);
        case Object other -> throw new IllegalArgumentException("a value of " + other.getClass());
      }
    }
    try (ResultSet rows = statement.executeQuery()) {
      return rows.next() ? Optional.of(mapping.read(rows)) : Optional.empty();
    }
  }

  /** What engines take for a statement's failure. */
  private static final class Failed extends JdbiException {
    private static final long serialVersionUID = 1L;

    Failed(SQLException cause) {
      super("a statement failed", cause);
    }
  }
}
