package org.symbolon;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.symbolon.cli.Cli;

/**
 * A reader who pastes the user guide's commands, one after the other, and has a browser; and then
 * an administrator with the operator guide's command.
 */
class UserGuideTest {
  private static final Pattern COMMANDS = Pattern.compile("```sh demo\\R(.*?)```", Pattern.DOTALL);
  private static final Pattern CUT_OFF =
      Pattern.compile("(?m)^symbolon (grants end --person anna --config FILE)");

  @TempDir private static Path directory;
  private static Chromium chromium;
  private static RunningDemo demo;
  private static String printed;

  @BeforeAll
  @Timeout(value = 3, unit = TimeUnit.MINUTES)
  static void paste() throws Exception {
    chromium = Chromium.start();
    demo = new RunningDemo(directory);
    printed = String.join("\n", paste(commands()));
  }

  @AfterAll
  static void stop() throws Exception {
    if (demo != null) {
      demo.close();
    }
    if (chromium != null) {
      chromium.close();
    }
  }

  @Test
  void the_commands_of_the_user_guide_do_what_it_says() {
    assertThat(printed)
        .contains("\"device_authorization_endpoint\":\"" + demo.address())
        .contains("\"keys\":[")
        // What the file system refuses is missing.
        .contains("\"scope\":\"openid profile offline_access storage.read:/project1/results\"")
        .contains("\"sub\":\"alice\",\"name\":\"Alice Example\"")
        .contains("\"scope\":\"storage.read:/project1/results/2026\"")
        .contains("\"aud\":\"https://batch.lab.example\"")
        .contains("\"scope\":\"openid storage.read:/home/alice\"")
        .doesNotContain("do not go on")
        .contains("\"scope\":\"storage.read:/public\"")
        .contains("\"active\":true", "{\"active\":false}")
        .contains("\"client_name\":\"My notebook\"", "deleted: 204")
        .contains("\"error\":\"invalid_scope\"");
    // A scope that nobody may have, and a job grant that was given back.
    assertThat(Pattern.compile("\"error\":").matcher(printed).results().count()).isEqualTo(2);
  }

  @Test
  void the_commands_of_the_page_on_token_exchange_do_what_it_says() {
    assertThat(printed)
        // Portal to storage.
        .contains("\"issued_token_type\":\"urn:ietf:params:oauth:token-type:access_token\"")
        .contains("\"scope\":\"storage.read:/project1/results/2026\"")
        .contains("\"client_id\":\"portal\"")
        .contains("\"made_from\":[")
        // Two services, one acting for the other.
        .contains("\"act\":{\"sub\":\"client:portal\"}")
        .contains("\"act\":{\"sub\":\"client:transfer\",\"act\":{\"sub\":\"client:portal\"}}")
        // A job grant, a token drawn from it, and its end.
        .contains("\"issued_token_type\":\"urn:symbolon:token-type:job-grant\"")
        .contains("\"token_type\":\"N_A\"")
        .contains("\"client_id\":\"workflow\"")
        // A pipeline and a pod, each by what its own issuer signed.
        .contains("\"sub\":\"client:nightly-build\"")
        .contains("\"sub\":\"client:analysis\"")
        .contains("\"client_id\":\"machines\"")
        // A client written for Entra: besides the portal's own exchange.
        .satisfies(
            text ->
                assertThat(Pattern.compile("\"client_id\":\"portal\"").matcher(text).results())
                    .hasSizeGreaterThan(1))
        .contains("\"error\":\"invalid_request\"");
  }

  @Test
  void the_operator_guides_command_cuts_a_person_off() throws Exception {
    Matcher command = CUT_OFF.matcher(page("operations.md"));
    assertThat(command.find()).isTrue();
    String[] arguments =
        command
            .group(1)
            .replace("anna", "alice")
            .replace("FILE", directory.resolve("demo/gateway.yaml").toString())
            .split(" ");
    assertThat(run(arguments)).containsIgnoringCase("ended");

    String newest =
        Pattern.compile("\"refresh_token\":\"([^\"]+)")
            .matcher(printed)
            .results()
            .map(found -> found.group(1))
            .reduce((first, second) -> second)
            .orElseThrow();
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<String> refresh =
          http.send(
              HttpRequest.newBuilder(URI.create(demo.address() + "/oauth2/token"))
                  .header("Content-Type", "application/x-www-form-urlencoded")
                  .POST(
                      HttpRequest.BodyPublishers.ofString(
                          "grant_type=refresh_token&client_id=lab-cli&refresh_token=" + newest))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(refresh.body()).contains("\"invalid_grant\"");
    }
  }

  /** What it printed, errors too. */
  private static String run(String... arguments) {
    SecureRandom random = new SecureRandom();
    StringWriter printed = new StringWriter();
    PrintWriter out = new PrintWriter(printed);
    Cli.run(
        new Cli.Surroundings(
            new GatewayWiring(random, InstantSource.system()),
            Map.of(),
            random,
            out,
            out,
            running -> {}),
        arguments);
    return printed.toString();
  }

  private static List<String> paste(Path script) throws Exception {
    ProcessBuilder bash = new ProcessBuilder("bash", script.toString()).redirectErrorStream(true);
    bash.environment().put("XDG_RUNTIME_DIR", directory.toString());
    Process process = bash.start();
    List<String> printed = new ArrayList<>();
    try (BrowserContext context = chromium.desktop(ColorScheme.LIGHT);
        BufferedReader output = process.inputReader();
        BufferedWriter input = process.outputWriter()) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        printed.add(line);
        if (line.startsWith("or open ")) {
          approve(context.newPage(), line.substring("or open ".length()));
        } else if (line.contains("/oauth2/authorize?")) {
          input.write(allow(context.newPage(), line.substring("Open ".length())) + "\n");
          input.flush();
        }
      }
      assertThat(process.waitFor()).as(String.join("\n", printed)).isZero();
    } finally {
      process.destroy();
    }
    return printed;
  }

  private static void approve(Page page, String address) {
    page.navigate(address);
    page.click("button:has-text('Continue')");
    // The second time the browser is signed in.
    page.locator("input[name=username], button:has-text('Approve')").first().waitFor();
    if (page.locator("input[name=username]").isVisible()) {
      page.fill("input[name=username]", "alice");
      page.fill("input[name=password]", demo.passwordOf("alice"));
      page.click("button:has-text('Sign in')");
      page.click("button:has-text('Allow')");
    }
    page.click("button:has-text('Approve')");
    page.waitForLoadState();
  }

  /** Still signed in. What the address bar shows in the end, though nobody answers there. */
  private static String allow(Page page, String address) {
    page.navigate(address);
    return page.waitForRequest(
            request -> request.url().startsWith("http://127.0.0.1:8765/callback"),
            () -> page.click("button:has-text('Allow')"))
        .url();
  }

  private static Path commands() throws IOException {
    String blocks =
        COMMANDS
            .matcher(page("user-guide.md") + page("token-exchange.md"))
            .results()
            .map(block -> block.group(1))
            .collect(Collectors.joining())
            .replace("http://127.0.0.1:8080", demo.address())
            .replace("http://127.0.0.1:8081", demo.campus())
            .replace("work/demo/", directory.resolve("demo") + "/");
    return Files.writeString(directory.resolve("guide.sh"), "set -eu\n" + blocks);
  }

  private static String page(String name) throws IOException {
    Path beside = Path.of("..", "docs", name);
    return Files.readString(Files.exists(beside) ? beside : Path.of("docs", name));
  }
}
