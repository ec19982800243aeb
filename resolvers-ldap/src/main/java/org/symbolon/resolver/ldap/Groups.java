package org.symbolon.resolver.ldap;

import com.unboundid.ldap.sdk.SearchResultEntry;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.symbolon.resolver.Deadline;
import org.symbolon.resolver.Group;

/** Finds the groups of a person: one search, those within groups not followed. */
final class Groups {
  private final Directory directory;
  private final Layout layout;

  /** Where groups are and how they name their members. */
  record Layout(String base, GroupSchema schema) {}

  Groups(Directory directory, Layout layout) {
    this.directory = directory;
    this.layout = layout;
  }

  Set<Group> of(User user, Deadline deadline) throws DirectoryDown {
    Set<Group> groups = new HashSet<>();
    for (SearchResultEntry entry :
        directory.below(layout.base(), layout.schema().of(user), deadline, "cn", "gidNumber")) {
      groups.add(group(entry));
    }
    return groups;
  }

  /** Whether the base can be read. */
  void check(Deadline deadline) throws DirectoryDown {
    directory.require(layout.base(), deadline);
  }

  private static Group group(SearchResultEntry entry) throws DirectoryDown {
    Optional<String> name = Optional.ofNullable(entry.getAttributeValue("cn"));
    OptionalLong gid = Numbers.id(entry, "gidNumber");
    if (name.isEmpty() && gid.isEmpty()) {
      // Hidden by access control, most likely: the group counts, but nobody can say as which.
      throw new DirectoryDown(
          "the group %s shows neither cn nor gidNumber".formatted(entry.getDN()));
    }
    return new Group(name, gid);
  }
}
