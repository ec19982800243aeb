package org.symbolon.resolver.sql;

import java.util.ArrayList;
import java.util.List;
import org.symbolon.resolver.Deadline;

/** What an account may have at all: a row for each pattern, in one column of any name. */
record ScopesQuery(String sql) {
  List<String> ask(Database database, String username, Deadline deadline) throws SourceDown {
    Table table = database.ask(sql, username, deadline);
    if (table.labels().size() != 1) {
      throw new SourceDown("scopes-query should give one column");
    }
    List<String> patterns = new ArrayList<>();
    for (Table.Row row : table.rows()) {
      patterns.add(
          Cells.text("a pattern in scopes-query", row.values()[0])
              .orElseThrow(() -> new SourceDown("scopes-query gives a pattern that is null")));
    }
    return patterns;
  }
}
