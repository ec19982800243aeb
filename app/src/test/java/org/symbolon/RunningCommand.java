package org.symbolon;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.symbolon.cli.Cli;

/** A command that serves, run as its user runs it, in this process, until it is closed. */
public final class RunningCommand implements AutoCloseable {
  private final CompletableFuture<Integer> exit;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  /** Returns once it serves. */
  public RunningCommand(String... arguments) throws InterruptedException {
    this(InstantSource.system(), arguments);
  }

  /** By another clock than the machine's. */
  public RunningCommand(InstantSource clock, String... arguments) throws InterruptedException {
    CountDownLatch started = new CountDownLatch(1);
    SecureRandom random = new SecureRandom();
    Cli.Surroundings surroundings =
        new Cli.Surroundings(
            new GatewayWiring(random, clock),
            Map.of(),
            random,
            new PrintWriter(out),
            new PrintWriter(err),
            running -> {
              started.countDown();
              await(stop);
            });
    exit =
        CompletableFuture.supplyAsync(
            () -> Cli.run(surroundings, arguments),
            task -> Thread.ofPlatform().name(arguments[0]).start(task));
    exit.thenRun(started::countDown);
    if (!started.await(60, TimeUnit.SECONDS) || exit.isDone()) {
      throw new IllegalStateException(arguments[0] + " did not start: " + err);
    }
  }

  /** What it has printed so far. */
  String printed() {
    return out.toString();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() throws Exception {
    stop.countDown();
    exit.get(Duration.ofSeconds(30).toSeconds(), TimeUnit.SECONDS);
  }
}
