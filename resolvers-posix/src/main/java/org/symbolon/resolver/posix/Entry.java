package org.symbolon.resolver.posix;

/**
 * One object of the file system, held by a descriptor that only names it (O_PATH), with what was
 * read through that very descriptor: whatever is renamed or replaced meanwhile, these belong
 * together.
 */
record Entry(int descriptor, Kind kind, Permissions permissions, Identity identity) {
  enum Kind {
    DIRECTORY,
    FILE,
    LINK,
    /** A pipe, a socket or a device. */
    SPECIAL
  }

  /** Which object it is. The time of birth tells a new directory from an old one of that number. */
  record Identity(long device, long inode, long bornSeconds, int bornNanos) {}
}
