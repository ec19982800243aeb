package org.symbolon.resolver.ldap;

import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.SearchResultEntry;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.symbolon.resolver.Deadline;

/** Finds people's entries. */
final class Users {
  /** Longer names are nobody's; directories answer them in strange ways. */
  private static final int LONGEST_NAME = 255;

  private final Directory directory;
  private final Layout layout;

  /**
   * Where people are and how their entries look.
   *
   * @param objectClass of an entry that is a person
   * @param name the attribute with the local name
   */
  record Layout(String base, String objectClass, String name, String uid, String gid) {}

  Users(Directory directory, Layout layout) {
    this.directory = directory;
    this.layout = layout;
  }

  /**
   * @param name any text at all
   */
  Optional<User> find(String name, Deadline deadline) throws DirectoryDown {
    if (name.isBlank()
        || name.length() > LONGEST_NAME
        || name.chars().anyMatch(Character::isISOControl)) {
      return Optional.empty();
    }
    Filter filter =
        Filter.createANDFilter(
            Filter.createEqualityFilter("objectClass", layout.objectClass()),
            Filter.createEqualityFilter(layout.name(), name));
    // Directories compare names without regard to case and blanks, accounts are told apart by them.
    List<SearchResultEntry> entries =
        directory
            .below(layout.base(), filter, deadline, layout.name(), layout.uid(), layout.gid())
            .stream()
            .filter(entry -> isNamed(entry, name))
            .toList();
    if (entries.size() > 1) {
      throw new DirectoryDown(
          "the directory has %d entries of that name".formatted(entries.size()));
    }
    return entries.isEmpty() ? Optional.empty() : Optional.of(user(entries.getFirst(), name));
  }

  /** Whether the base can be read. */
  void check(Deadline deadline) throws DirectoryDown {
    directory.require(layout.base(), deadline);
  }

  private boolean isNamed(SearchResultEntry entry, String name) {
    String[] names = entry.getAttributeValues(layout.name());
    return names != null && Arrays.asList(names).contains(name);
  }

  private User user(SearchResultEntry entry, String name) throws DirectoryDown {
    return new User(
        entry.getDN(), name, Numbers.id(entry, layout.uid()), Numbers.id(entry, layout.gid()));
  }
}
