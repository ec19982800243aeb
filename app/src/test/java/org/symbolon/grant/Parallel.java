package org.symbolon.grant;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Does the same from many threads at once. */
public final class Parallel {
  private Parallel() {}

  /**
   * @param action is given 0 to {@code times - 1}
   * @return what each came to, in that order
   */
  public static <T> List<T> run(int times, IntFunction<T> action) {
    CountDownLatch start = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<T>> futures = new ArrayList<>();
      for (int number = 0; number < times; number++) {
        int mine = number;
        futures.add(
            threads.submit(
                () -> {
                  start.await();
                  return action.apply(mine);
                }));
      }
      start.countDown();
      List<T> results = new ArrayList<>();
      for (Future<T> future : futures) {
        results.add(future.get());
      }
      return results;
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }
}
