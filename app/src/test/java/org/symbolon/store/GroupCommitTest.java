package org.symbolon.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.ProtocolException;

final class GroupCommitTest {
  private final Engine engine;
  private final List<Thread> callers = new ArrayList<>();
  private final CountDownLatch held = new CountDownLatch(1);

  GroupCommitTest(@TempDir Path folder) {
    engine = Opening.open(new StoreSettings.Sqlite(folder.resolve("symbolon.db")));
  }

  @BeforeEach
  void begin() {
    assertThat(stored()).isEmpty();
  }

  @AfterEach
  void close() {
    held.countDown();
    engine.close();
  }

  @Test
  void a_failing_unit_among_good_ones_takes_back_only_itself() {
    CompletableFuture<String> first = heldUp("first");
    List<CompletableFuture<String>> waiting =
        List.of(
            commit(handle -> put(handle, "before")),
            commit(
                handle -> {
                  put(handle, "half");
                  throw new IllegalStateException("of its own");
                }),
            commit(
                handle -> {
                  put(handle, "other half");
                  handle.execute("INSERT INTO settings (name, value) VALUES ('x', NULL)");
                  return "never";
                }),
            commit(handle -> put(handle, "after")));
    untilAllWait();
    held.countDown();

    assertThat(first.join()).isEqualTo("first");
    assertThat(waiting.get(0).join()).isEqualTo("before");
    assertThatThrownBy(waiting.get(1)::join)
        .isInstanceOf(CompletionException.class)
        .cause()
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("of its own");
    assertThatThrownBy(waiting.get(2)::join).isInstanceOf(CompletionException.class);
    assertThat(waiting.get(3).join()).isEqualTo("after");
    assertThat(stored()).containsExactly("after", "before", "first");
  }

  @Test
  void nobody_is_answered_and_nothing_is_seen_before_the_commit_of_the_batch() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch reached = new CountDownLatch(1);
    CountDownLatch ready = new CountDownLatch(1);
    CompletableFuture<String> first =
        commit(
            handle -> {
              running.countDown();
              await(ready);
              return "first";
            });
    // Until its batch has begun the others could still come into it.
    await(running);
    CompletableFuture<String> quick = commit(handle -> put(handle, "quick"));
    untilAllWait();
    CompletableFuture<String> slow =
        commit(
            handle -> {
              reached.countDown();
              await(held);
              return put(handle, "slow");
            });
    untilAllWait();
    ready.countDown();
    first.join();
    reached.await();

    // The quick one has run in the same batch; its transaction is still open.
    assertThat(quick).isNotDone();
    assertThat(stored()).isEmpty();

