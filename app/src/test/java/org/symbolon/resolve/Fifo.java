package org.symbolon.resolve;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A named pipe: whoever opens it to read hangs in the kernel, as on a dead mount, until somebody
 * opens it to write. No interrupt helps.
 */
final class Fifo {
  private final Path path;

  private Fifo(Path path) {
    this.path = path;
  }

  static Fifo in(Path folder) {
    Path path = folder.resolve("fifo");
    try {
      Process made = new ProcessBuilder("mkfifo", path.toString()).inheritIO().start();
      if (made.waitFor() != 0) {
        throw new IllegalStateException("mkfifo failed");
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
    return new Fifo(path);
  }

  /** Hangs until {@link #release}. */
  void hang() {
    try {
      Files.readAllBytes(path);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Frees all that hang in it now. */
  void release() {
    try {
      // Opened for both, which never blocks, even if nobody hangs.
      FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE).close();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
