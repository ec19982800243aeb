package org.symbolon.resolver.posix;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.symbolon.resolver.posix.Entry.Identity;
import org.symbolon.resolver.posix.Entry.Kind;

/**
 * Looking at the file system by handles. Opens nothing but directories for reading, and those only
 * to list them: every other descriptor only names an object, so that no pipe is waited for, no
 * device woken and no permission needed but search.
 *
 * <p>For one thread; what was opened is closed by whoever opened it.
 */
final class FileCalls implements AutoCloseable {
  private static final int KIND_BITS = 0170000;
  private static final int DIRECTORY = 0040000;
  private static final int FILE = 0100000;
  private static final int LINK = 0120000;
  private static final int SELF_SIZE = 32;
  private static final int FIRST_LIST = 1 << 10;
  private static final int LARGEST_LIST = 1 << 16;
  private static final int NAMES_AT_ONCE = 1 << 15;
  private static final byte[] ITSELF = {'.'};

  private final boolean mountsCount;
  private final Arena arena = Arena.ofConfined();
  private final LibcFiles libc = new LibcFiles(arena);
  private final MemorySegment stat = arena.allocate(LibcFiles.STATX_SIZE, 8);
  private final MemorySegment target = arena.allocate(RawPath.MOST_BYTES);
  private final MemorySegment name = arena.allocate(RawPath.MOST_BYTES);
  private final MemorySegment self = arena.allocate(SELF_SIZE);
  private final MemorySegment list = arena.allocate(FIRST_LIST);
  private final MemorySegment statvfs = arena.allocate(LibcFiles.STATVFS_SIZE, 8);

  /**
   * @param mountsCount whether what is mounted read-only here counts as read-only
   */
  FileCalls(boolean mountsCount) {
    this.mountsCount = mountsCount;
  }

  /** Opens the directory all paths are below; its own path may lead through links. */
  Entry openBase(BasePath base) throws CallFailed {
    return entry(
        libc.openat(
            LibcFiles.AT_FDCWD,
            string(name, base.bytes()),
            LibcFiles.O_PATH | LibcFiles.O_CLOEXEC | LibcFiles.O_DIRECTORY));
  }

  /**
   * Opens what has this name in the directory: a link is opened itself, never followed.
   *
   * @return empty when there is nothing of that name; an error while looking at what was opened is
   *     never taken for that
   */
  Optional<Entry> open(Entry directory, byte[] named) throws CallFailed {
    MemorySegment string = string(name, named);
    int descriptor;
    try {
      descriptor = openAsWhatItIs(directory.descriptor(), string);
    } catch (CallFailed failed) {
      if (failed.errno() == Errno.ENOENT) {
        return Optional.empty();
      }
      throw failed;
    }
    return Optional.of(entry(descriptor));
  }

  private int openAsWhatItIs(int directory, MemorySegment string) throws CallFailed {
    int flags = LibcFiles.O_PATH | LibcFiles.O_CLOEXEC | LibcFiles.O_NOFOLLOW;
    try {
      // Asking for a directory makes an automounter mount it; without, its empty place is opened.
      return libc.openat(directory, string, flags | LibcFiles.O_DIRECTORY);
    } catch (CallFailed failed) {
      if (failed.errno() != Errno.ENOTDIR) {
        throw failed;
      }
      return libc.openat(directory, string, flags);
    }
  }

  /** Where a link leads, as written in it. */
  byte[] targetOf(Entry link) throws CallFailed {
    return bytes(target, libc.readlinkat(link.descriptor(), libc.empty(), target));
  }

  /** The path by which the kernel knows a directory now. */
  byte[] pathOf(Entry directory) throws CallFailed {
    MemorySegment path = string(self, self(directory.descriptor()));
    return bytes(target, libc.readlinkat(LibcFiles.AT_FDCWD, path, target));
  }

  /** The permissions, with what the mount it was reached through takes away. */
  Permissions mounted(Entry entry) throws CallFailed {
    // Writing to a pipe or a device changes nothing on the file system it is kept in.
    if (!mountsCount || entry.kind() == Kind.SPECIAL) {
      return entry.permissions();
    }
    libc.fstatvfs(entry.descriptor(), statvfs);
    return (statvfs.get(JAVA_LONG, LibcFiles.STATVFS_FLAGS) & LibcFiles.ST_RDONLY) != 0
        ? entry.permissions().onReadOnlyMount()
        : entry.permissions();
  }

