package org.symbolon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.symbolon.cli.Cli;

/** {@code scan}: which group owns which subtree. */
class ScanTest {
  @TempDir private Path directory;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int scan(String... arguments) {
    SecureRandom random = new SecureRandom();
    String[] all = new String[arguments.length + 1];
    all[0] = "scan";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return Cli.run(
        new Cli.Surroundings(
            new GatewayWiring(random, InstantSource.system()),
            Map.of(),
            random,
            new PrintWriter(out),
            new PrintWriter(err),
            running -> {}),
        all);
  }

  private Path make(String path) throws IOException {
    Path made = Files.createDirectories(directory.resolve(path));
    Files.setAttribute(made, "unix:mode", 0750);
    return made;
  }

  /** A group that the machine has no name for. */
  private static void give(Path path) throws IOException {
    try {
      Files.setAttribute(path, "unix:gid", 64321);
    } catch (IOException forbidden) {
      assumeTrue(false, "files can only be given away as root");
    }
  }

  @Test
  void directories_of_the_same_group_are_one_line() throws IOException {
    Files.setAttribute(directory, "unix:mode", 0755);
    give(make("data/ana"));
    give(make("data/ana/deep"));
    give(Files.createFile(directory.resolve("data/ana/deep/hers")));
    Files.createFile(directory.resolve("data/ana/deep/not-hers"));
    make("data/other/deeper");

    assertThat(scan(directory.toString())).isZero();

    assertThat(err.toString()).isEmpty();
    assertThat(out.toString().lines())
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .startsWith("/ ")
                    .endsWith("rwxr-xr-x: 3 directories, 0 files below"),
            line ->
                assertThat(line)
                    .isEqualTo(
                        "/data/ana  64321 rwxr-x---: 1 directories, 2 files below, 1 of them in"
                            + " other groups"));
  }

  @Test
  void links_that_lead_out_or_in_circles_are_named_and_not_followed() throws IOException {
    Path data = make("data");
    Files.createSymbolicLink(data.resolve("out"), Path.of("/etc"));
    Files.createSymbolicLink(data.resolve("up"), Path.of(".."));
    Files.createSymbolicLink(data.resolve("self"), Path.of("self"));
    Files.createSymbolicLink(data.resolve("gone"), Path.of("nothing"));
    Files.createSymbolicLink(data.resolve("fine"), Path.of("../data2"));
    make("data2");

    assertThat(scan(directory.toString())).isZero();

    assertThat(err.toString().lines())
        .satisfiesExactlyInAnyOrder(
            line -> assertThat(line).startsWith("/data/out is a link that leads out"),
            line -> assertThat(line).startsWith("/data/up is a link to a directory it lies in"),
            line -> assertThat(line).startsWith("/data/self is a link"),
            line -> assertThat(line).startsWith("/data/gone is a link to something"));
  }

  @Test
  void names_are_shown_as_scopes_have_them_whatever_they_are() throws IOException {
    Path odd = Path.of(URI.create(directory.toUri() + "my%20data%FF%1B"));
    Files.createDirectory(odd);
    give(odd);
    assertThat(scan(directory.toString())).isZero();
    assertThat(out.toString()).contains("/my%20data%FF%1B  64321").doesNotContain("\u001b");
  }

  @Test
  void what_is_too_large_is_told_as_far_as_it_was_seen() throws IOException {
    make("a/b/c/d");
    assertThat(scan("--entries", "2", directory.toString())).isEqualTo(1);
    assertThat(out.toString()).startsWith("/ ");
    assertThat(err.toString()).contains("Stopped after 2 entries");
  }

  @Test
  void a_path_that_is_no_directory_is_a_mistake() {
    assertThat(scan(directory.resolve("nothing").toString())).isEqualTo(1);
    assertThat(err.toString()).contains("is no directory");
  }
}
