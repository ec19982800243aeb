package org.symbolon.store;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/** A server made from the binaries a distribution installs; they refuse to run as root. */
final class SystemPostgres {
  private static final Path INSTALLED = Path.of("/usr/lib/postgresql");

  private SystemPostgres() {}

  static TestPostgres.Server start() throws IOException {
    Path binaries = newest();
    Path folder = Files.createTempDirectory("symbolon-postgres-");
    if (isRoot()) {
      run(List.of("chown", "postgres", folder.toString()));
    }
    Path data = folder.resolve("data");
    run(
        asPostgres(
            binaries.resolve("initdb").toString(),
            "--auth=trust",
            "--username=postgres",
            "--encoding=UTF8",
            "--no-sync",
            "--pgdata=" + data));
    int port = freePort();
    String controller = binaries.resolve("pg_ctl").toString();
    run(
        asPostgres(
            controller,
            "--pgdata=" + data,
            "--log=" + folder.resolve("log"),
            "--options=-p "
                + port
                + " -F -c listen_addresses=127.0.0.1 -c max_connections=200 -c"
                + " deadlock_timeout=50ms -c unix_socket_directories="
                + folder,
            "--wait",
            "start"));
    AtomicBoolean stopped = new AtomicBoolean();
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  stopped.set(true);
                  stop(asPostgres(controller, "--pgdata=" + data, "--mode=immediate", "stop"));
                  stop(List.of("rm", "-rf", folder.toString()));
                }));
    return new TestPostgres.Server(
        "jdbc:postgresql://127.0.0.1:" + port + "/postgres", "postgres", "", stopped);
  }

  private static Path newest() throws IOException {
    if (!Files.isDirectory(INSTALLED)) {
      throw new IOException("nothing in " + INSTALLED);
    }
    try (Stream<Path> versions = Files.list(INSTALLED)) {
      return versions
          .map(version -> version.resolve("bin"))
          .filter(binaries -> Files.isExecutable(binaries.resolve("initdb")))
          .max(Comparator.naturalOrder())
          .orElseThrow(() -> new IOException("no server in " + INSTALLED));
    }
  }

  private static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  private static List<String> asPostgres(String... command) {
    List<String> all = new ArrayList<>();
    if (isRoot()) {
      all.addAll(
          List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", "--"));
    }
    all.addAll(List.of(command));
    return all;
  }

  private static void run(List<String> command) throws IOException {
    // The server inherits what it is started with: a pipe would never end.
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      int status = process.waitFor();
      if (status != 0) {
        throw new IOException(command + " ended with " + status);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static void stop(List<String> command) {
    try {
      run(command);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