  /**
   * The names in a directory, but for itself and the one above it, in the order of their bytes.
   *
   * @param most where there are more, some number above this is returned, in no order
   */
  List<byte[]> names(Entry directory, int most) throws CallFailed {
    int reading =
        libc.openat(
            directory.descriptor(),
            string(name, ITSELF),
            LibcFiles.O_RDONLY | LibcFiles.O_CLOEXEC | LibcFiles.O_DIRECTORY);
    try (Arena once = Arena.ofConfined()) {
      MemorySegment buffer = once.allocate(NAMES_AT_ONCE, 8);
      List<byte[]> names = new ArrayList<>();
      int length = libc.getdents(reading, buffer);
      while (length > 0 && names.size() <= most) {
        DirectoryEntries.addNames(buffer.asSlice(0, length), names);
        length = libc.getdents(reading, buffer);
      }
      names.sort(Arrays::compareUnsigned);
      return names;
    } finally {
      libc.close(reading);
    }
  }

  void close(Entry entry) {
    libc.close(entry.descriptor());
  }

  @Override
  public void close() {
    arena.close();
  }

  private Entry entry(int descriptor) throws CallFailed {
    try {
      libc.statx(descriptor, stat);
      int bits = Short.toUnsignedInt(stat.get(JAVA_SHORT, LibcFiles.STATX_MODE));
      Kind kind =
          switch (bits & KIND_BITS) {
            case DIRECTORY -> Kind.DIRECTORY;
            case FILE -> Kind.FILE;
            case LINK -> Kind.LINK;
            default -> Kind.SPECIAL;
          };
      Permissions permissions =
          new Permissions(
              Integer.toUnsignedLong(stat.get(JAVA_INT, LibcFiles.STATX_UID)),
              Integer.toUnsignedLong(stat.get(JAVA_INT, LibcFiles.STATX_GID)),
              bits & ~KIND_BITS,
              kind == Kind.DIRECTORY || kind == Kind.FILE
                  ? accessControlList(descriptor)
                  : Optional.empty());
      Identity identity =
          new Identity(
              stat.get(JAVA_LONG, LibcFiles.STATX_DEVICE),
              stat.get(JAVA_LONG, LibcFiles.STATX_INODE),
              stat.get(JAVA_LONG, LibcFiles.STATX_BORN_SECONDS),
              stat.get(JAVA_INT, LibcFiles.STATX_BORN_NANOS));
      return new Entry(descriptor, kind, permissions, identity);
    } catch (CallFailed failed) {
      libc.close(descriptor);
      throw failed;
    }
  }

  private Optional<AccessControlList> accessControlList(int descriptor) throws CallFailed {
    // A descriptor that only names an object is not accepted by fgetxattr; its name in /proc is.
    MemorySegment path = string(self, self(descriptor));
    try {
      return parse(list, libc.getxattr(path, list));
    } catch (CallFailed failed) {
      return switch (failed.errno()) {
        case Errno.ENODATA, Errno.EOPNOTSUPP -> Optional.empty();
        case Errno.ERANGE -> {
          MemorySegment larger = arena.allocate(LARGEST_LIST);
          yield parse(larger, libc.getxattr(path, larger));
        }
        default -> throw failed;
      };
    }
  }

  private static Optional<AccessControlList> parse(MemorySegment segment, int length)
      throws CallFailed {
    Optional<AccessControlList> parsed =
        AccessControlList.parse(segment.asSlice(0, length).asByteBuffer());
    if (parsed.isEmpty()) {
      // Deciding by the mode alone would take the list's mask for the group's rights.
      throw new CallFailed("access control list of an unknown form", Errno.EINVAL);
    }
    return parsed;
  }

  private static byte[] self(int descriptor) {
    return ("/proc/self/fd/" + descriptor).getBytes(StandardCharsets.US_ASCII);
  }

  /** A path as a C string in the buffer, valid until the next. */
  private static MemorySegment string(MemorySegment buffer, byte[] bytes) throws CallFailed {
    if (bytes.length >= buffer.byteSize()) {
      throw new CallFailed("open", Errno.ENAMETOOLONG);
    }
    MemorySegment.copy(bytes, 0, buffer, JAVA_BYTE, 0, bytes.length);
    buffer.set(JAVA_BYTE, bytes.length, (byte) 0);
    return buffer;
  }

  private static byte[] bytes(MemorySegment segment, int length) {
    return segment.asSlice(0, length).toArray(JAVA_BYTE);
  }
}
