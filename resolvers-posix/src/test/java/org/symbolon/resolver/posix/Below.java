package org.symbolon.resolver.posix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** All that root finds at and below a path, links followed: by Java's own file API, as a list. */
record Below(String top, List<String> entries) {
  static Below of(String top) throws IOException {
    List<String> entries = new ArrayList<>();
    add(top, entries, new HashSet<>());
    return new Below(top, entries);
  }

  private static void add(String directory, List<String> entries, Set<Path> seen)
      throws IOException {
    // The real path: one through a link could lead through the very entry that the probe renames.
    Path real = Path.of(directory).toRealPath();
    if (!seen.add(real)) {
      return;
    }
    List<Path> children;
    try (Stream<Path> list = Files.list(real)) {
      children = list.toList();
    }
    for (Path child : children) {
      entries.add(child.toString());
      if (Terrain.at(child.toString()).kind() == Terrain.Kind.DIRECTORY) {
        add(child.toString(), entries, seen);
      }
    }
  }

  /** Whether a process can do it with each of them, for real. */
  boolean can(Action action, Probe probe) throws IOException {
    if (!probe.can(action, Terrain.at(top), top)) {
      return false;
    }
    for (String entry : entries) {
      if (!can(action, probe, entry)) {
        return false;
      }
    }
    return true;
  }

  private static boolean can(Action action, Probe probe, String entry) throws IOException {
    if (action == Action.MODIFY && !probe.canMove(entry)) {
      return false;
    }
    Terrain.Spot spot = Terrain.at(entry);
    return switch (spot.kind()) {
      case BLOCKED -> false;
      // Creating never touches what is there; but a link must lead there for that to be known.
      case FILE -> action == Action.CREATE ? probe.canSee(entry) : probe.can(action, spot, entry);
      case DIRECTORY, NOTHING -> probe.can(action, spot, entry);
    };
  }
}
