package org.symbolon.resolver.posix;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;

/**
 * Whether a thread waits in the kernel, as the kernel itself says. One that is silent because a
 * busy machine does not let it run is not waiting: giving its turn away would make the machine
 * busier.
 */
final class KernelWait {
  private KernelWait() {}

  /** Of the calling platform thread, to be asked by others. */
  static BooleanSupplier ofThisThread() {
    try {
      Path stat =
          Path.of("/proc")
              .resolve(Files.readSymbolicLink(Path.of("/proc/thread-self")))
              .resolve("stat");
      return () -> waits(stat);
    } catch (IOException | UnsupportedOperationException noProc) {
      return () -> true;
    }
  }

  private static boolean waits(Path stat) {
    try {
      String text = Files.readString(stat, StandardCharsets.ISO_8859_1);
      // proc(5): the state stands behind the name, which may hold anything; R wants the processor.
      return !text.startsWith("R", text.lastIndexOf(')') + 2);
    } catch (IOException unreadable) {
      return true;
    }
  }
}
