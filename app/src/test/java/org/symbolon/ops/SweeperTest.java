package org.symbolon.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class SweeperTest {
  private Instant now = Instant.parse("2026-01-31T12:00:00Z");
  private final InstantSource clock = () -> now;

  @Test
  void a_round_sweeps_in_small_batches_until_nothing_is_left() {
    int[] left = {250};
    AtomicInteger calls = new AtomicInteger();
    Sweeper sweeper =
        sweeper(
            () -> {
              calls.incrementAndGet();
              int batch = Math.min(100, left[0]);
              left[0] -= batch;
              return batch;
            });
    assertThat(sweeper.round()).isEqualTo(250);
    assertThat(calls).hasValue(4);
    assertThat(sweeper.round()).isZero();
  }

  @Test
  void a_round_ends_when_its_share_of_the_time_is_spent() {
    Sweeper sweeper =
        sweeper(
            () -> {
              now = now.plusSeconds(2);
              return 100;
            });
    assertThat(sweeper.round()).isEqualTo(300);
  }

  @Test
  void a_failure_ends_the_round_and_the_next_one_tries_again() {
    AtomicInteger calls = new AtomicInteger();
    Sweeper sweeper =
        sweeper(
            () ->
                switch (calls.incrementAndGet()) {
                  case 1 -> 100;
                  case 2 -> throw new IllegalStateException("the database is down");
                  case 3 -> 5;
                  default -> 0;
                });
    assertThat(sweeper.round()).isEqualTo(100);
    assertThat(sweeper.round()).isEqualTo(5);
  }

  @Test
  void it_sweeps_again_and_again_in_spite_of_failures_until_closed() throws Exception {
    CountDownLatch rounds = new CountDownLatch(3);
    AtomicInteger calls = new AtomicInteger();
    Sweeper sweeper =
        new Sweeper(
            () -> {
              rounds.countDown();
              if (calls.incrementAndGet() == 1) {
                throw new IllegalStateException("the database is down");
              }
              return 0;
            },
            Duration.ofMillis(4),
            clock,
            new Random(1));
    sweeper.start();
    assertThat(rounds.await(10, TimeUnit.SECONDS)).isTrue();
    sweeper.close();
    int before = calls.get();
    sweeper.close();
    assertThat(calls).hasValue(before);
  }

  @Test
  void closing_ends_a_round_after_its_batch() throws Exception {
    CountDownLatch sweeping = new CountDownLatch(1);
    Sweeper sweeper =
        new Sweeper(
            () -> {
              sweeping.countDown();
              return 1;
            },
            Duration.ofMillis(4),
            clock,
            new Random(1));
    sweeper.start();
    assertThat(sweeping.await(10, TimeUnit.SECONDS)).isTrue();
    // The clock stands still, so that the round would never end by itself.
    sweeper.close();
  }

  @Test
  void one_that_was_never_started_closes() {
    sweeper(() -> 0).close();
  }

  private Sweeper sweeper(Sweeper.Batch batch) {
    return new Sweeper(batch, clock, new Random(1));
  }
}
