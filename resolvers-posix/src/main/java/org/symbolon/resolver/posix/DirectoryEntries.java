package org.symbolon.resolver.posix;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.lang.foreign.MemorySegment;
import java.util.List;

/** What the kernel writes when a directory is read: struct linux_dirent64, one after the other. */
final class DirectoryEntries {
  private static final long LENGTH = 16;
  private static final long NAME = 19;

  private DirectoryEntries() {}

  static void addNames(MemorySegment entries, List<byte[]> names) {
    long at = 0;
    while (at < entries.byteSize()) {
      int length = Short.toUnsignedInt(entries.get(JAVA_SHORT_UNALIGNED, at + LENGTH));
      byte[] name = upToZero(entries.asSlice(at + NAME, length - NAME));
      if (!RawPath.isDot(name) && !RawPath.isDotDot(name)) {
        names.add(name);
      }
      at += length;
    }
  }

  private static byte[] upToZero(MemorySegment padded) {
    long length = 0;
    while (length < padded.byteSize() && padded.get(JAVA_BYTE, length) != 0) {
      length++;
    }
    return padded.asSlice(0, length).toArray(JAVA_BYTE);
  }
}
