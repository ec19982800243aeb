package org.symbolon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/write-a-resolver.md says, done. */
class WriteAResolverTest {
  private static final Path ROOT = Path.of(Files.exists(Path.of("..", "docs")) ? ".." : ".");
  private static final Path CODE = ROOT.resolve("resolvers-spi/src/test/java/site/roster");
  private static final Pattern JAVA = Pattern.compile("(?s)```java\\R(.*?)```");
  private static final String SERVICE = "META-INF/services/org.symbolon.resolver.ResolverFactory";

  @TempDir private Path home;

  private static List<String> blocks() throws IOException {
    String page = Files.readString(ROOT.resolve("docs/write-a-resolver.md"));
    return JAVA.matcher(page).results().map((MatchResult block) -> block.group(1)).toList();
  }

  @Test
  void its_code_is_what_the_build_compiles_and_runs_through_the_contract_suite()
      throws IOException {
    assertThat(blocks())
        .containsExactly(
            Files.readString(CODE.resolve("RosterFactory.java")),
            Files.readString(CODE.resolve("RosterContractTest.java")));
    assertThat(blocks().getFirst().lines().filter(line -> !line.isBlank()).count())
        .as("a complete resolver")
        .isLessThan(60);
  }

  @Test
  void its_jar_in_plugins_is_found_by_the_started_gateway() throws Exception {
    pack();
    int port = freePort();
    Files.writeString(home.resolve("people"), "ana 2001 2001\n");
    Files.writeString(home.resolve("symbolon.yaml"), configuration(port));
    assertThat(symbolon("master-key", "new", "master.key").waitFor()).isZero();
    Process gateway = symbolon("serve", "--config", "symbolon.yaml");
    try {
      assertThat(readiness(port, gateway)).isEqualTo(200);
      Files.delete(home.resolve("people"));
      assertThat(symbolon("check", "--config", "symbolon.yaml").waitFor()).isEqualTo(1);
      assertThat(Files.readString(home.resolve("check.log")))
          .contains("resolvers people", "the roster", "can not be read");
    } finally {
      gateway.destroy();
      gateway.waitFor(20, TimeUnit.SECONDS);
    }
  }

  /** As the page says, but for the compiler in this process. */
  private void pack() throws IOException {
    Path source = home.resolve("RosterFactory.java");
    Path classes = Files.createDirectories(home.resolve("roster"));
    Files.writeString(source, blocks().getFirst());
    assertThat(
            ToolProvider.getSystemJavaCompiler()
                .run(
                    null,
                    null,
                    null,
                    "-cp",
                    delivered(),
                    "-d",
                    classes.toString(),
                    source.toString()))
        .isZero();
    Files.createDirectories(home.resolve("plugins"));
    try (JarOutputStream jar =
            new JarOutputStream(Files.newOutputStream(home.resolve("plugins/roster.jar")));
        Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        jar.putNextEntry(new JarEntry(classes.relativize(file).toString()));
        Files.copy(file, jar);
        jar.closeEntry();
      }
      jar.putNextEntry(new JarEntry(SERVICE));
      jar.write("site.roster.RosterFactory\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
      jar.closeEntry();
    }
  }

  /** The class path without what belongs to tests: the contract suite has the example too. */
  private static String delivered() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> !entry.endsWith("test-classes") && !entry.endsWith("-tests.jar"))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  private Process symbolon(String... arguments) throws IOException {
    List<String> command =
        Stream.concat(
                Stream.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "--enable-native-access=ALL-UNNAMED",
                    "-XX:TieredStopAtLevel=1",
                    "-Dsymbolon.home=" + home,
                    "-cp",
                    delivered(),
                    "org.symbolon.Main"),
                Arrays.stream(arguments))
            .toList();
    return new ProcessBuilder(command)
        .directory(home.toFile())
        .redirectErrorStream(true)
        .redirectOutput(home.resolve(arguments[0] + ".log").toFile())
        .start();
  }

  private static int readiness(int port, Process gateway) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/readyz")).build();
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
    try (HttpClient http = HttpClient.newHttpClient()) {
      while (true) {
        try {
          return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException notYet) {
          if (System.nanoTime() > end || gateway.waitFor(100, TimeUnit.MILLISECONDS)) {
            throw notYet;
          }
        }
      }
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }

  private static String configuration(int port) {
    return """
        listen: 127.0.0.1:%1$d
        master-key-file: master.key
        database: sqlite:gateway.db
        issuer:
          url: http://127.0.0.1:%1$d
          profile: wlcg
          audience: https://storage.lab.example
        login:
          - name: local
            local-accounts:
              - name: ana
                password-hash: '%2$s'
        resolvers:
          - name: people
            type: roster
            file: people
        accounts: people
        clients:
          - id: cli
            public: true
            grants: [device]
        scopes:
          - scope: compute.read
            for: everyone
            grant: true
        """
        .formatted(port, org.symbolon.login.LocalAccounts.hash("a password of ana".toCharArray()));
  }
}
