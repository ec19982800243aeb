package org.symbolon.resolver.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.symbolon.resolver.Deadline;

/**
 * What an account may have at all: a row for each, either a scope pattern in one column of any
 * name, or an {@code action} and a {@code path} with all below it.
 */
record ScopesQuery(SiteQuery query) implements Asking {
  private static final List<Column> PREFIX = List.of(Column.text("action"), Column.text("path"));

  @Override
  public List<Column> columns() {
    return PREFIX;
  }

  @Override
  public void requireColumns(List<String> labels, Engine engine) throws SourceDown {
    if (labels.size() != 1) {
      Table.requireKnown(query, labels, PREFIX);
      if (labels.size() != PREFIX.size()) {
        throw new SourceDown("scopes-query should give one column, or action and path");
      }
    }
  }

  List<Listed> ask(Database database, Subject subject, Deadline deadline) throws SourceDown {
    Table table = database.ask(this, subject, deadline);
    List<Listed> listed = new ArrayList<>();
    for (Table.Row row : table.rows()) {
      listed.add(table.labels().size() == 1 ? pattern(row) : prefix(table, row));
    }
    return listed;
  }

  private static Listed pattern(Table.Row row) throws SourceDown {
    return Listed.pattern(required("a pattern", row.values()[0]));
  }

  private static Listed prefix(Table table, Table.Row row) throws SourceDown {
    String action = required("an action", table.value(row, "action"));
    Optional<String> path = Cells.text("a path in scopes-query", table.value(row, "path"));
    return path.isPresent() ? Listed.below(action, path.get()) : Listed.pattern(action);
  }

  private static String required(String what, @Nullable Object value) throws SourceDown {
    return Cells.text(what + " in scopes-query", value)
        .orElseThrow(() -> new SourceDown("scopes-query gives " + what + " that is null"));
  }
}
