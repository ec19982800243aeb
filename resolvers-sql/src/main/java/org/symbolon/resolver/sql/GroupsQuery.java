package org.symbolon.resolver.sql;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.symbolon.resolver.Deadline;
import org.symbolon.resolver.Group;

/** A person's groups: a row each, with {@code name}, {@code gid} or both. */
record GroupsQuery(String sql) {
  private static final String SETTING = "groups-query";
  private static final List<String> COLUMNS = List.of("name", "gid");

  Set<Group> ask(Database database, String username, Deadline deadline) throws SourceDown {
    Table table = database.ask(sql, username, deadline).having(SETTING, COLUMNS);
    Set<Group> groups = new HashSet<>();
    for (Table.Row row : table.rows()) {
      Optional<String> name = Cells.text("name in groups-query", table.value(row, "name"));
      OptionalLong gid = Cells.id("gid in groups-query", table.value(row, "gid"));
      if (name.isEmpty() && gid.isEmpty()) {
        throw new SourceDown("groups-query gives a row with neither name nor gid");
      }
      groups.add(new Group(name, gid));
    }
    return groups;
  }
}
