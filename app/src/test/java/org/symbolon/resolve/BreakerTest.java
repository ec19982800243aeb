package org.symbolon.resolve;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.symbolon.resolve.Fixtures.ANAS;
import static org.symbolon.resolve.Fixtures.patient;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.symbolon.resolver.AccountAnswer;
import org.symbolon.resolver.Contribution;
import org.symbolon.resolver.Health;
import org.symbolon.resolver.Principal;
import org.symbolon.resolver.contract.MapSettings;

/** When a resolver is left alone, and how it comes back. */
final class BreakerTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final Breaking FOUR = new Breaking(4, 50, Duration.ofSeconds(10));
  private static final AccountAnswer FOUND = new AccountAnswer.Found(ANAS);
  private static final AccountAnswer DOWN = new AccountAnswer.Unavailable("no route");

  private final AtomicLong nanos = new AtomicLong();
  private final AtomicReference<AccountAnswer> answer = new AtomicReference<>(FOUND);
  private final List<Ending> endings = new ArrayList<>();
  private final Scripted source =
      Scripted.accounts((principal, earlier, deadline) -> requireNonNull(answer.get()));

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  private ResolverHost host(Scripted resolver, Breaking breaking, Duration stale) {
    Configured configured =
        new Configured(
            "names",
            "names",
            new MapSettings("names", Map.of()),
            TIMEOUT,
            2,
            Duration.ZERO,
            Duration.ZERO,
            stale,
            breaking);
    return new ResolverHost(
        configured, resolver, (name, question, ending, took) -> endings.add(ending), nanos::get);
  }

  private ResolverHost host() {
    return host(source, FOUR, Duration.ZERO);
  }

  private static AccountAnswer ask(ResolverHost host, String who) {
    Principal person = new Principal(who, "https://campus.example", who, Map.of());
    return host.account(person, Contribution.NONE, patient());
  }

  /** As many people as it takes. */
  private void open(ResolverHost host) {
    answer.set(DOWN);
    for (int i = 0; i < FOUR.calls(); i++) {
      assertThat(host.breakerIsOpen()).isFalse();
      ask(host, "user" + i);
    }
    assertThat(host.breakerIsOpen()).isTrue();
  }

  @Test
  void an_open_breaker_is_unavailable_and_asks_nobody() {
    try (ResolverHost host = host()) {
      open(host);
      answer.set(FOUND);
      assertThat(ask(host, "ana"))
          .isEqualTo(
              new AccountAnswer.Unavailable(
                  "not asked, as too many questions had no answer; tried again in 11 s"));
      assertThat(source.asked).hasValue(FOUR.calls());
      assertThat(host.underway()).isZero();
      assertThat(endings).endsWith(Ending.OPEN);
    }
  }

  @Test
  void after_the_pause_one_question_tries_and_closes_it() {
    try (ResolverHost host = host()) {
      open(host);
      pass(FOUR.pause().plusMillis(1));
      answer.set(FOUND);
      assertThat(ask(host, "ana")).isEqualTo(FOUND);
      assertThat(host.breakerIsOpen()).isFalse();
      assertThat(ask(host, "bob")).isEqualTo(FOUND);
    }
  }

  @Test
  void a_trial_that_fails_begins_another_pause() {
    try (ResolverHost host = host()) {
      open(host);
      pass(FOUR.pause().plusMillis(1));
      // The same person as before: of a trial everyone's failure counts.
      assertThat(ask(host, "user0")).isEqualTo(DOWN);
      assertThat(ask(host, "ana").toString()).contains("tried again in");
      assertThat(source.asked).hasValue(FOUR.calls() + 1);
    }
  }

  @Test
  void whoever_failed_to_open_it_again_leaves_the_next_trial_to_others() {
    try (ResolverHost host = host()) {
      open(host);
      pass(FOUR.pause().plusMillis(1));
      // Mallory's own question stalls; all others would be answered.
      assertThat(ask(host, "mallory")).isEqualTo(DOWN);
      pass(FOUR.pause().plusMillis(1));
      assertThat(ask(host, "mallory").toString()).contains("somebody else's question");
      answer.set(FOUND);
      assertThat(ask(host, "ana")).isEqualTo(FOUND);
      assertThat(host.breakerIsOpen()).isFalse();
    }
  }

  @Test
  void who_is_alone_tries_again_after_two_pauses() {
    try (ResolverHost host = host()) {
      open(host);
      pass(FOUR.pause().plusMillis(1));
      ask(host, "ana");
      pass(FOUR.pause().multipliedBy(2).plusMillis(1));
      answer.set(FOUND);
      assertThat(ask(host, "ana")).isEqualTo(FOUND);
    }
  }

  @Test
  void one_person_alone_can_not_shut_a_source_for_all() {
    try (ResolverHost host = host()) {
      answer.set(DOWN);
      for (int i = 0; i < 100; i++) {
        ask(host, "mallory");
      }
      assertThat(host.breakerIsOpen()).isFalse();
      answer.set(FOUND);
      assertThat(ask(host, "ana")).isEqualTo(FOUND);
    }
  }

  @Test
  void yes_and_no_are_both_answers() {
    try (ResolverHost host = host()) {
      for (int i = 0; i < 20; i++) {
        answer.set(i % 2 == 0 ? new AccountAnswer.UnknownUser() : new AccountAnswer.Disabled("no"));
        ask(host, "user" + i);
      }
      assertThat(host.breakerIsOpen()).isFalse();
    }
  }

  @Test
  void a_breaker_can_be_left_out() {
    try (ResolverHost host = host(source, Breaking.NEVER, Duration.ZERO)) {
      answer.set(DOWN);
      for (int i = 0; i < 50; i++) {
        ask(host, "user" + i);
      }
      assertThat(source.asked).hasValue(50);
      assertThat(host.breakerIsOpen()).isFalse();
    }
  }

  @Test
  void a_call_that_hangs_counts_once_its_deadline_has_passed() {
    CountDownLatch release = new CountDownLatch(1);
    Scripted hanging =
        Scripted.accounts(
            (principal, earlier, deadline) -> {
              Waiting.until(release);
              return FOUND;
            });
    try (ResolverHost host = host(hanging, new Breaking(2, 50, FOUR.pause()), Duration.ZERO)) {
      List<Waiting.Asker<AccountAnswer>> askers =
          List.of(Waiting.ask(() -> ask(host, "ana")), Waiting.ask(() -> ask(host, "bob")));
      Waiting.untilWaiting(askers);
      while (hanging.asked.get() < 2) {
        Thread.onSpinWait();
      }
      assertThat(host.breakerIsOpen()).isFalse();
      pass(TIMEOUT);
      assertThat(host.breakerIsOpen()).isTrue();
      assertThat(ask(host, "eve").toString()).contains("not asked");
      assertThat(host.underway()).as("no thread for eve").isEqualTo(2);
      release.countDown();
      askers.forEach(Waiting.Asker::get);
    }
  }

  @Test
  void an_open_breaker_lets_old_answers_stand_in() {
    try (ResolverHost host = host(source, FOUR, Duration.ofHours(1))) {
      ask(host, "ana");
      open(host, "bob", "eve", "kim");
      assertThat(ask(host, "ana")).isEqualTo(FOUND);
      assertThat(endings).endsWith(Ending.STALE);
    }
  }

  private void open(ResolverHost host, String... people) {
    answer.set(DOWN);
    for (String person : people) {
      ask(host, person);
    }
    assertThat(host.breakerIsOpen()).isTrue();
  }

  @Test
  void health_is_not_asked_in_the_pause_and_decides_nothing() {
    Scripted down = Scripted.checks(() -> new Health.NotReady("no route"));
    try (ResolverHost host = host(down, FOUR, Duration.ZERO)) {
      for (int i = 0; i < 20; i++) {
        host.health().await();
        pass(Duration.ofSeconds(2));
      }
      assertThat(host.breakerIsOpen()).isFalse();
    }
    try (ResolverHost host = host()) {
      open(host);
      assertThat(host.health().await().toString()).contains("not asked");
      int before = source.asked.get();
      pass(FOUR.pause());
      assertThat(host.health().await()).isInstanceOf(Health.Ready.class);
      assertThat(source.asked).hasValue(before + 1);
    }
  }
}
