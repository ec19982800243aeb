package org.symbolon.bench.load;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A closed loop: each connection sends its next request once the last is answered. */
final class Load {
  /** How many connections. */
  static final int CONNECTIONS = 16;

  private Load() {}

  /**
   * What came of it.
   *
   * @param failed answers that were not the scenario's
   */
  record Result(Latencies latencies, long failed, Duration took) {
    double perSecond() {
      return latencies.total() / (took.toNanos() / 1e9);
    }
  }

  private record Part(Latencies latencies, long failed) {}

  /**
   * @param scripts one for each connection
   * @param most ends early after so many requests of all connections together
   */
  static Result run(int port, List<? extends Script> scripts, Duration time, long most)
      throws InterruptedException {
    long began = System.nanoTime();
    long end = began + time.toNanos();
    Latencies all = new Latencies();
    long failed = 0;
    try (ExecutorService threads = Executors.newFixedThreadPool(scripts.size())) {
      List<Future<Part>> parts = new ArrayList<>();
      for (Script script : scripts) {
        parts.add(threads.submit(() -> one(port, script, end, most / scripts.size())));
      }
      for (Future<Part> part : parts) {
        all.add(part.get().latencies());
        failed += part.get().failed();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("a connection failed", e.getCause());
    }
    return new Result(all, failed, Duration.ofNanos(System.nanoTime() - began));
  }

  private static Part one(int port, Script script, long end, long most)
      throws IOException, InterruptedException {
    Latencies latencies = new Latencies();
    long failed = 0;
    try (Connection connection = new Connection(port)) {
      for (long count = 0; count < most && System.nanoTime() < end; count++) {
        byte[] request = script.next();
        long began = System.nanoTime();
        Answer answer = connection.exchange(request);
        latencies.add(System.nanoTime() - began);
        if (!script.accept(answer)) {
          failed++;
        }
      }
    }
    return new Part(latencies, failed);
  }
}
