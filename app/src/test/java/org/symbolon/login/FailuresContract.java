package org.symbolon.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.symbolon.grant.Samples.NOW;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.symbolon.grant.Parallel;
import org.symbolon.grant.Samples;

/** What every implementation of {@link Failures} does. */
public abstract class FailuresContract {
  private static final Duration WINDOW = Duration.ofMinutes(10);

  private final Failures failures;

  protected FailuresContract(Failures failures) {
    this.failures = failures;
  }

  @Test
  void failures_are_counted_one_by_one_and_asking_does_not_count() {
    String bucket = bucket();

    assertThat(failures.soFar(bucket, NOW)).isZero();
    assertThat(failures.count(bucket, WINDOW, NOW)).isEqualTo(1);
    assertThat(failures.count(bucket, WINDOW, NOW)).isEqualTo(2);
    assertThat(failures.soFar(bucket, NOW)).isEqualTo(2);
    assertThat(failures.soFar(bucket, NOW)).isEqualTo(2);
  }

  @Test
  void buckets_are_counted_apart() {
    failures.count(bucket(), WINDOW, NOW);

    assertThat(failures.count(bucket(), WINDOW, NOW)).isEqualTo(1);
  }

  @Test
  void a_window_begins_with_the_first_failure_and_later_ones_do_not_lengthen_it() {
    String bucket = bucket();
    failures.count(bucket, WINDOW, NOW);
    Instant justBefore = NOW.plus(WINDOW).minusMillis(1);

    assertThat(failures.count(bucket, WINDOW, justBefore)).isEqualTo(2);
    assertThat(failures.soFar(bucket, NOW.plus(WINDOW))).isZero();
    assertThat(failures.count(bucket, WINDOW, NOW.plus(WINDOW))).isEqualTo(1);
    assertThat(failures.soFar(bucket, NOW.plus(WINDOW).plus(WINDOW).minusMillis(1))).isEqualTo(1);
  }

  @Test
  void parallel_failures_are_all_counted() {
    String bucket = bucket();

    List<Integer> counts = Parallel.run(50, number -> failures.count(bucket, WINDOW, NOW));

    assertThat(counts)
        .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, 50).boxed().toList());
  }

  @Test
  void a_bucket_may_hold_whatever_somebody_typed() {
    String hostile = "password|lab|account|" + "\u0000ä'\"\ud800".repeat(2_000) + bucket();

    assertThat(failures.count(hostile, WINDOW, NOW)).isEqualTo(1);
    assertThat(failures.soFar(hostile, NOW)).isEqualTo(1);
  }

  private static String bucket() {
    return "user-code|lab|address|" + Samples.text();
  }
}
