package org.symbolon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.symbolon.cli.Cli;

/** What the launcher runs to make the AOT cache. */
final class RehearseTest {
  private final StringWriter err = new StringWriter();

  @Test
  void a_rehearsal_answers_tokens_and_ends_by_itself(@TempDir Path folder) {
    assertThat(run("rehearse", "--directory", folder.resolve("rehearsal").toString()))
        .as(err.toString())
        .isZero();
    assertThat(folder.resolve("rehearsal/gateway.db")).exists();
  }

  private int run(String... arguments) {
    SecureRandom random = new SecureRandom();
    return Cli.run(
        new Cli.Surroundings(
            new GatewayWiring(random, InstantSource.system()),
            Map.of(),
            random,
            new PrintWriter(new StringWriter()),
            new PrintWriter(err),
            running -> {
              throw new IllegalStateException("a rehearsal waits for nobody");
            }),
        arguments);
  }
}
