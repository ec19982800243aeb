package org.symbolon.store;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.symbolon.login.Failures.Limit;

/** A process that counts failures, beside others that do. */
final class CountingChild {
  private CountingChild() {}

  /**
   * @param arguments the database file, the bucket, how many times
   */
  public static void main(String[] arguments) {
    StoreSettings settings = new StoreSettings.Sqlite(Path.of(arguments[0]));
    try (Store store = Store.open(settings, Instant::now)) {
      for (int number = 0; number < Integer.parseInt(arguments[2]); number++) {
        store
            .failures()
            .attempt(
                List.of(new Limit(arguments[1], Integer.MAX_VALUE)),
                Duration.ofDays(1),
                Instant.now());
      }
    }
  }
}
