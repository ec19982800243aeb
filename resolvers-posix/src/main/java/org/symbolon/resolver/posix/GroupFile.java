package org.symbolon.resolver.posix;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The entries of a group file: {@code name:password:gid:member,member}. Malformed lines are
 * skipped; of two names of one number the first counts, and the members of both.
 *
 * @param names the name of each number
 * @param memberships the numbers of each member
 */
record GroupFile(Map<Long, String> names, Map<String, Set<Long>> memberships) {
  static GroupFile parse(byte[] file) {
    Map<Long, String> names = new HashMap<>();
    Map<String, Set<Long>> memberships = new HashMap<>();
    ColonLines.each(
        file,
        4,
        fields -> {
          OptionalLong gid = ColonLines.number(fields, 2);
          if (gid.isEmpty()) {
            return;
          }
          names.putIfAbsent(gid.getAsLong(), fields[0]);
          if (fields.length > 3) {
            for (String member : fields[3].split(",")) {
              memberships
                  .computeIfAbsent(member.stripLeading(), name -> new HashSet<>())
                  .add(gid.getAsLong());
            }
          }
        });
    return new GroupFile(names, memberships);
  }

  /** The numbers of the groups that list this member. */
  Set<Long> groupsOf(String member) {
    return memberships.getOrDefault(member, Set.of());
  }
}
