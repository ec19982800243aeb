package org.symbolon.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.symbolon.login.Failures.Attempt;
import org.symbolon.login.Failures.Limit;

final class TwoProcessesTest {
  private static final int TIMES = 200;

  @Test
  void processes_that_open_one_file_together_from_the_start_write_beside_one_another(
      @TempDir Path folder) throws Exception {
    Path file = folder.resolve("symbolon.db");
    List<Process> children = List.of(child(file), child(file));
    try (Store store = Store.open(new StoreSettings.Sqlite(file), Instant::now)) {
      for (int number = 0; number < TIMES; number++) {
        store
            .failures()
            .attempt(
                List.of(new Limit("bucket", Integer.MAX_VALUE)), Duration.ofDays(1), Instant.now());
      }
      for (Process child : children) {
        assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(child.exitValue()).isZero();
      }
      assertThat(
              store
                  .failures()
                  .attempt(
                      List.of(new Limit("bucket", 3 * TIMES + 1)),
                      Duration.ofDays(1),
                      Instant.now()))
          .as("all but one were counted before")
          .isEqualTo(Attempt.LAST);
    } finally {
      children.forEach(Process::destroyForcibly);
    }
  }

  @Test
  void what_a_process_left_that_was_killed_while_upgrading_keeps_nobody_from_doing_it(
      @TempDir Path folder) throws Exception {
    Path file = folder.resolve("symbolon.db");
    Path left = Files.createFile(folder.resolve("symbolon.db-upgrade"));

    try (Store store = Store.open(new StoreSettings.Sqlite(file), Instant::now)) {
      store.putSettingIfNone("who", "the next");
    }

    assertThat(left).doesNotExist();
  }

  private static Process child(Path file) throws java.io.IOException {
    return ChildProcess.start(CountingChild.class, file.toString(), "bucket", "" + TIMES);
  }
}
