package org.symbolon.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
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
      assertThat(limits.wait("192.0.2." + guess, Optional.of("ana"), NOW)).isEmpty();
      limits.wrong("192.0.2." + guess, Optional.of("ana"), NOW);
    }
    assertThat(limits.wait("198.51.100.1", Optional.of("ana"), NOW)).isPresent();
    assertThat(limits.wait("198.51.100.1", Optional.of("bob"), NOW)).isEmpty();
  }

  @Test
  void an_address_may_guess_thirty_times_for_any_persons() {
    for (int guess = 0; guess < 30; guess++) {
      limits.wrong("192.0.2.1", Optional.of("person " + guess), NOW);
    }
    assertThat(limits.wait("192.0.2.1", Optional.of("another"), NOW)).isPresent();
    assertThat(limits.wait("192.0.2.2", Optional.of("another"), NOW)).isEmpty();
  }

  @Test
  void an_issuer_is_guarded_against_guesses_from_everywhere() {
    for (int guess = 0; guess < 500; guess++) {
      assertThat(limits.wait("address " + guess, Optional.empty(), NOW)).isEmpty();
      limits.wrong("address " + guess, Optional.empty(), NOW);
    }
    assertThat(limits.wait("a new address", Optional.empty(), NOW)).isPresent();
    GuessLimits annex =
        new GuessLimits(TestIssuers.issuer("annex", "https://annex.example"), failures);
    assertThat(annex.wait("a new address", Optional.empty(), NOW)).isEmpty();
  }
}
