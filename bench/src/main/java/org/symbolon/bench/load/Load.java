package org.symbolon.bench.load;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/**
 * Requests over several connections: in a closed loop, where each connection sends its next request
 * once the last is answered, or at a fixed rate.
 */
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

  /** When a connection's requests are due. */
  sealed interface Pace {
    /** Once the last is answered. */
    record ClosedLoop() implements Pace {}

    /**
     * So many a second, of all connections together. What is sent late, because the answer before
     * was late, counts from when it was due: it would have waited as long for another connection.
     */
    record Fixed(int perSecond) implements Pace {}
  }

  private record Part(Latencies latencies, long failed) {}

  /**
   * @param scripts one for each connection
   * @param most ends early after so many requests of all connections together
   */
  static Result run(int port, List<? extends Script> scripts, Pace pace, Duration time, long most)
      throws InterruptedException {
    long began = System.nanoTime();
    long end = began + time.toNanos();
    Latencies all = new Latencies();
    long failed = 0;
    try (ExecutorService threads = Executors.newFixedThreadPool(scripts.size())) {
      List<Future<Part>> parts = new ArrayList<>();
      for (int index = 0; index < scripts.size(); index++) {
        Script script = scripts.get(index);
        int number = index;
        parts.add(
            threads.submit(
                () ->
                    one(
                        port,
                        script,
                        clock(pace, scripts.size(), number),
                        end,
                        most / scripts.size())));
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

  /** Says when one connection may send, and since when the answer is waited for. */
  private interface Clock {
    long next();
  }

  private static Clock clock(Pace pace, int connections, int number) {
    return switch (pace) {
      case Pace.ClosedLoop() -> System::nanoTime;
      case Pace.Fixed(int perSecond) ->
          new Ticks(connections * 1_000_000_000L / perSecond, number, connections);
    };
  }

  /** Evenly over time, and one connection after the other. */
  private static final class Ticks implements Clock {
    private final long between;
    private long due;

    Ticks(long between, int number, int connections) {
      this.between = between;
      this.due = System.nanoTime() + between * number / connections;
    }

    @Override
    public long next() {
      long now = System.nanoTime();
      while (now < due) {
        LockSupport.parkNanos(due - now);
        now = System.nanoTime();
      }
      long sent = due;
      due += between;
      return sent;
    }
  }

  private static Part one(int port, Script script, Clock clock, long end, long most)
      throws IOException, InterruptedException {
    Latencies latencies = new Latencies();
    long failed = 0;
    try (Connection connection = new Connection(port)) {
      for (long count = 0; count < most && System.nanoTime() < end; count++) {
        byte[] request = script.next();
        long began = clock.next();
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
