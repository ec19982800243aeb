package org.symbolon.resolver.sql;

import java.util.Optional;
import java.util.OptionalLong;
import org.symbolon.resolver.Group;

/** Reads a group of a row. */
final class Groups {
  private Groups() {}

  /** The group by its name, its number, or both; empty where both are null. */
  static Optional<Group> of(String query, Table table, Table.Row row, String name, String gid)
      throws SourceDown {
    Optional<String> text = Cells.text(name + " in " + query, table.value(row, name));
    OptionalLong number = Cells.id(gid + " in " + query, table.value(row, gid));
    return text.isEmpty() && number.isEmpty()
        ? Optional.empty()
        : Optional.of(new Group(text, number));
  }
}
