package org.symbolon.resolver.posix;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.stream.Stream;

/** How functions of the C library are found and how their error number is fetched. */
final class Libc {
  /** Where a call leaves its error number: the first argument of every handle made here. */
  static final StructLayout STATE = Linker.Option.captureStateLayout();

  private static final VarHandle ERRNO = STATE.varHandle(PathElement.groupElement("errno"));
  private static final Linker LINKER = Linker.nativeLinker();

  private Libc() {}

  static MethodHandle function(
      String name, FunctionDescriptor descriptor, Linker.Option... options) {
    return LINKER.downcallHandle(
        LINKER.defaultLookup().findOrThrow(name),
        descriptor,
        Stream.concat(Stream.of(Linker.Option.captureCallState("errno")), Arrays.stream(options))
            .toArray(Linker.Option[]::new));
  }

  static int errno(MemorySegment state) {
    return (int) ERRNO.get(state, 0L);
  }

  /** The bytes with the terminating zero; they must hold none themselves. */
  static MemorySegment string(Arena arena, byte[] bytes) {
    MemorySegment segment = arena.allocate(bytes.length + 1L);
    MemorySegment.copy(bytes, 0, segment, ValueLayout.JAVA_BYTE, 0, bytes.length);
    return segment;
  }

  /** A method handle declares every throwable; a call into C throws none. */
  static AssertionError impossible(Throwable thrown) {
    return new AssertionError("a call into the C library threw", thrown);
  }
}
