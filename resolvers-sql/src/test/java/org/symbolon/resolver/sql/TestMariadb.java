package org.symbolon.resolver.sql;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The MariaDB server of this module's tests: the one at {@code SYMBOLON_TEST_MARIADB_URL} (a JDBC
 * URL with user and password), else one of the system's own binaries, started in a temporary folder
 * on loopback.
 */
final class TestMariadb {
  private static final Path SERVER = Path.of("/usr/sbin/mariadbd");
  private static final Path INSTALLER = Path.of("/usr/bin/mariadb-install-db");
  private static final long PATIENCE_SECONDS = 60;

  private TestMariadb() {}

  /** The URL of the server, whose user may do everything. */
  static String start() throws IOException {
    String given = System.getenv("SYMBOLON_TEST_MARIADB_URL");
    if (given != null) {
      return given;
    }
    if (!Files.isExecutable(SERVER) || !Files.isExecutable(INSTALLER)) {
      throw new IOException("no " + SERVER + " or no " + INSTALLER);
    }
    Path folder = Files.createTempDirectory("symbolon-mariadb-");
    Path data = folder.resolve("data");
    String user = System.getProperty("user.name");
    List<String> install =
        new ArrayList<>(
            List.of(
                INSTALLER.toString(),
                "--no-defaults",
                "--datadir=" + data,
                "--auth-root-authentication-method=normal",
                "--skip-test-db"));
    install.add("--user=" + user);
    finish(run(install, folder.resolve("install.log")));
    int port = freePort();
    Process server =
        run(
            List.of(
                SERVER.toString(),
                "--no-defaults",
                // It refuses to be root unless told so.
                "--user=" + user,
                "--datadir=" + data,
                "--bind-address=127.0.0.1",
                "--port=" + port,
                "--socket=" + folder.resolve("socket"),
                "--pid-file=" + folder.resolve("pid"),
                "--skip-log-bin",
                "--innodb-flush-log-at-trx-commit=0"),
            folder.resolve("server.log"));
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, folder)));
    String url = "jdbc:mariadb://127.0.0.1:" + port + "/?user=root";
    awaitAnswer(url, server);
    return url;
  }

  private static Process run(List<String> command, Path log) throws IOException {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start();
  }

  private static void finish(Process process) throws IOException {
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IOException(INSTALLER + " failed");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private static void awaitAnswer(String url, Process server) throws IOException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (true) {
      try {
        DriverManager.getConnection(url).close();
        return;
      } catch (SQLException notYet) {
        if (System.nanoTime() > end || exited(server)) {
          server.destroy();
          throw new IOException("MariaDB does not start", notYet);
        }
      }
    }
  }

  /** Waits a moment for it, which is as good as a pause between two tries. */
  private static boolean exited(Process server) throws IOException {
    try {
      return server.waitFor(50, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private static void stop(Process server, Path folder) {
    server.destroy();
    try {
      if (!server.waitFor(10, TimeUnit.SECONDS)) {
        server.destroyForcibly().waitFor();
      }
      new ProcessBuilder("rm", "-rf", folder.toString()).start().waitFor();
    } catch (IOException | InterruptedException leftBehind) {
      // A temporary folder.
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
