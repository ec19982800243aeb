package org.symbolon.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.symbolon.config.Configurations;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Reads the configuration again on SIGHUP and, if wanted, when the file has changed. The file's
 * content is compared, and no notice of the file system waited for: those do not come for files
 * that are links into a mounted volume.
 */
final class Reloading implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Reloading.class);

  private static final int LOOK_EVERY_SECONDS = 2;

  private final Wiring.Running running;
  private final Path file;
  private final Map<String, String> environment;
  private final boolean watching;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("reload").factory());
  private SignalHandler before = SignalHandler.SIG_DFL;
  private byte[] known = new byte[0];

  Reloading(Wiring.Running running, Path file, Map<String, String> environment, boolean watching) {
    this.running = running;
    this.file = file;
    this.environment = environment;
    this.watching = watching;
  }

  void begin() {
    known = content();
    before = Signal.handle(new Signal("HUP"), signal -> thread.execute(this::read));
    if (watching) {
      var unused =
          thread.scheduleWithFixedDelay(
              this::look, LOOK_EVERY_SECONDS, LOOK_EVERY_SECONDS, TimeUnit.SECONDS);
    }
  }

  /** One that is being written, or is away for a moment, is looked at again later. */
  private void look() {
    byte[] now = content();
    if (now.length > 0 && !Arrays.equals(now, known)) {
      read();
    }
  }

  private void read() {
    known = content();
    try {
      running.reload(Configurations.load(file, environment));
    } catch (RuntimeException unexpected) {
      // Whatever it was: what is in force stays, and the file is watched on.
      LOG.error("the configuration could not be read again, for a fault of ours", unexpected);
    }
  }

  private byte[] content() {
    try {
      return Files.readAllBytes(file);
    } catch (IOException unreadable) {
      return new byte[0];
    }
  }

  @Override
  public void close() {
    Signal.handle(new Signal("HUP"), before);
    thread.shutdownNow();
  }
}
