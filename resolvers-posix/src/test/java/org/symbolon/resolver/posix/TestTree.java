package org.symbolon.resolver.posix;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.symbolon.resolver.Account;

/**
 * A directory tree made for one test. Everything belongs to whoever runs the tests, which is enough
 * to try every class: the asker is made up, and may be the owner, in the group or one of the
 * others.
 */
final class TestTree {
  private final Path base;

  TestTree(Path base) {
    this.base = base;
    mode("/", "755");
  }

  Path base() {
    return base;
  }

  Path path(String path) {
    return base.resolve(path.substring(1));
  }

  TestTree directory(String path, String octal) {
    try {
      Files.createDirectory(path(path));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    return mode(path, octal);
  }

  TestTree file(String path, String octal) {
    try {
      Files.writeString(path(path), "content");
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    return mode(path, octal);
  }

  TestTree link(String path, String target) {
    try {
      Files.createSymbolicLink(path(path), Path.of(target));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    return this;
  }

  TestTree mode(String path, String octal) {
    try {
      Files.setAttribute(path(path), "unix:mode", Integer.parseInt(octal, 8));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    return this;
  }

  /** Nobody the tree knows: one of the others everywhere. */
  Account stranger() {
    return Asking.account("stranger", 64001, 64001);
  }

  /** In the group of what is here, and not its owner. */
  Account member() {
    return Asking.account("member", 64002, 64002, number("unix:gid"));
  }

  /** The owner of what is here, and not in its group. */
  Account owner() {
    return Asking.account("owner", number("unix:uid"), 64003);
  }

  private long number(String attribute) {
    try {
      return ((Number) Files.getAttribute(base, attribute)).longValue();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
