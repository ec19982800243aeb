package org.symbolon.resolver.posix;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The name service of this machine, as {@code /etc/nsswitch.conf} composes it. */
final class LibcNames implements NameCalls {
  private static final long FIRST_BUFFER = 4 << 10;
  // A group of 100,000 members needs a few megabytes.
  private static final long LAST_BUFFER = 64 << 20;
  private static final int FIRST_GROUPS = 64;
  private static final int MOST_GROUPS = 1 << 16;

  // struct passwd and struct group are alike in glibc and musl on every 64-bit machine.
  private static final long PASSWD_SIZE = 48;
  private static final long PASSWD_UID = 16;
  private static final long PASSWD_GID = 20;
  private static final long GROUP_SIZE = 32;

  private final long firstBuffer;
  private final long lastBuffer;
  private final int firstGroups;
  private final int mostGroups;

  LibcNames() {
    this(FIRST_BUFFER, LAST_BUFFER, FIRST_GROUPS, MOST_GROUPS);
  }

  /** With other sizes: bytes of an entry's texts, and numbers of groups, at first and at most. */
  LibcNames(long firstBuffer, long lastBuffer, int firstGroups, int mostGroups) {
    this.firstBuffer = firstBuffer;
    this.lastBuffer = lastBuffer;
    this.firstGroups = firstGroups;
    this.mostGroups = mostGroups;
  }

  /** Bound at the first question, so that opening a resolver touches nothing. */
  private static final class Functions {
    static final MethodHandle GETPWNAM =
        Libc.function(
            "getpwnam_r",
            FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS));
    static final MethodHandle GETGRGID =
        Libc.function(
            "getgrgid_r",
            FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS));
    static final MethodHandle GETGROUPLIST =
        Libc.function(
            "getgrouplist", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, ADDRESS, ADDRESS));
  }

  @Override
  public Optional<PasswdEntry> passwd(String name) throws CallFailed {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(Libc.STATE);
      MemorySegment asked = Libc.string(arena, name.getBytes(StandardCharsets.UTF_8));
      MemorySegment entry = arena.allocate(PASSWD_SIZE, 8);
      MemorySegment found = arena.allocate(ADDRESS);
      Growing call =
          (buffer, size) ->
              (int) Functions.GETPWNAM.invokeExact(state, asked, entry, buffer, size, found);
      if (!answer("getpwnam_r", arena, found, call)) {
        return Optional.empty();
      }
      return Optional.of(
          new PasswdEntry(
              text(entry.get(ADDRESS, 0)),
              Integer.toUnsignedLong(entry.get(JAVA_INT, PASSWD_UID)),
              Integer.toUnsignedLong(entry.get(JAVA_INT, PASSWD_GID))));
    }
  }

  @Override
  public Optional<String> groupName(long gid) throws CallFailed {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(Libc.STATE);
      MemorySegment entry = arena.allocate(GROUP_SIZE, 8);
      MemorySegment found = arena.allocate(ADDRESS);
      int number = (int) gid;
      Growing call =
          (buffer, size) ->
              (int) Functions.GETGRGID.invokeExact(state, number, entry, buffer, size, found);
      return answer("getgrgid_r", arena, found, call)
          ? Optional.of(text(entry.get(ADDRESS, 0)))
          : Optional.empty();
    }
  }

  @Override
  public long[] groups(String name, long primary) throws CallFailed {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(Libc.STATE);
      MemorySegment asked = Libc.string(arena, name.getBytes(StandardCharsets.UTF_8));
      MemorySegment count = arena.allocate(JAVA_INT);
      for (int room = firstGroups; room <= mostGroups; ) {
        MemorySegment list = arena.allocate(JAVA_INT, room);
        count.set(JAVA_INT, 0, room);
        int result =
            (int) Functions.GETGROUPLIST.invokeExact(state, asked, (int) primary, list, count);
        int needed = count.get(JAVA_INT, 0);
        if (result >= 0) {
          long[] groups = new long[needed];
          for (int i = 0; i < needed; i++) {
            groups[i] = Integer.toUnsignedLong(list.getAtIndex(JAVA_INT, i));
          }
          return groups;
        }
        room = Math.max(needed, room * 2 + 1);
      }
      throw new CallFailed("getgrouplist", Errno.ERANGE);
    } catch (CallFailed failed) {
      throw failed;
    } catch (Throwable thrown) {
      throw Libc.impossible(thrown);
    }
  }

  /** A reentrant look-up that wants a buffer and says when it is too small. */
  private interface Growing {
    int into(MemorySegment buffer, long size) throws Throwable;
  }

  /**
   * Whether there is an entry.
   *
   * <p>Only 0 with nothing found means "every source has answered, and there is none": glibc turns
   * a source's "not found" into 0 itself, so that any number, ENOENT and ESRCH included, comes from
   * a source that could not be asked (a socket that is gone, for one). Taking it for "unknown user"
   * would make a stopped directory delete everybody.
   */
  private boolean answer(String name, Arena arena, MemorySegment found, Growing call)
      throws CallFailed {
    for (long size = firstBuffer; ; size *= 4) {
      int result;
      try {
        result = call.into(arena.allocate(size), size);
      } catch (Throwable thrown) {
        throw Libc.impossible(thrown);
      }
      if (result == 0) {
        return found.get(ADDRESS, 0).address() != 0;
      }
      if (result != Errno.ERANGE || size >= lastBuffer) {
        throw new CallFailed(name, result);
      }
    }
  }

  private static String text(MemorySegment pointer) {
    return pointer.reinterpret(Long.MAX_VALUE).getString(0, StandardCharsets.UTF_8);
  }
}
