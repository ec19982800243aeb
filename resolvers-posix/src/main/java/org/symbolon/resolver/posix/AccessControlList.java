package org.symbolon.resolver.posix;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A POSIX.1e access control list, as the kernel keeps it in {@code system.posix_acl_access}. */
record AccessControlList(List<Entry> entries) {
  private static final int VERSION = 2;
  private static final int HEADER = 4;
  private static final int ENTRY = 8;

  private static final int OWNER = 0x01;
  private static final int USER = 0x02;
  private static final int OWNING_GROUP = 0x04;
  private static final int GROUP = 0x08;
  private static final int MASK = 0x10;
  private static final int OTHER = 0x20;
  private static final int KNOWN = OWNER | USER | OWNING_GROUP | GROUP | MASK | OTHER;

  /**
   * @param id the uid or gid of a named entry
   */
  record Entry(int tag, int rights, long id) {}

  /** Reads the attribute's bytes; empty where they are not what this version knows. */
  static Optional<AccessControlList> parse(ByteBuffer attribute) {
    ByteBuffer bytes = attribute.order(ByteOrder.LITTLE_ENDIAN);
    if (bytes.remaining() < HEADER
        || (bytes.remaining() - HEADER) % ENTRY != 0
        || bytes.getInt() != VERSION) {
      return Optional.empty();
    }
    List<Entry> entries = new ArrayList<>();
    while (bytes.hasRemaining()) {
      entries.add(
          new Entry(
              Short.toUnsignedInt(bytes.getShort()),
              bytes.getShort() & 7,
              Integer.toUnsignedLong(bytes.getInt())));
    }
    return entries.stream().allMatch(entry -> (entry.tag() & ~KNOWN) == 0)
        ? Optional.of(new AccessControlList(List.copyOf(entries)))
        : Optional.empty();
  }

  /**
   * The kernel's decision (posix_acl_permission) for somebody who is not the owner: the named user,
   * then any one matching group entry that gives all that is wanted, each within the mask, then the
   * others; a matching group that does not give it keeps one from being one of the others.
   */
  Ruling ask(Asker who, long owningGroup, int wanted) {
    Optional<Entry> user =
        entries.stream().filter(e -> e.tag == USER && e.id == who.uid()).findFirst();
    if (user.isPresent()) {
      return masked("user entry of " + who.name(), user.get().rights(), wanted);
    }
    Optional<Ruling> groups = askGroups(who, owningGroup, wanted);
    return groups.orElseGet(() -> Ruling.by("others", rights(OTHER).orElse(0), wanted));
  }

  private Optional<Ruling> askGroups(Asker who, long owningGroup, int wanted) {
    List<String> matching = new ArrayList<>();
    int together = 0;
    for (Entry entry : entries) {
      long gid = entry.tag() == OWNING_GROUP ? owningGroup : entry.id();
      if ((entry.tag() == OWNING_GROUP || entry.tag() == GROUP) && who.isIn(gid)) {
        String holder = "group " + who.groupInWords(gid);
        if ((wanted & ~entry.rights()) == 0) {
          return Optional.of(masked(holder, entry.rights(), wanted));
        }
        matching.add(holder);
        together |= entry.rights() & mask();
      }
    }
    return matching.isEmpty()
        ? Optional.empty()
        : Optional.of(new Ruling(String.join(" or ", matching), together, wanted, false));
  }

  private Ruling masked(String holder, int rights, int wanted) {
    return Ruling.by(
        (rights & ~mask()) == 0 ? holder : holder + " within the mask", rights & mask(), wanted);
  }

  private int mask() {
    return rights(MASK).orElse(7);
  }

  private Optional<Integer> rights(int tag) {
    return entries.stream().filter(e -> e.tag == tag).map(Entry::rights).findFirst();
  }
}
