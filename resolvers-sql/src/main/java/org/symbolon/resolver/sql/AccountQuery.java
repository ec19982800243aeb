package org.symbolon.resolver.sql;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.symbolon.resolver.Deadline;
import org.symbolon.resolver.Group;

/**
 * Who is this person here? One row, or several that agree on the person and differ in the group or
 * in attributes: so that an account with its groups is one round trip.
 *
 * @param attributes the columns that are handed on under their names
 */
record AccountQuery(SiteQuery query, List<String> attributes) implements Asking {
  private static final List<Column> OWN_COLUMNS =
      List.of(
          Column.text("name"),
          Column.number("uid"),
          Column.number("gid"),
          Column.flag("disabled"),
          Column.flag("locked"),
          Column.text("group_name"),
          Column.number("group_gid"));

  /** The columns that have a meaning of their own, by their labels. */
  static final List<String> OWN = OWN_COLUMNS.stream().map(Column::label).toList();

  /** What the database knows; parts are empty where it says null or gives no such column. */
  record Person(
      Identity identity,
      Optional<String> disabled,
      Set<Group> groups,
      Map<String, List<String>> attributes) {}

  /** What all rows must agree on. */
  record Identity(Optional<String> name, OptionalLong uid, OptionalLong gid) {}

  @Override
  public List<Column> columns() {
    List<Column> columns = new ArrayList<>(OWN_COLUMNS);
    attributes.forEach(attribute -> columns.add(Column.any(attribute)));
    return columns;
  }

  @Override
  public void requireColumns(List<String> labels, Engine engine) throws SourceDown {
    Table.requireKnown(query, labels, columns());
    for (String attribute : attributes) {
      if (!labels.contains(attribute)) {
        throw new SourceDown(query.setting() + " gives no column " + attribute);
      }
    }
    if (engine.comparesLoosely() && !labels.contains("name")) {
      // Else ANA would get ana's numbers.
      throw new SourceDown(
          query.setting()
              + " should give the name as it stands in the database: this one may find it by"
              + " another spelling");
    }
  }

  Optional<Person> ask(Database database, Subject subject, Deadline deadline) throws SourceDown {
    Table table = database.ask(this, subject, deadline);
    if (table.rows().isEmpty()) {
      return Optional.empty();
    }
    Set<Identity> identities = new HashSet<>();
    Set<Group> groups = new HashSet<>();
    Set<String> reasons = new LinkedHashSet<>();
    Map<String, Set<String>> found = new LinkedHashMap<>();
    for (Table.Row row : table.rows()) {
      identities.add(identity(table, row));
      Groups.of("account-query", table, row, "group_name", "group_gid").ifPresent(groups::add);
      for (String flag : List.of("disabled", "locked")) {
        Cells.flag(flag + " in account-query", table.value(row, flag))
            .ifPresent(why -> reasons.add(why.isEmpty() ? flag : flag + ": " + why));
      }
      for (String attribute : attributes) {
        found
            .computeIfAbsent(attribute, name -> new LinkedHashSet<>())
            .addAll(Cells.texts(attribute + " in account-query", table.value(row, attribute)));
      }
    }
    if (identities.size() > 1) {
      throw new SourceDown(
          "account-query gives %d rows that name more than one person"
              .formatted(table.rows().size()));
    }
    Map<String, List<String>> values = new LinkedHashMap<>();
    found.forEach(
        (name, texts) -> {
          if (!texts.isEmpty()) {
            values.put(name, List.copyOf(texts));
          }
        });
    return Optional.of(
        new Person(
            identities.iterator().next(),
            reasons.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", reasons)),
            groups,
            values));
  }

  private static Identity identity(Table table, Table.Row row) throws SourceDown {
    return new Identity(
        Cells.text("name in account-query", table.value(row, "name")),
        Cells.id("uid in account-query", table.value(row, "uid")),
        Cells.id("gid in account-query", table.value(row, "gid")));
  }
}
