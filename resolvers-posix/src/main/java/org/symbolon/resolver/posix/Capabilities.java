package org.symbolon.resolver.posix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What this process may do beyond its uid, from {@code /proc/self/status}. */
final class Capabilities {
  // capabilities(7): CAP_DAC_OVERRIDE is 1, CAP_DAC_READ_SEARCH is 2; either searches everywhere.
  private static final long EITHER = 1L << 1 | 1L << 2;
  private static final String EFFECTIVE = "CapEff:";

  private Capabilities() {}

  static boolean searchEverywhere() {
    try {
      return searchEverywhere(Files.readString(Path.of("/proc/self/status")));
    } catch (IOException unreadable) {
      return false;
    }
  }

  static boolean searchEverywhere(String status) {
    return status
        .lines()
        .filter(line -> line.startsWith(EFFECTIVE))
        .map(line -> Long.parseUnsignedLong(line.substring(EFFECTIVE.length()).strip(), 16))
        .anyMatch(effective -> (effective & EITHER) != 0);
  }
}
