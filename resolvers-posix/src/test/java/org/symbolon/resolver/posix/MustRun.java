package org.symbolon.resolver.posix;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

/** What a machine may lack: skipped there, and failed where everything must run. */
final class MustRun {
  private MustRun() {}

  static void assume(boolean possible, String what) {
    if ("1".equals(System.getenv("SYMBOLON_TESTS_MUST_RUN"))) {
      assertTrue(possible, what);
    }
    assumeTrue(possible, what);
  }

  /** Whether files can be given away, as root can outside a narrow user namespace. */
  static boolean canGiveAway(Path directory) {
    try {
      Path file = Files.createTempFile(directory, "given", "away");
      Files.setAttribute(file, "unix:uid", 64101);
      Files.delete(file);
      return true;
    } catch (IOException forbidden) {
      return false;
    }
  }

  static boolean have(String... commands) {
    String path = System.getenv().getOrDefault("PATH", "");
    return Arrays.stream(commands)
        .allMatch(
            command ->
                Stream.of(path.split(File.pathSeparator))
                    .anyMatch(place -> Files.isExecutable(Path.of(place, command))));
  }
}
