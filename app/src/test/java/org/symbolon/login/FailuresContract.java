package org.symbolon.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.symbolon.grant.Samples.NOW;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.symbolon.grant.Parallel;
import org.symbolon.grant.Samples;
import org.symbolon.login.Failures.Attempt;
import org.symbolon.login.Failures.Limit;

/** What every implementation of {@link Failures} does. */
public abstract class FailuresContract {
  private static final Duration WINDOW = Duration.ofMinutes(10);

  private final Failures failures;

  protected FailuresContract(Failures failures) {
    this.failures = failures;
  }

  @Test
  void as_many_attempts_are_let_through_as_are_tolerated() {
    List<Limit> limits = limits(3);

    assertThat(attempt(limits)).isEqualTo(Attempt.COUNTED);
    assertThat(attempt(limits)).isEqualTo(Attempt.COUNTED);
    assertThat(attempt(limits)).isEqualTo(Attempt.LAST);
    assertThat(attempt(limits)).isEqualTo(Attempt.FULL);
    assertThat(attempt(limits)).isEqualTo(Attempt.FULL);
  }

  @Test
  void of_parallel_attempts_no_more_are_let_through_than_are_left() {
    List<Limit> limits = limits(10);

    List<Attempt> attempts = Parallel.run(50, number -> attempt(limits));

    assertThat(attempts).filteredOn(Attempt.FULL::equals).hasSize(40);
    assertThat(attempts).containsOnlyOnce(Attempt.LAST);
  }

  @Test
  void what_was_right_is_taken_back() {
    List<Limit> limits = limits(2);
    attempt(limits);
    for (int right = 0; right < 5; right++) {
      assertThat(attempt(limits)).isEqualTo(Attempt.LAST);
      failures.takeBack(limits, NOW);
    }
    attempt(limits);

    assertThat(attempt(limits)).isEqualTo(Attempt.FULL);
  }

  @Test
  void an_attempt_that_one_limit_refuses_is_counted_by_none() {
    Limit wide = new Limit(bucket(), 3);
    Limit narrow = new Limit(bucket(), 1);
    attempt(List.of(narrow));
    for (int refused = 0; refused < 5; refused++) {
      assertThat(attempt(List.of(wide, narrow))).isEqualTo(Attempt.FULL);
    }

    assertThat(attempt(List.of(wide))).isEqualTo(Attempt.COUNTED);
  }

  @Test
  void buckets_are_counted_apart() {
    assertThat(attempt(limits(1))).isEqualTo(Attempt.LAST);
    assertThat(attempt(limits(1))).isEqualTo(Attempt.LAST);
  }

  @Test
  void a_window_begins_with_the_first_failure_and_later_ones_do_not_lengthen_it() {
    List<Limit> limits = limits(2);
    failures.attempt(limits, WINDOW, NOW);
    Instant justBefore = NOW.plus(WINDOW).minusMillis(1);

    assertThat(failures.attempt(limits, WINDOW, justBefore)).isEqualTo(Attempt.LAST);
    assertThat(failures.attempt(limits, WINDOW, justBefore)).isEqualTo(Attempt.FULL);
    assertThat(failures.attempt(limits, WINDOW, NOW.plus(WINDOW))).isEqualTo(Attempt.COUNTED);
    failures.takeBack(limits, NOW.plus(WINDOW).plus(WINDOW));
    assertThat(failures.attempt(limits, WINDOW, NOW.plus(WINDOW).plus(WINDOW)))
        .as("what is over can not be taken back")
        .isEqualTo(Attempt.COUNTED);
  }

  @Test
  void a_bucket_may_hold_whatever_somebody_typed() {
    Limit hostile =
        new Limit("password|lab|account|" + "\u0000ä'\"\ud800".repeat(2_000) + bucket(), 1);

    assertThat(attempt(List.of(hostile))).isEqualTo(Attempt.LAST);
    assertThat(attempt(List.of(hostile))).isEqualTo(Attempt.FULL);
  }

  private Attempt attempt(List<Limit> limits) {
    return failures.attempt(limits, WINDOW, NOW);
  }

  private static List<Limit> limits(int most) {
    return List.of(new Limit(bucket(), most));
  }

  private static String bucket() {
    return "user-code|lab|address|" + Samples.text();
  }
}