    held.countDown();
    assertThat(quick.join()).isEqualTo("quick");
    assertThat(slow.join()).isEqualTo("slow");
    assertThat(stored()).containsExactly("quick", "slow");
  }

  @Test
  void if_the_commit_fails_all_fail_and_the_next_batch_goes_on() {
    CompletableFuture<String> first = heldUp("first");
    CompletableFuture<String> good = commit(handle -> put(handle, "good"));
    CompletableFuture<String> bad =
        commit(
            handle -> {
              // Checked at COMMIT, which then fails.
              handle.execute("PRAGMA defer_foreign_keys = ON");
              handle.execute(
                  "INSERT INTO grant_lineage (grant_id, ancestor_id) VALUES ('no', 'no')");
              return "bad";
            });
    CompletableFuture<String> alsoGood = commit(handle -> put(handle, "also good"));
    untilAllWait();
    held.countDown();

    assertThat(first.join()).isEqualTo("first");
    for (CompletableFuture<String> failed : List.of(good, bad, alsoGood)) {
      assertUnavailable(failed);
    }
    assertThat(stored()).containsExactly("first");
    assertThat(commit(handle -> put(handle, "next")).join()).isEqualTo("next");
    assertThat(stored()).containsExactly("first", "next");
  }

  @Test
  void a_full_disk_is_an_outage_that_leaves_nothing_and_passes() {
    engine.commit(
        handle -> {
          int pages = handle.createQuery("PRAGMA page_count").mapTo(Integer.class).one();
          return handle
              .createQuery("PRAGMA max_page_count = " + (pages + 1))
              .mapTo(Integer.class)
              .one();
        });
    String large = "x".repeat(100_000);

    assertUnavailable(commit(handle -> put(handle, large)));
    assertThat(stored()).isEmpty();

    engine.commit(
        handle -> handle.createQuery("PRAGMA max_page_count = 100000").mapTo(Long.class).one());
    assertThat(commit(handle -> put(handle, large)).join()).isEqualTo(large);
    assertThat(engine.trouble()).isEmpty();
  }

  @Test
  void even_an_error_in_a_unit_belongs_to_its_caller_alone() {
    assertThatThrownBy(
            () ->
                engine.commit(
                    handle -> {
                      throw new StackOverflowError("of its own");
                    }))
        .isInstanceOf(StackOverflowError.class);

    assertThat(commit(handle -> put(handle, "next")).join()).isEqualTo("next");
  }

  @Test
  void a_unit_cannot_commit_another() {
    assertThatThrownBy(() -> engine.commit(handle -> engine.commit(inner -> put(inner, "inner"))))
        .isInstanceOf(IllegalStateException.class);
    assertThat(stored()).isEmpty();
  }

  @Test
  void closing_writes_what_waits_and_refuses_what_comes_later() {
    CompletableFuture<String> first = heldUp("first");
    CompletableFuture<String> second = commit(handle -> put(handle, "second"));
    untilAllWait();
    Thread closing = Thread.ofVirtual().start(engine::close);
    held.countDown();

    assertThat(first.join()).isEqualTo("first");
    assertThat(second.join()).isEqualTo("second");
    join(closing);
    assertUnavailable(commit(handle -> put(handle, "too late")));
  }

  @Test
  void a_reader_cannot_write() {
    assertThatThrownBy(() -> engine.read(handle -> put(handle, "by a reader")))
        .isInstanceOf(ProtocolException.class);
    assertThat(stored()).isEmpty();
  }

  @Test
  void when_far_too_many_wait_the_next_is_told_at_once() {
    List<CompletableFuture<String>> waiting = new ArrayList<>(List.of(heldUp("first")));
    for (int number = 0; number < GroupCommit.MOST_WAITING; number++) {
      waiting.add(commit(handle -> "waiting"));
    }
    untilAllWait();

    assertUnavailable(commit(handle -> put(handle, "one too many")));

    held.countDown();
    waiting.forEach(CompletableFuture::join);
  }

  /** A unit that keeps the writer busy, so that those after it make one batch. */
  private CompletableFuture<String> heldUp(String name) {
    CountDownLatch running = new CountDownLatch(1);
    CompletableFuture<String> unit =
        commit(
            handle -> {
              running.countDown();
              await(held);
              return put(handle, name);
            });
    await(running);
    return unit;
  }

  private CompletableFuture<String> commit(Unit<String> unit) {
    CompletableFuture<String> answer = new CompletableFuture<>();
    callers.add(
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    answer.complete(engine.commit(unit));
                  } catch (RuntimeException e) {
                    answer.completeExceptionally(e);
                  }
                }));
    return answer;
  }

  private void untilAllWait() {
    for (Thread caller : callers) {
      while (caller.isAlive() && caller.getState() != Thread.State.TIMED_WAITING) {
        Thread.onSpinWait();
      }
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void assertUnavailable(CompletableFuture<String> failed) {
    assertThatThrownBy(failed::join)
        .cause()
        .isInstanceOfSatisfying(
            ProtocolException.class,
            e -> assertThat(e.error().code()).isEqualTo(ErrorCode.TEMPORARILY_UNAVAILABLE));
  }

  private static String put(Handle handle, String name) {
    handle
        .createUpdate("INSERT INTO settings (name, value) VALUES (:name, '')")
        .bind("name", name)
        .execute();
    return name;
  }

  private List<String> stored() {
    return engine.read(
        handle ->
            handle
                .createQuery("SELECT name FROM settings ORDER BY name")
                .mapTo(String.class)
                .list());
  }
}
