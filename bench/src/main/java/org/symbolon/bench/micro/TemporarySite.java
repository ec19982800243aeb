package org.symbolon.bench.micro;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.stream.Stream;
import org.symbolon.bench.Site;

/** A site for one trial, deleted after it. */
final class TemporarySite implements AutoCloseable {
  private static final int UNUSED_PORT = 8080;

  private final Path folder;
  private final Site site;

  TemporarySite(SecureRandom random) throws IOException {
    folder = Files.createTempDirectory("symbolon-bench");
    site = Site.write(folder, UNUSED_PORT, "sqlite:bench.db", random);
  }

  Site site() {
    return site;
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }
}
