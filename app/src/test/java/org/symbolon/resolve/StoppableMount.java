package org.symbolon.resolve;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * A directory mounted by a program of its own (bindfs), which can be stopped: then whoever looks
 * below the mount hangs in the kernel, as where a file server is gone. The mount is seen by that
 * program alone, and through its root: it ends with it, whatever happens to the test.
 */
final class StoppableMount implements AutoCloseable {
  private static final long SECONDS = 30;

  private final Process program;

  private StoppableMount(Process program) {
    this.program = program;
  }

  /**
   * Skips the test where nothing can be mounted so.
   *
   * @param source what is shown
   * @param place where; a directory
   */
  static StoppableMount of(Path source, Path place) throws IOException, InterruptedException {
    require();
    StoppableMount mount =
        new StoppableMount(
            new ProcessBuilder(
                    "unshare",
                    "--mount",
                    "--propagation",
                    "private",
                    "bindfs",
                    "-f",
                    // Nothing may be answered from what the kernel remembers.
                    "-o",
                    "entry_timeout=0,attr_timeout=0,negative_timeout=0",
                    source.toString(),
                    place.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start());
    if (!mount.comes(place)) {
      mount.close();
      Assumptions.abort("this machine lets nobody mount");
    }
    return mount;
  }

  private static void require() {
    for (String program : List.of("bindfs", "unshare")) {
      if (!Files.isExecutable(Path.of("/usr/bin", program))) {
        if ("1".equals(System.getenv("SYMBOLON_TESTS_MUST_RUN"))) {
          Assertions.fail("needed for a mount that hangs: " + program);
        }
        Assumptions.abort(program + " is not installed here");
      }
    }
    // No package can give a machine what its kernel or its container does not have.
    Assumptions.assumeTrue(Files.isReadable(Path.of("/dev/fuse")), "there is no FUSE here");
  }

  private boolean comes(Path place) {
    Path mounts = Path.of("/proc/" + program.pid() + "/mounts");
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    while (program.isAlive() && System.nanoTime() < end) {
      try {
        if (Files.readString(mounts).contains(" " + place + " fuse")) {
          return true;
        }
      } catch (IOException ended) {
        return false;
      }
      Thread.onSpinWait();
    }
    return false;
  }

  /** A path as the program sees it, the mount included. */
  Path inside(Path path) {
    return Path.of("/proc/" + program.pid() + "/root" + path);
  }

  /** From now on nobody below the mount gets an answer. */
  void stop() {
    signal("STOP");
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    while (!stopped()) {
      Assertions.assertTrue(System.nanoTime() < end, "it does not stop");
      Thread.onSpinWait();
    }
  }

  void goOn() {
    signal("CONT");
  }

  private boolean stopped() {
    try {
      String status = Files.readString(Path.of("/proc/" + program.pid() + "/stat"));
      return status.substring(status.lastIndexOf(')')).startsWith(") T");
    } catch (IOException ended) {
      throw new UncheckedIOException(ended);
    }
  }

  private void signal(String name) {
    try {
      int code =
          new ProcessBuilder("kill", "-" + name, Long.toString(program.pid())).start().waitFor();
      Assertions.assertEquals(0, code, "the signal was sent");
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  /** A stopped program can be killed; the kernel then answers all that hang with an error. */
  @Override
  public void close() throws InterruptedException {
    program.destroyForcibly().waitFor(SECONDS, TimeUnit.SECONDS);
  }
}
