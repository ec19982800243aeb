package org.symbolon.resolver;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * A group by name, by number, or both. A number without a name still counts for the file system; a
 * name without a number still counts for policy.
 *
 * @param gid 0 to 4294967294
 */
public record Group(Optional<String> name, OptionalLong gid) {
  public Group {
    if (name.isEmpty() && gid.isEmpty()) {
      throw new IllegalArgumentException("a group needs a name or a number");
    }
  }

  public static Group of(String name, long gid) {
    return new Group(Optional.of(name), OptionalLong.of(gid));
  }

  public static Group named(String name) {
    return new Group(Optional.of(name), OptionalLong.empty());
  }

  public static Group numbered(long gid) {
    return new Group(Optional.empty(), OptionalLong.of(gid));
  }

  /** "project1 (gid 12350)", "gid 12350" or "project1". */
  public String inWords() {
    if (name.isEmpty()) {
      return "gid " + gid.getAsLong();
    }
    return gid.isEmpty() ? name.get() : name.get() + " (gid " + gid.getAsLong() + ")";
  }
}
