package org.symbolon.templates;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Takes pictures with the installed Chromium, one start for each. */
final class Chromium {
  private static final Path EXECUTABLE = Path.of("/usr/bin/chromium");

  private Chromium() {}

  static boolean installed() {
    return Files.isExecutable(EXECUTABLE);
  }

  /** Returns what the browser had to say, refusals by the content security policy among it. */
  static String photograph(
      String url, Path picture, int width, int height, boolean dark, Path scratch)
      throws IOException, InterruptedException {
    Path log = Files.createTempFile(scratch, "chromium", ".log");
    List<String> command =
        new ArrayList<>(
            List.of(
                EXECUTABLE.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-extensions",
                "--hide-scrollbars",
                "--enable-logging=stderr",
                "--user-data-dir=" + Files.createTempDirectory(scratch, "profile"),
                "--blink-settings=preferredColorScheme=" + (dark ? 0 : 1),
                "--window-size=" + width + "," + height,
                "--screenshot=" + picture,
                url));
    Process chromium =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    if (!chromium.waitFor(60, TimeUnit.SECONDS)) {
      chromium.destroyForcibly();
      throw new IOException("Chromium took more than a minute for " + url);
    }
    return Files.readString(log);
  }
}
