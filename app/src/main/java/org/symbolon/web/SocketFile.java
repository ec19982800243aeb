package org.symbolon.web;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.util.Optional;

/**
 * The file of a Unix-domain socket: who may open it may speak for others, so it is made where
 * nobody else comes in, and moved to its place when its permissions are right.
 */
final class SocketFile {
  /** Unix(7): 108 bytes with the zero at the end. */
  private static final int LONGEST = 107;

  private static final String NAME = "s";

  private final WebSettings.Socket settings;

  SocketFile(WebSettings.Socket settings) {
    this.settings = settings;
  }

  /** Why it can not be used; makes and changes nothing. */
  Optional<String> problem() {
    Path path = settings.path();
    Path folder = path.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      return Optional.of("its folder " + folder + " does not exist");
    }
    if (path.toAbsolutePath().toString().getBytes(StandardCharsets.UTF_8).length > LONGEST - 24) {
      return Optional.of("its path is longer than a socket's may be");
    }
    if (!Files.isWritable(folder)) {
      return Optional.of("its folder " + folder + " is not writable");
    }
    try {
      if (settings.group().isPresent()) {
        group(settings.group().get());
      }
    } catch (UserPrincipalNotFoundException e) {
      return Optional.of("there is no group " + settings.group().get());
    } catch (IOException e) {
      return Optional.of("its group can not be looked up: " + e.getMessage());
    }
    return occupied(path);
  }

  /** A file that a killed process left behind is in nobody's way. */
  private static Optional<String> occupied(Path path) {
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    try {
      if (!isSocket(path)) {
        return Optional.of(path + " is there already, and is no socket");
      }
    } catch (IOException e) {
      return Optional.of(path + " can not be looked at: " + e.getMessage());
    }
    return isAnswered(path) ? Optional.of("another process listens at " + path) : Optional.empty();
  }

  private static boolean isSocket(Path path) throws IOException {
    // S_IFMT and S_IFSOCK of stat(2).
    int mode = (Integer) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
    return (mode & 0170000) == 0140000;
  }

  private static boolean isAnswered(Path path) {
    try (SocketChannel probe = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      return probe.connect(UnixDomainSocketAddress.of(path));
    } catch (IOException refused) {
      return false;
    }
  }

  /** Where to open it first: in a folder that only this process' user can enter. */
  Path hidden() {
    Optional<String> problem = problem();
    if (problem.isPresent()) {
      throw new ListenException(settings.path() + " can not be opened: " + problem.get());
    }
    try {
      return Files.createTempDirectory(
              settings.path().toAbsolutePath().getParent(),
              ".",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")))
          .resolve(NAME);
    } catch (IOException e) {
      throw new ListenException(settings.path() + " can not be opened: " + e.getMessage(), e);
    }
  }

  /**
   * To its place, with its permissions.
   *
   * @param open the socket as it was opened
   */
  void show(Path open) {
    try {
      PosixFileAttributeView view = Files.getFileAttributeView(open, PosixFileAttributeView.class);
      if (settings.group().isPresent()) {
        view.setGroup(group(settings.group().get()));
      }
      view.setPermissions(
          PosixFilePermissions.fromString(
              settings.group().isPresent() ? "rw-rw----" : "rw-------"));
      Files.move(open, settings.path(), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new ListenException(settings.path() + " can not be opened: " + e.getMessage(), e);
    } finally {
      forget(open);
    }
  }

  /** The folder it was opened in. */
  static void forget(Path open) {
    try {
      Files.deleteIfExists(open);
      Files.deleteIfExists(open.toAbsolutePath().getParent());
    } catch (IOException e) {
      throw new ListenException(open + " can not be removed: " + e.getMessage(), e);
    }
  }

  /** Which file stands there: to know it again. */
  Optional<Object> identity() {
    try {
      return Optional.of(
          Files.getAttribute(settings.path(), "unix:ino", LinkOption.NOFOLLOW_LINKS));
    } catch (NoSuchFileException gone) {
      return Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Unless another process has put its own there. */
  void remove(Optional<Object> own) {
    if (own.isPresent() && own.equals(identity())) {
      try {
        Files.deleteIfExists(settings.path());
      } catch (IOException stays) {
        // A socket that nobody answers at is in nobody's way.
      }
    }
  }

  @Override
  public String toString() {
    return settings.path().toString();
  }

  private GroupPrincipal group(String name) throws IOException {
    return settings
        .path()
        .getFileSystem()
        .getUserPrincipalLookupService()
        .lookupPrincipalByGroupName(name);
  }
}
