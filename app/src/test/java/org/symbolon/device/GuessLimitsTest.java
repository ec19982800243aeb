package org.symbolon.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.symbolon.login.Failures.Attempt;
import org.symbolon.web.TestIssuers;

/** How many wrong user codes are tolerated. */
class GuessLimitsTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private final MemoryFailures failures = new MemoryFailures();
  private final GuessLimits limits =
      new GuessLimits(TestIssuers.issuer("lab", "https://lab.example"), failures);

  @Test
  void a_person_may_guess_ten_times_from_anywhere() {
    for (int guess = 0; guess < 10; guess++) {
      assertThat(guess("192.0.2." + guess, "ana")).isNotEqualTo(Attempt.FULL);
    }
    assertThat(guess("198.51.100.1", "ana")).isEqualTo(Attempt.FULL);
    assertThat(guess("198.51.100.1", "bob")).isEqualTo(Attempt.COUNTED);
  }

  @Test
  void an_address_may_guess_thirty_times_for_any_persons() {
    for (int guess = 0; guess < 30; guess++) {
      guess("192.0.2.1", "person " + guess);
    }
    assertThat(guess("192.0.2.1", "another")).isEqualTo(Attempt.FULL);
    assertThat(guess("192.0.2.2", "another")).isEqualTo(Attempt.COUNTED);
  }

  @Test
  void an_issuer_is_guarded_against_guesses_from_everywhere() {
    for (int guess = 0; guess < 500; guess++) {
      assertThat(guess("address " + guess)).isNotEqualTo(Attempt.FULL);
    }
    assertThat(guess("a new address")).isEqualTo(Attempt.FULL);
    GuessLimits annex =
        new GuessLimits(TestIssuers.issuer("annex", "https://annex.example"), failures);
    assertThat(annex.guess("a new address", Optional.empty(), NOW)).isEqualTo(Attempt.COUNTED);
  }

  @Test
  void a_right_code_is_no_guess() {
    for (int entered = 0; entered < 50; entered++) {
      assertThat(guess("192.0.2.1", "ana")).isEqualTo(Attempt.COUNTED);
      limits.right("192.0.2.1", Optional.of("ana"), NOW);
    }
  }

  private Attempt guess(String address) {
    return limits.guess(address, Optional.empty(), NOW);
  }

  private Attempt guess(String address, String person) {
    return limits.guess(address, Optional.of(person), NOW);
  }
}
