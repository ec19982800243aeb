package org.symbolon.resolver.posix;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.symbolon.resolver.Account;

/** A process that really has an account's uid, gid and groups, and tries what it is asked. */
final class Probe implements AutoCloseable {
  private final Process process;
  private final Writer questions;
  private final BufferedReader answers;

  private Probe(Process process) {
    this.process = process;
    this.questions = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.US_ASCII);
    this.answers =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
  }

  static Probe as(Account account) throws IOException {
    try (InputStream script = Probe.class.getResourceAsStream("probe.pl")) {
      String text =
          new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
      String groups = account.gids().stream().map(String::valueOf).collect(Collectors.joining(","));
      return new Probe(
          new ProcessBuilder(
                  List.of(
                      "setpriv",
                      "--reuid=" + account.uid().getAsLong(),
                      "--regid=" + account.gid().getAsLong(),
                      "--groups=" + groups,
                      "perl",
                      "-e",
                      text))
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start());
    }
  }

  /** Whether the kernel lets it. */
  boolean can(Action action, Terrain.Spot spot, String path) throws IOException {
    return answer(
        "%s %s %s %s\n"
            .formatted(
                action.name().toLowerCase(java.util.Locale.ROOT),
                spot.kind().letter(),
                hex(path),
                hex(spot.place())),
        path);
  }

  /** Whether the kernel lets it rename what has this name, which is what deleting needs. */
  boolean canMove(String path) throws IOException {
    return answer("move - %s -\n".formatted(hex(path)), path);
  }

  /** Whether the kernel tells it what is there. */
  boolean canSee(String path) throws IOException {
    return answer("see - %s -\n".formatted(hex(path)), path);
  }

  private boolean answer(String question, String path) throws IOException {
    questions.write(question);
    questions.flush();
    String answer = answers.readLine();
    if (answer == null || !answer.matches("yes|no")) {
      throw new IOException("the probe ended at " + path);
    }
    return answer.equals("yes");
  }

  private static String hex(String path) {
    return HexFormat.of().formatHex(path.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() throws IOException {
    questions.close();
    process.destroy();
  }
}
