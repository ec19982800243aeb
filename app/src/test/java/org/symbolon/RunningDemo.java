package org.symbolon;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.symbolon.cli.Cli;

/** {@code symbolon demo}, run as its user runs it, in this process and on free ports. */
final class RunningDemo implements AutoCloseable {
  private final int port;
  private final CompletableFuture<Integer> exit;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  RunningDemo(Path directory) throws Exception {
    this.port = twoFreePorts();
    CountDownLatch started = new CountDownLatch(1);
    SecureRandom random = new SecureRandom();
    Cli.Surroundings surroundings =
        new Cli.Surroundings(
            new GatewayWiring(random, InstantSource.system()),
            Map.of(),
            random,
            new PrintWriter(out),
            new PrintWriter(err),
            running -> {
              started.countDown();
              await(stop);
            });
    this.exit =
        CompletableFuture.supplyAsync(
            () ->
                Cli.run(
                    surroundings,
                    "demo",
                    "--port",
                    Integer.toString(port),
                    "--directory",
                    directory.resolve("demo").toString()),
            task -> Thread.ofPlatform().name("demo").start(task));
    exit.thenRun(started::countDown);
    if (!started.await(60, TimeUnit.SECONDS) || exit.isDone()) {
      throw new IllegalStateException("the demo did not start: " + err);
    }
  }

  String address() {
    return "http://127.0.0.1:" + port;
  }

  /** A port at which nobody answers: where a native client would have listened. */
  int deadPort() {
    return port + 2;
  }

  /** As printed for the person at the terminal. */
  String greeting() {
    return out.toString();
  }

  String passwordOf(String name) {
    Matcher line = Pattern.compile("(?m)^ +" + name + " +(\\S+)").matcher(greeting());
    if (!line.find()) {
      throw new IllegalStateException("no password of " + name + " in " + greeting());
    }
    return line.group(1);
  }

  String serviceSecret() {
    Matcher secret = Pattern.compile("nightly:(\\S+)").matcher(greeting());
    if (!secret.find()) {
      throw new IllegalStateException("no secret in " + greeting());
    }
    return secret.group(1);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static int twoFreePorts() throws IOException {
    while (true) {
      try (ServerSocket one = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        int port = one.getLocalPort();
        if (port < 65535) {
          try (ServerSocket next =
              new ServerSocket(port + 1, 1, InetAddress.getLoopbackAddress())) {
            return next.getLocalPort() - 1;
          } catch (IOException taken) {
            // Another pair, then.
          }
        }
      }
    }
  }

  @Override
  public void close() throws Exception {
    stop.countDown();
    exit.get(Duration.ofSeconds(30).toSeconds(), TimeUnit.SECONDS);
  }
}
