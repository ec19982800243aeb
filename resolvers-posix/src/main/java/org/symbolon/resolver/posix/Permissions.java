package org.symbolon.resolver.posix;

import java.util.List;
import java.util.Optional;

/**
 * Who may do what with one object, as its inode says.
 *
 * @param mode the twelve permission bits
 * @param list the access control list, where there is one beyond the mode
 * @param readOnly whether it lies on a file system, or is seen through a mount, that is read-only:
 *     then nobody writes, whatever the rest says (EROFS)
 */
record Permissions(
    long owner, long group, int mode, Optional<AccessControlList> list, boolean readOnly) {
  private static final int STICKY = 01000;
  private static final int GROUP_BITS = 070;
  private static final int WORLD_WRITABLE = 02;

  Permissions(long owner, long group, int mode, Optional<AccessControlList> list) {
    this(owner, group, mode, list, false);
  }

  Permissions onReadOnlyMount() {
    return new Permissions(owner, group, mode, list, true);
  }

  /** The first of these rights that is not had, in words; empty where all are. */
  Optional<String> missing(Asker who, List<Integer> rights, String shown) {
    return rights.stream()
        .map(wanted -> ask(who, wanted))
        .filter(ruling -> !ruling.granted())
        .findFirst()
        .map(ruling -> ruling.on(shown));
  }

  /**
   * The kernel's decision (acl_permission_check): owner, then group, then others; the first that
   * matches decides, even where a later one would give more. Asks for all rights at once: a list
   * may give each of them in different entries and refuse them together.
   */
  Ruling ask(Asker who, int wanted) {
    // sb_permission and mnt_want_write
    if (readOnly && (wanted & Ruling.WRITE) != 0) {
      return Ruling.by("the read-only mount", Ruling.READ | Ruling.SEARCH, wanted);
    }
    if (who.uid() == owner) {
      return Ruling.by("owner " + who.name(), mode >> 6 & 7, wanted);
    }
    // The group bits are the list's mask. Where they are all clear the kernel does not look at the
    // list: a user it names is then one of the others.
    if (list.isPresent() && (mode & GROUP_BITS) != 0) {
      return list.get().ask(who, group, wanted);
    }
    if (who.isIn(group)) {
      return Ruling.by("group " + who.groupInWords(group), mode >> 3 & 7, wanted);
    }
    return Ruling.by("others", mode & 7, wanted);
  }

  /**
   * Whether the sticky rule keeps somebody from removing or renaming a file in this directory: only
   * the owner of the file or of the directory may.
   */
  boolean stickyAgainst(Asker who, long fileOwner) {
    return (mode & STICKY) != 0 && who.uid() != fileOwner && who.uid() != owner;
  }

  /**
   * Whether a link at the end of a path is not followed from here (may_follow_link with
   * fs.protected_symlinks, which every distribution sets): in a directory like /tmp only one's own
   * links and the directory owner's count.
   */
  boolean protectsAgainstLinkOf(Asker who, long linkOwner) {
    return (mode & STICKY) != 0
        && (mode & WORLD_WRITABLE) != 0
        && who.uid() != linkOwner
        && owner != linkOwner;
  }
}
