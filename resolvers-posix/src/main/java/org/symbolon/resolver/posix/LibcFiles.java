package org.symbolon.resolver.posix;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Set;

/**
 * The calls themselves. {@code statx} rather than {@code stat}: its layout is the same on every
 * architecture.
 */
final class LibcFiles {
  static final int AT_FDCWD = -100;
  static final int O_PATH = 010000000;
  static final int O_RDONLY = 0;
  static final int O_CLOEXEC = 02000000;
  // These two differ between architectures.
  private static final boolean ARM_LIKE =
      Set.of("aarch64", "arm", "ppc64le").contains(System.getProperty("os.arch", ""));
  static final int O_DIRECTORY = ARM_LIKE ? 040000 : 0200000;
  static final int O_NOFOLLOW = ARM_LIKE ? 0100000 : 0400000;

  // struct statx, linux/stat.h
  static final long STATX_SIZE = 256;
  static final long STATX_UID = 20;
  static final long STATX_GID = 24;
  static final long STATX_MODE = 28;
  static final long STATX_INODE = 32;
  static final long STATX_BORN_SECONDS = 80;
  static final long STATX_BORN_NANOS = 88;

  /** Major and minor number, read as one. */
  static final long STATX_DEVICE = 136;

  /** struct statvfs of 64-bit systems. */
  static final long STATVFS_SIZE = 112;

  static final long STATVFS_FLAGS = 72;
  static final long ST_RDONLY = 1;

  private static final int AT_EMPTY_PATH = 0x1000;
  private static final int STATX_BASIC_STATS_AND_BIRTH = 0xfff;

  private static final MethodHandle OPENAT =
      Libc.function(
          "openat", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT));
  private static final MethodHandle STATX =
      Libc.function(
          "statx", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT, ADDRESS));
  private static final MethodHandle READLINKAT =
      Libc.function(
          "readlinkat", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, ADDRESS, JAVA_LONG));
  private static final MethodHandle GETXATTR =
      Libc.function(
          "getxattr", FunctionDescriptor.of(JAVA_LONG, ADDRESS, ADDRESS, ADDRESS, JAVA_LONG));
  private static final MethodHandle FSTATVFS =
      Libc.function("fstatvfs", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS));
  private static final MethodHandle CLOSE =
      Libc.function("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));

  // The C library has a function of its own only since glibc 2.30. The numbers are the kernel's, of
  // each architecture for ever.
  private static final long GETDENTS_NUMBER =
      switch (System.getProperty("os.arch", "")) {
        case "amd64", "x86_64" -> 217;
        case "ppc64le" -> 202;
        case "s390x" -> 220;
        default -> 61; // of all that came later: aarch64, riscv64, loongarch64
      };
  private static final MethodHandle GETDENTS =
      Libc.function(
          "syscall",
          FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, ADDRESS, JAVA_LONG),
          Linker.Option.firstVariadicArg(1));

  private final MemorySegment state;
  private final MemorySegment empty;
  private final MemorySegment attribute;

  LibcFiles(Arena arena) {
    this.state = arena.allocate(Libc.STATE);
    this.empty = arena.allocate(1);
    this.attribute = arena.allocateFrom("system.posix_acl_access");
  }

  /** The empty path: the descriptor itself is meant. */
  MemorySegment empty() {
    return empty;
  }

  int openat(int directory, MemorySegment path, int flags) throws CallFailed {
    int descriptor;
    try {
      descriptor = (int) OPENAT.invokeExact(state, directory, path, flags, 0);
    } catch (Throwable thrown) {
      throw Libc.impossible(thrown);
    }
    return checked("open", descriptor);
  }

  void statx(int descriptor, MemorySegment into) throws CallFailed {
    int result;
    try {
      result =
          (int)
              STATX.invokeExact(
                  state, descriptor, empty, AT_EMPTY_PATH, STATX_BASIC_STATS_AND_BIRTH, into);
    } catch (Throwable thrown) {
      throw Libc.impossible(thrown);
    }
    checked("statx", result);
  }

  int readlinkat(int directory, MemorySegment path, MemorySegment into) throws CallFailed {
    long length;
    try {
      length = (long) READLINKAT.invokeExact(state, directory, path, into, into.byteSize());
    } catch (Throwable thrown) {
      throw Libc.impossible(thrown);
    }
    return checked("readlink", (int) length);
  }

  int getxattr(MemorySegment path, MemorySegment into) throws CallFailed {
    long length;
    try {
      length = (long) GETXATTR.invokeExact(state, path, attribute, into, into.byteSize());
    } catch (Throwable thrown) {
      throw Libc.impossible(thrown);
    }
    return checked("getxattr", (int) length);
  }

  void fstatvfs(int descriptor, MemorySegment into) throws CallFailed {
    int result;
    try {
      result = (int) FSTATVFS.invokeExact(state, descriptor, into);
    } catch (Throwable thrown) {
      throw Libc.impossible(thrown);
    }
    checked("statvfs", result);
  }

  /** The next entries of a directory opened for reading; 0 at its end. */
  int getdents(int directory, MemorySegment into) throws CallFailed {
    long length;
    try {
      length =
          (long)
              GETDENTS.invokeExact(state, GETDENTS_NUMBER, (long) directory, into, into.byteSize());
    } catch (Throwable thrown) {
      throw Libc.impossible(thrown);
    }
    return checked("getdents", (int) length);
  }

  void close(int descriptor) {
    try {
      int ignored = (int) CLOSE.invokeExact(state, descriptor);
    } catch (Throwable thrown) {
      throw Libc.impossible(thrown);
    }
  }

  private int checked(String call, int result) throws CallFailed {
    if (result < 0) {
      throw new CallFailed(call, Libc.errno(state));
    }
    return result;
  }
}
