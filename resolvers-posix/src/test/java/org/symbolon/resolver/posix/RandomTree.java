package org.symbolon.resolver.posix;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** A tree of random directories, files and links, with random owners, groups, modes and lists. */
final class RandomTree {
  private static final String[] NAMES = {"a", "b", "c d", "e'\"", "f*", "$(g)", "%2e", "h\nh"};

  private final Path base;
  private final RandomGenerator random;
  private final int[] uids;
  private final int[] gids;
  private final boolean open;
  private final List<Path> directories = new ArrayList<>();
  private final List<Path> all = new ArrayList<>();
  private final StringBuilder lists = new StringBuilder();

  /**
   * @param open whether most of it is open to everybody, so that whole trees can be reached
   */
  RandomTree(Path base, RandomGenerator random, int[] uids, int[] gids, boolean open)
      throws IOException {
    this.base = base;
    this.random = random;
    this.uids = uids;
    this.gids = gids;
    this.open = open;
    directories.add(base);
    for (int i = 0; i < 60; i++) {
      add();
    }
    for (Path path : all) {
      own(path);
    }
    own(base);
    if (random.nextInt(4) != 0) {
      Files.setAttribute(base, "unix:mode", 0755);
    }
  }

  Path base() {
    return base;
  }

  /** What setfacl --restore reads. */
  String lists() {
    return lists.toString();
  }

  /** A path below the base, mostly of something that exists. */
  String randomPath() {
    Path start = random.nextInt(20) == 0 ? base : all.get(random.nextInt(all.size()));
    StringBuilder path = new StringBuilder(start.toString());
    for (int more = random.nextInt(6); more > 3; more--) {
      path.append('/').append(name());
    }
    if (random.nextInt(10) == 0) {
      path.append('/');
    }
    return path.substring(base.toString().length());
  }

  /** Below the base: "", and "/a/b" for each directory. */
  List<String> directories() {
    return directories.stream()
        .map(path -> path.toString().substring(base.toString().length()))
        .toList();
  }

  private void add() throws IOException {
    Path parent = directories.get(random.nextInt(directories.size()));
    Path path = parent.resolve(name());
    try {
      switch (random.nextInt(5)) {
        case 0, 1 -> directories.add(Files.createDirectory(path));
        case 2, 3 -> Files.createFile(path);
        default -> Files.createSymbolicLink(path, Path.of(target(parent)));
      }
      all.add(path);
    } catch (FileAlreadyExistsException taken) {
      // The name is taken: the tree is one smaller.
    }
  }

  /** To something that may exist now or later, relative or absolute, and never out of the base. */
  private String target(Path from) {
    Path there = directories.get(random.nextInt(directories.size())).resolve(name());
    return switch (random.nextInt(3)) {
      case 0 -> there.toString();
      case 1 -> "./" + from.relativize(there);
      default -> name();
    };
  }

  private String name() {
    return NAMES[random.nextInt(NAMES.length)];
  }

  private void own(Path path) throws IOException {
    Files.setAttribute(
        path, "unix:uid", uids[random.nextInt(uids.length)], LinkOption.NOFOLLOW_LINKS);
    Files.setAttribute(
        path, "unix:gid", gids[random.nextInt(gids.length)], LinkOption.NOFOLLOW_LINKS);
    if (Files.isSymbolicLink(path)) {
      return;
    }
    boolean directory = Files.isDirectory(path);
    if (open && random.nextInt(8) != 0) {
      Files.setAttribute(path, "unix:mode", directory ? 0777 : 0666);
      return;
    }
    int mode = random.nextInt(512);
    if (directory && random.nextInt(3) != 0) {
      mode |= 0111;
    }
    if (directory && random.nextInt(4) == 0) {
      mode |= 01000;
    }
    Files.setAttribute(path, "unix:mode", mode);
    if (random.nextInt(4) == 0) {
      list(path);
    }
  }

  private void list(Path path) {
    lists.append("# file: ").append(escaped(path)).append('\n');
    lists.append("user::").append(rights()).append('\n');
    for (int i = random.nextInt(uids.length); i < uids.length; i++) {
      lists.append("user:").append(uids[i]).append(':').append(rights()).append('\n');
    }
    lists.append("group::").append(rights()).append('\n');
    for (int i = random.nextInt(gids.length); i < gids.length; i++) {
      lists.append("group:").append(gids[i]).append(':').append(rights()).append('\n');
    }
    lists.append("mask::").append(rights()).append('\n');
    lists.append("other::").append(rights()).append("\n\n");
  }

  private String rights() {
    int bits = random.nextInt(8);
    return ((bits & 4) == 0 ? "-" : "r")
        + ((bits & 2) == 0 ? "-" : "w")
        + ((bits & 1) == 0 ? "-" : "x");
  }

  private static String escaped(Path path) {
    StringBuilder text = new StringBuilder();
    for (byte one : path.toString().getBytes(StandardCharsets.UTF_8)) {
      if (Character.isLetterOrDigit(one) || one == '/' || one == '-') {
        text.append((char) one);
      } else {
        text.append("\\%03o".formatted(one & 0xff));
      }
    }
    return text.toString();
  }
}
