package org.symbolon.resolver.ldap;

import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.SearchResultEntry;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What people's entries look like: how one is asked for and read. */
final class Users {
  /** Longer names are nobody's; directories answer them in strange ways. */
  private static final int LONGEST_NAME = 255;

  private final Layout layout;
  private final Set<String> wanted;

  /**
   * Where people are and how their entries look.
   *
   * @param objectClass of an entry that is a person
   * @param name the attribute with the local name
   * @param attributes what else is contributed: a name here, and the directory's name for it
   */
  record Layout(
      String base,
      String objectClass,
      String name,
      String uid,
      String gid,
      Map<String, String> attributes) {
    Layout {
      attributes = Map.copyOf(attributes);
    }
  }

  /**
   * @param further attributes that others read from the entry
   */
  Users(Layout layout, Set<String> further) {
    this.layout = layout;
    this.wanted = new LinkedHashSet<>(List.of(layout.name(), layout.uid(), layout.gid()));
    this.wanted.addAll(layout.attributes().values());
    this.wanted.addAll(further);
  }

  Layout layout() {
    return layout;
  }

  /** Whether it could be anybody's. */
  static boolean isPlausible(String name) {
    return !name.isBlank()
        && name.length() <= LONGEST_NAME
        && name.chars().noneMatch(Character::isISOControl);
  }

  Question named(String name) {
    return Question.below(
        layout.base(),
        Filter.createANDFilter(
            Filter.createEqualityFilter("objectClass", layout.objectClass()),
            Filter.createEqualityFilter(layout.name(), name)),
        wanted);
  }

  /** The one of that name among the entries found. */
  Optional<User> one(List<SearchResultEntry> found, String name) throws DirectoryDown {
    // Directories compare names without regard to case and blanks, accounts are told apart by them.
    List<SearchResultEntry> entries =
        found.stream().filter(entry -> values(entry, layout.name()).contains(name)).toList();
    if (entries.size() > 1) {
      throw new DirectoryDown(
          "the directory has %d entries of that name".formatted(entries.size()));
    }
    return entries.isEmpty() ? Optional.empty() : Optional.of(user(entries.getFirst(), name));
  }

  private User user(SearchResultEntry entry, String name) throws DirectoryDown {
    return new User(name, Numbers.id(entry, layout.uid()), Numbers.id(entry, layout.gid()), entry);
  }

  /** The name of an entry that is not there. */
  String nobody() {
    return "cn=an entry that is not there," + layout.base();
  }

  /** What else is known of the person, by the names it goes by here. */
  Map<String, List<String>> attributes(User user) {
    Map<String, List<String>> attributes = new LinkedHashMap<>();
    layout
        .attributes()
        .forEach(
            (name, attribute) -> {
              List<String> values = values(user.entry(), attribute);
              if (!values.isEmpty()) {
                attributes.put(name, values);
              }
            });
    return attributes;
  }

  static List<String> values(SearchResultEntry entry, String attribute) {
    String[] values = entry.getAttributeValues(attribute);
    return values == null ? List.of() : Arrays.asList(values);
  }
}
