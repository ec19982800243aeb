package org.symbolon.resolver.posix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A file's parsed content, parsed again when the file was replaced or its time or size changed.
 *
 * @param <T> the parsed content; immutable
 */
final class WatchedFile<T> {
  private record Version(FileTime modified, long size, @Nullable Object inode) {}

  private record Parsed<T>(Version version, T content) {}

  private final Path path;
  private final Function<byte[], T> parse;
  private volatile @Nullable Parsed<T> last;

  WatchedFile(Path path, Function<byte[], T> parse) {
    this.path = path;
    this.parse = parse;
  }

  /**
   * @throws IOException with a message that names the file, when it can not be read now; what was
   *     read before is not used then
   */
  T content() throws IOException {
    Version version = version();
    Parsed<T> current = last;
    if (current == null || !current.version().equals(version)) {
      // Two threads may parse the same change; both find the same.
      current = new Parsed<>(version, parse.apply(read()));
      last = current;
    }
    return current.content();
  }

  private Version version() throws IOException {
    BasicFileAttributes attributes;
    try {
      attributes = Files.readAttributes(path, BasicFileAttributes.class);
    } catch (NoSuchFileException missing) {
      throw new IOException(path + " does not exist", missing);
    } catch (IOException unreadable) {
      throw new IOException(path + " can not be read", unreadable);
    }
    if (!attributes.isRegularFile()) {
      // A pipe or a device would be read for ever.
      throw new IOException(path + " is not a file");
    }
    return new Version(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
  }

  private byte[] read() throws IOException {
    try {
      return Files.readAllBytes(path);
    } catch (IOException unreadable) {
      throw new IOException(path + " can not be read", unreadable);
    }
  }
}
