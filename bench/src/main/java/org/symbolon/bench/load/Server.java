package org.symbolon.bench.load;

import java.io.File;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.symbolon.bench.Site;

/** The gateway as a process of its own, started by the launcher that its users start it with. */
final class Server implements AutoCloseable {
  private static final Duration LONGEST_START = Duration.ofSeconds(60);
  private static final int LAST_LINES = 20;

  private final Process process;
  private final Duration start;

  private Server(Process process, Duration start) {
    this.process = process;
    this.start = start;
  }

  /**
   * Starts it and waits until it says that it is ready.
   *
   * @param javaOptions added to the launcher's own
   */
  static Server start(Path launcher, Site site, String javaOptions)
      throws IOException, InterruptedException {
    File log = site.folder().resolve("server.log").toFile();
    ProcessBuilder builder =
        new ProcessBuilder(
                List.of(launcher.toString(), "serve", "--config", site.file().toString()))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log));
    builder.environment().put("JAVA_OPTS", javaOptions);
    long began = System.nanoTime();
    Process process = builder.start();
    boolean ready = false;
    try {
      while (!isReady(site.port())) {
        if (!process.isAlive() || System.nanoTime() - began > LONGEST_START.toNanos()) {
          throw new IOException("the gateway did not start: " + tail(log.toPath()));
        }
        TimeUnit.MILLISECONDS.sleep(10);
      }
      ready = true;
      return new Server(process, Duration.ofNanos(System.nanoTime() - began));
    } finally {
      if (!ready) {
        process.destroyForcibly();
      }
    }
  }

  /** The reason stands at the end; the runs before it are in the same file. */
  private static String tail(Path log) throws IOException {
    List<String> lines = Files.readAllLines(log);
    return String.join(
            System.lineSeparator(),
            lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()))
        + System.lineSeparator()
        + "(the end of "
        + log
        + ")";
  }

  private static boolean isReady(int port) throws IOException {
    try (Connection connection = new Connection(port)) {
      return connection.exchange(Requests.get(Paths.READY)).status() == 200;
    } catch (ConnectException notYet) {
      return false;
    }
  }

  /** From the launcher's first step to the first "ready". */
  Duration startTime() {
    return start;
  }

  /** Of the whole process since it began. */
  Duration cpu() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /**
   * Of Java's compiler alone, where the system tells it by thread: a part of {@link #cpu}. A server
   * that has run for some minutes has nearly none.
   */
  Duration compilerCpu() throws IOException {
    Path threads = Path.of("/proc/" + process.pid() + "/task");
    if (!Files.isDirectory(threads)) {
      return Duration.ZERO;
    }
    long nanos = 0;
    try (Stream<Path> all = Files.list(threads)) {
      for (Path thread : all.toList()) {
        try {
          if (Files.readString(thread.resolve("comm")).contains("CompilerThre")) {
            nanos += Long.parseLong(Files.readString(thread.resolve("schedstat")).split(" ")[0]);
          }
        } catch (IOException ended) {
          // Threads come and go, compiling ones too.
        }
      }
    }
    return Duration.ofNanos(nanos);
  }

  /** What it holds of the machine's memory, in MB of 10^6 bytes. */
  Optional<Long> residentMegabytes() throws IOException {
    try (Stream<String> lines = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .map(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024 / 1_000_000)
          .findFirst();
    }
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      if (!process.waitFor(15, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
