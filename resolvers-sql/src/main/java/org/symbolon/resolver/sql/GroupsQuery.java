package org.symbolon.resolver.sql;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.symbolon.resolver.Deadline;
import org.symbolon.resolver.Group;

/** A person's groups: a row each, with {@code name}, {@code gid} or both. */
record GroupsQuery(SiteQuery query) implements Asking {
  @Override
  public List<Column> columns() {
    return List.of(Column.text("name"), Column.number("gid"));
  }

  @Override
  public void requireColumns(List<String> labels, Engine engine) throws SourceDown {
    Table.requireKnown(query, labels, columns());
  }

  Set<Group> ask(Database database, Subject subject, Deadline deadline) throws SourceDown {
    Table table = database.ask(this, subject, deadline);
    Set<Group> groups = new HashSet<>();
    for (Table.Row row : table.rows()) {
      groups.add(
          Groups.of("groups-query", table, row, "name", "gid")
              .orElseThrow(
                  () -> new SourceDown("groups-query gives a row with neither name nor gid")));
    }
    return groups;
  }
}
