package org.symbolon.resolver.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.symbolon.resolver.Deadline;
import org.symbolon.resolver.ListedScope;

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

  List<ListedScope> ask(Database database, Subject subject, Deadline deadline) throws SourceDown {
    Table table = database.ask(this, subject, deadline);
    List<ListedScope> listed = new ArrayList<>();
    for (Table.Row row : table.rows()) {
      listed.add(
          table.labels().size() == 1
              ? pattern(required("a pattern", row.values()[0]))
              : prefix(table, row));
    }
    return listed;
  }

  private static ListedScope pattern(String text) throws SourceDown {
    return ListedScope.parse(text).orElseThrow(() -> noPattern(text));
  }

  private static ListedScope prefix(Table table, Table.Row row) throws SourceDown {
    String action = required("an action", table.value(row, "action"));
    Optional<String> path = Cells.text("a path in scopes-query", table.value(row, "path"));
    return path.isPresent()
        ? ListedPath.of(action, path.get()).orElseThrow(() -> noPattern(action + ":" + path.get()))
        : pattern(action);
  }

  private static SourceDown noPattern(String text) {
    return new SourceDown("scopes-query gives " + text + ", which is no scope pattern");
  }

  private static String required(String what, @Nullable Object value) throws SourceDown {
    return Cells.text(what + " in scopes-query", value)
        .orElseThrow(() -> new SourceDown("scopes-query gives " + what + " that is null"));
  }
}
