package org.symbolon.resolver.sql;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.symbolon.resolver.Deadline;

/** Who is this person here: at most one row of {@code name}, {@code uid} and {@code gid}. */
record AccountQuery(String sql) {
  private static final String SETTING = "account-query";
  private static final List<String> COLUMNS = List.of("name", "uid", "gid");

  /** What the database knows; parts are empty where it says null or gives no such column. */
  record Person(Optional<String> name, OptionalLong uid, OptionalLong gid) {}

  Optional<Person> ask(Database database, String username, Deadline deadline) throws SourceDown {
    Table table = database.ask(sql, username, deadline).having(SETTING, COLUMNS);
    if (table.rows().size() > 1) {
      throw new SourceDown(
          "account-query gives %d rows for one name".formatted(table.rows().size()));
    }
    if (table.rows().isEmpty()) {
      return Optional.empty();
    }
    Table.Row row = table.rows().getFirst();
    return Optional.of(
        new Person(
            Cells.text("name in account-query", table.value(row, "name")),
            Cells.id("uid in account-query", table.value(row, "uid")),
            Cells.id("gid in account-query", table.value(row, "gid"))));
  }
}
