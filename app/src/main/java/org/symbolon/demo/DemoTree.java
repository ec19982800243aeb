package org.symbolon.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;

/**
 * The lab's storage. As root its parts really belong to alice and bob; else all belong to whoever
 * runs the demo, alice is given that user's number, and only the modes make a difference.
 */
final class DemoTree {
  private final Path root;
  private final Map<String, Long> groups;
  private final boolean asRoot;

  DemoTree(Path root, Map<String, Long> groups, boolean asRoot) {
    this.root = root;
    this.groups = Map.copyOf(groups);
    this.asRoot = asRoot;
  }

  void make(DemoPerson alice, DemoPerson bob) throws IOException {
    folder("", alice, "project1", "rwxr-xr-x");
    folder("home", alice, "project1", "rwxr-xr-x");
    folder("home/alice", alice, "alice", "rwx------");
    folder("home/bob", bob, "bob", asRoot ? "rwx------" : "---------");
    folder("project1", alice, "project1", "rwxrwx---");
    folder("project1/results", alice, "project1", "rwxr-x---");
    file("project1/results/run42.csv", alice, "run,value\n42,0.577\n");
    folder("public", alice, "project1", "rwxr-xr-x");
    file("public/README.txt", alice, "Everyone may read this.\n");
  }

  private void folder(String path, DemoPerson owner, String group, String mode) throws IOException {
    Path folder = root.resolve(path);
    Files.createDirectories(folder);
    own(folder, owner, group);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(mode));
  }

  private void file(String path, DemoPerson owner, String text) throws IOException {
    Path file = root.resolve(path);
    Files.write(file, List.of(text.strip()), StandardCharsets.UTF_8);
    own(file, owner, owner.groups().getFirst());
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
  }

  private void own(Path path, DemoPerson owner, String group) throws IOException {
    if (asRoot) {
      Files.setAttribute(path, "unix:uid", Math.toIntExact(owner.uid()));
      Files.setAttribute(
          path, "unix:gid", Math.toIntExact(groups.getOrDefault(group, owner.uid())));
    }
  }
}
