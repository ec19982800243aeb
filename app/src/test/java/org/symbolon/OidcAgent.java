package org.symbolon;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** The real oidc-agent of this machine, with a folder of its own. */
final class OidcAgent implements AutoCloseable {
  private static final int SECONDS = 60;

  private final Path folder;
  private final Path socket;
  private final Path log;
  private final Process agent;

  OidcAgent(Path folder) throws IOException, InterruptedException {
    this.folder = Files.createDirectories(folder);
    this.socket = folder.resolve("agent.sock");
    this.log = folder.resolve("agent.log");
    Files.createDirectories(folder.resolve("accounts"));
    this.agent =
        builder(List.of("oidc-agent", "--console", "-g", "-a", socket.toString()))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    for (int tries = 0; !Files.exists(socket); tries++) {
      if (tries == 200 || !agent.isAlive()) {
        throw new IOException("oidc-agent did not start: " + Files.readString(log));
      }
      // Another program starts in its own time, and tells nobody when it is ready.
      Thread.sleep(50);
    }
  }

  /** Skips the test where it is not installed, and fails it where tests must run. */
  static void require() {
    for (String program : List.of("oidc-agent", "oidc-gen", "oidc-token")) {
      if (!Files.isExecutable(Path.of("/usr/bin", program))) {
        if ("1".equals(System.getenv("SYMBOLON_TESTS_MUST_RUN"))) {
          Assertions.fail("oidc-agent is not installed here: install oidc-agent-cli");
        }
        Assumptions.abort("oidc-agent is not installed here");
      }
    }
  }

  /** What a program printed, and how it ended. */
  record Ran(int code, String output) {}

  Ran run(String... command) throws IOException, InterruptedException {
    return run(line -> {}, command);
  }

  /**
   * @param reader gets each line as it is printed
   */
  Ran run(Consumer<String> reader, String... command) throws IOException, InterruptedException {
    Process process = builder(List.of(command)).redirectErrorStream(true).start();
    process.getOutputStream().close();
    List<String> lines = new ArrayList<>();
    try (BufferedReader printed =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = printed.readLine(); line != null; line = printed.readLine()) {
        lines.add(line);
        reader.accept(line);
      }
    }
    if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException(String.join(" ", command) + " does not end: " + lines);
    }
    return new Ran(process.exitValue(), String.join("\n", lines));
  }

  private ProcessBuilder builder(List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("OIDC_SOCK", socket.toString());
    builder.environment().put("OIDC_CONFIG_DIR", folder.resolve("accounts").toString());
    builder.environment().put("HOME", folder.toString());
    builder.environment().put("OIDC_ENCRYPTION_PW", "a password for a test");
    return builder;
  }

  /** What the agent logged. */
  String log() throws IOException {
    return Files.readString(log);
  }

  @Override
  public void close() throws Exception {
    agent.destroy();
    if (!agent.waitFor(SECONDS, TimeUnit.SECONDS)) {
      agent.destroyForcibly();
    }
  }
}
