package org.symbolon.resolver.sql;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a query gave.
 *
 * @param labels of the columns, in lower case
 * @param rows a value for each column
 */
record Table(List<String> labels, List<Row> rows) {
  /** A row by its columns' places; a value is null where the database says so. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared nor handed out.
  record Row(@Nullable Object[] values) {}

  static Table of(ResultSet results) throws SQLException {
    List<String> labels = labels(results.getMetaData());
    List<Row> rows = new ArrayList<>();
    while (results.next()) {
      @Nullable Object[] values = new Object[labels.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = value(results.getObject(i + 1));
      }
      rows.add(new Row(values));
    }
    return new Table(labels, rows);
  }

  /** An array is read while its connection is open. */
  private static @Nullable Object value(@Nullable Object value) throws SQLException {
    return value instanceof java.sql.Array array
        ? Arrays.asList((Object[]) array.getArray())
        : value;
  }

  static List<String> labels(ResultSetMetaData columns) throws SQLException {
    List<String> labels = new ArrayList<>();
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      labels.add(columns.getColumnLabel(i).toLowerCase(Locale.ROOT));
    }
    return labels;
  }

  /** Refuses columns that mean nothing: a misspelt {@code uid} would be a person without one. */
  static void requireKnown(SiteQuery query, List<String> labels, List<Column> known)
      throws SourceDown {
    for (String label : labels) {
      if (known.stream().noneMatch(column -> column.label().equals(label))) {
        throw new SourceDown(
            "%s gives a column %s: it should give %s"
                .formatted(
                    query.setting(),
                    label,
                    known.stream().map(Column::label).collect(Collectors.joining(", "))));
      }
    }
  }

  boolean has(String label) {
    return labels.contains(label);
  }

  /** The value, or null where there is none or no such column. */
  @Nullable Object value(Row row, String label) {
    int column = labels.indexOf(label);
    return column < 0 ? null : row.values()[column];
  }
}
