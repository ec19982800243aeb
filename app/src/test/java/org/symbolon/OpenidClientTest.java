package org.symbolon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The certified library openid-client of the JavaScript world, as npm has it. */
class OpenidClientTest {
  /** With all it needs, each at one version: so there is no lock file, which would name hosts. */
  private static final List<String> PACKAGES =
      List.of(
          "openid-client@5.7.1",
          "jose@4.15.9",
          "lru-cache@6.0.0",
          "yallist@4.0.0",
          "object-hash@2.2.0",
          "oidc-token-hash@5.0.3");

  /** Kept from run to run. */
  private static final Path INSTALLED = Path.of("target", "npm").toAbsolutePath();

  @TempDir private Path folder;

  @Test
  void it_discovers_registers_logs_in_refreshes_inspects_and_revokes() throws Exception {
    require();
    Path script = Path.of("src/test/resources/openid-client/run.mjs").toAbsolutePath();
    try (ClientSite site = new ClientSite(folder, ClientSite.STORAGE)) {
      Process node =
          new ProcessBuilder(
                  "node",
                  script.toString(),
                  INSTALLED.toString(),
                  site.issuer().toString(),
                  ClientSite.SECRET)
              .redirectErrorStream(true)
              .start();
      List<String> printed = new ArrayList<>();
      try (BufferedReader lines =
              new BufferedReader(
                  new InputStreamReader(node.getInputStream(), StandardCharsets.UTF_8));
          PrintWriter answers =
              new PrintWriter(node.getOutputStream(), true, StandardCharsets.UTF_8)) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          printed.add(line);
          if (line.startsWith("visit ")) {
            answers.println(site.visit(URI.create(line.substring("visit ".length()))));
          }
        }
      }
      assertThat(node.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(node.exitValue()).as(String.join("\n", printed)).isZero();
      assertThat(printed).contains("ok ID token verified", "ok userinfo", "ok refused afterwards");
    }
  }

  /** Installs it, or skips the test; where tests must run it fails instead. */
  private static void require() throws IOException, InterruptedException {
    if (Files.isDirectory(INSTALLED.resolve("node_modules/openid-client"))) {
      return;
    }
    Files.createDirectories(INSTALLED);
    List<String> command =
        new ArrayList<>(
            List.of(
                "npm",
                "install",
                "--prefix",
                INSTALLED.toString(),
                "--no-save",
                "--no-package-lock",
                "--ignore-scripts",
                "--no-audit",
                "--no-fund"));
    command.addAll(PACKAGES);
    String why = installed(command);
    if (!why.isEmpty()) {
      if ("1".equals(System.getenv("SYMBOLON_TESTS_MUST_RUN"))) {
        Assertions.fail(why);
      }
      Assumptions.abort(why);
    }
  }

  private static String installed(List<String> command) throws InterruptedException {
    try {
      Process npm = new ProcessBuilder(command).redirectErrorStream(true).start();
      String printed = new String(npm.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return npm.waitFor() == 0 ? "" : "npm does not install openid-client: " + printed;
    } catch (IOException missing) {
      return "node and npm are not installed here: " + missing.getMessage();
    }
  }
}
