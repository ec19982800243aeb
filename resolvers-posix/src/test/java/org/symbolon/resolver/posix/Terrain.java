package org.symbolon.resolver.posix;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;

/** What root finds at a path: found out by Java's own file API, not by what is under test. */
final class Terrain {
  enum Kind {
    FILE("f"),
    DIRECTORY("d"),
    NOTHING("n"),
    /** The path leads through a file or in circles: nobody can do anything there. */
    BLOCKED("b");

    private final String letter;

    Kind(String letter) {
      this.letter = letter;
    }

    String letter() {
      return letter;
    }
  }

  /**
   * @param place the nearest existing directory, for {@link Kind#NOTHING}
   */
  record Spot(Kind kind, String place) {}

  private Terrain() {}

  static Spot at(String path) throws IOException {
    try {
      BasicFileAttributes found = Files.readAttributes(Path.of(path), BasicFileAttributes.class);
      return new Spot(found.isDirectory() ? Kind.DIRECTORY : Kind.FILE, "");
    } catch (NoSuchFileException nothing) {
      return nearest(path);
    } catch (FileSystemException blocked) {
      return new Spot(Kind.BLOCKED, "");
    }
  }

  private static Spot nearest(String path) throws IOException {
    String ahead = path;
    while (true) {
      Path here = Path.of(ahead);
      // Texts, not paths: a link's "..", resolved by name, would not be where the kernel goes.
      ahead =
          Files.exists(here, LinkOption.NOFOLLOW_LINKS)
              ? joined(above(here), Files.readSymbolicLink(here).toString())
              : above(here);
      Spot spot = existing(ahead);
      if (spot.kind() != Kind.NOTHING) {
        return spot.kind() == Kind.DIRECTORY ? new Spot(Kind.NOTHING, ahead) : spot;
      }
    }
  }

  private static Spot existing(String path) throws IOException {
    try {
      BasicFileAttributes found = Files.readAttributes(Path.of(path), BasicFileAttributes.class);
      return new Spot(found.isDirectory() ? Kind.DIRECTORY : Kind.BLOCKED, "");
    } catch (NoSuchFileException nothing) {
      return new Spot(Kind.NOTHING, "");
    } catch (FileSystemException blocked) {
      return new Spot(Kind.BLOCKED, "");
    }
  }

  private static String above(Path path) {
    return Objects.requireNonNull(path.getParent(), "everything is below the base").toString();
  }

  private static String joined(String directory, String target) {
    return target.startsWith("/") ? target : directory + "/" + target;
  }
}
