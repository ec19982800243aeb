package org.symbolon;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import org.symbolon.cli.Cli;

/** Starts the command line. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    SecureRandom random = new SecureRandom();
    int code =
        Cli.run(
            new Cli.Surroundings(
                new GatewayWiring(random, InstantSource.system()),
                System.getenv(),
                random,
                new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                Main::untilStopped),
            arguments);
    System.exit(code);
  }

  /** Ctrl-C and SIGTERM run the hook; the process ends once it has closed everything. */
  private static void untilStopped(AutoCloseable running) {
    CountDownLatch never = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> close(running), "stop"));
    try {
      never.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void close(AutoCloseable running) {
    try {
      running.close();
    } catch (Exception e) {
      throw new IllegalStateException("stopping failed", e);
    }
  }
}
