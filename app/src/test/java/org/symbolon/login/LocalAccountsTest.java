package org.symbolon.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.symbolon.store.TestDatabases.Kind.SQLITE;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.symbolon.grant.Parallel;
import org.symbolon.login.Passwords.Outcome;
import org.symbolon.protocol.IssuerId;
import org.symbolon.protocol.SecretText;
import org.symbolon.store.TestDatabases;

class LocalAccountsTest {
  private static final IssuerId ISSUER = new IssuerId("campus");
  private static final String PASSWORD = "correct horse é";
  private static final LocalAccount ANNA =
      account("anna", LocalAccounts.hash(PASSWORD.toCharArray()));
  private static final Duration WINDOW = Duration.ofMinutes(15);

  private TestDatabases.Database database;
  private LocalAccounts accounts;

  @BeforeEach
  void open() {
    database = TestDatabases.fresh(SQLITE);
    accounts = node(ISSUER, database.store().failures(), 2, 16);
  }

  @AfterEach
  void close() {
    accounts.close();
    database.close();
  }

  @Test
  void the_right_password_gives_the_account() {
    assertThat(check("anna", PASSWORD))
        .isEqualTo(new Outcome.Right("anna", LocalName.claims(ANNA)));
  }

  @Test
  void a_password_typed_on_another_keyboard_is_the_same() {
    assertThat(check("anna", "correct horse e\u0301")).isInstanceOf(Outcome.Right.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "correct horse", "correct horse é ", "CORRECT HORSE É"})
  void any_other_password_is_wrong(String password) {
    assertThat(check("anna", password)).isEqualTo(new Outcome.Wrong());
  }

  @ParameterizedTest
  @ValueSource(strings = {"Anna", "anna ", "bob", "", "a|b", "%"})
  void an_unknown_name_looks_like_a_wrong_password(String name) {
    assertThat(check(name, PASSWORD)).isEqualTo(new Outcome.Wrong());
  }

  @Test
  void nobodys_password_opens_nothing() {
    assertThat(check("nobody", "nobody's password")).isEqualTo(new Outcome.Wrong());
  }

  @Test
  void an_unknown_name_costs_what_a_wrong_password_costs() {
    Duration known = cheapestOfThree("anna");
    Duration unknown = cheapestOfThree("bob");
    assertThat(unknown).isGreaterThan(known.dividedBy(4)).isLessThan(known.multipliedBy(4));
  }

  @Test
  void a_password_of_absurd_length_is_wrong() {
    assertThat(check("anna", "x".repeat(100_000))).isEqualTo(new Outcome.Wrong());
  }

  @Test
  void too_many_failures_for_a_name_refuse_even_the_right_password_until_the_window_ends() {
    for (int i = 0; i < 3; i++) {
      assertThat(accounts.check("anna", "wrong", "192.0.2." + i)).isEqualTo(new Outcome.Wrong());
    }
    assertThat(accounts.check("anna", PASSWORD, "192.0.2.9"))
        .isEqualTo(new Outcome.TooManyFailures(WINDOW));
    database.clock().set(database.clock().instant().plus(WINDOW));
    assertThat(check("anna", PASSWORD)).isInstanceOf(Outcome.Right.class);
  }

  @Test
  void too_many_failures_from_an_address_refuse_it_for_all_names_and_nobody_else() {
    for (int i = 0; i < 5; i++) {
      assertThat(check("name" + i, "wrong")).isEqualTo(new Outcome.Wrong());
    }
    assertThat(check("anna", PASSWORD)).isInstanceOf(Outcome.TooManyFailures.class);
    assertThat(accounts.check("anna", PASSWORD, "192.0.2.77")).isInstanceOf(Outcome.Right.class);
  }

  @Test
  void failures_count_for_all_nodes_together_and_for_each_issuer_alone() {
    for (int i = 0; i < 3; i++) {
      check("anna", "wrong");
    }
    try (LocalAccounts otherNode = node(ISSUER, database.store().failures(), 1, 0);
        LocalAccounts otherIssuer =
            node(new IssuerId("other"), database.store().failures(), 1, 1)) {
      assertThat(otherNode.check("anna", PASSWORD, "192.0.2.1"))
          .isInstanceOf(Outcome.TooManyFailures.class);
      assertThat(otherIssuer.check("anna", PASSWORD, "192.0.2.1"))
          .isInstanceOf(Outcome.Right.class);
    }
  }

  @Test
  void a_right_password_is_no_failure() {
    for (int i = 0; i < 7; i++) {
      assertThat(check("anna", PASSWORD)).isInstanceOf(Outcome.Right.class);
    }
  }

  @Test
  void of_parallel_guesses_no_more_are_checked_than_are_left() {
    List<Outcome> outcomes =
        Parallel.run(30, number -> accounts.check("anna", "wrong " + number, "192.0.2.1"));
    assertThat(outcomes).filteredOn(Outcome.Wrong.class::isInstance).hasSizeLessThanOrEqualTo(3);
    assertThat(outcomes).hasAtLeastOneElementOfType(Outcome.TooManyFailures.class);
  }

  @Test
  void a_full_pool_is_busy_and_neither_right_nor_wrong() throws Exception {
    CountDownLatch held = new CountDownLatch(1);
    CountDownLatch working = new CountDownLatch(1);
    Failures slow =
        new Failures() {
          @Override
          public Attempt attempt(List<Limit> limits, Duration window, Instant now) {
            return Attempt.COUNTED;
          }

          @Override
          public void takeBack(List<Limit> limits, Instant now) {
            if (Thread.currentThread().getName().startsWith("password-")) {
              working.countDown();
              await(held);
            }
          }
        };
    try (LocalAccounts small = node(ISSUER, slow, 1, 1);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Outcome>> waiting = new ArrayList<>();
      waiting.add(threads.submit(() -> small.check("anna", PASSWORD, "192.0.2.1")));
      await(working);
      Future<Outcome> second = threads.submit(() -> small.check("anna", PASSWORD, "192.0.2.1"));
      Future<Outcome> third = threads.submit(() -> small.check("anna", PASSWORD, "192.0.2.1"));
      // One of the two has the only place in the queue; the other is told at once.
      while (!second.isDone() && !third.isDone()) {
        Thread.onSpinWait();
      }
      assertThat((second.isDone() ? second : third).get()).isEqualTo(new Outcome.Busy());
      held.countDown();
      waiting.add(second.isDone() && second.get() instanceof Outcome.Busy ? third : second);
      for (Future<Outcome> outcome : waiting) {
        assertThat(outcome.get()).isInstanceOf(Outcome.Right.class);
      }
    }
  }

  @Test
  void an_interrupted_caller_is_told_busy() {
    Failures none =
        new Failures() {
          @Override
          public Attempt attempt(List<Limit> limits, Duration window, Instant now) {
            return Attempt.COUNTED;
          }

          @Override
          public void takeBack(List<Limit> limits, Instant now) {}
        };
    try (LocalAccounts waiting = node(ISSUER, none, 1, 1)) {
      Thread.currentThread().interrupt();
      assertThat(waiting.check("anna", PASSWORD, "192.0.2.1")).isEqualTo(new Outcome.Busy());
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void a_store_that_fails_is_not_a_wrong_password() {
    Failures broken =
        new Failures() {
          @Override
          public Attempt attempt(List<Limit> limits, Duration window, Instant now) {
            throw new IllegalStateException("no database");
          }

          @Override
          public void takeBack(List<Limit> limits, Instant now) {}
        };
    try (LocalAccounts failing = node(ISSUER, broken, 1, 1)) {
      assertThatThrownBy(() -> failing.check("anna", "wrong", "192.0.2.1"))
          .isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void a_hash_is_argon2id_in_phc_form_and_salted() {
    String first = LocalAccounts.hash("secret".toCharArray());
    assertThat(first).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    assertThat(LocalAccounts.hash("secret".toCharArray())).isNotEqualTo(first);
  }

  @Test
  void a_hash_never_prints() {
    assertThat(ANNA.toString()).doesNotContain("argon2id");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "secret",
        "$2y$10$abcdefghijklmnopqrstuv",
        "$argon2i$v=19$m=19456,t=2,p=1$c2FsdHNhbHRzYWx0c2FsdA$aGFzaGhhc2hoYXNoaGFzaA",
        "$argon2id$v=19$m=64,t=1,p=1$c2FsdHNhbHRzYWx0c2FsdA$aGFzaGhhc2hoYXNoaGFzaA",
        "$argon2id$v=19$m=99999999,t=1,p=1$c2FsdHNhbHRzYWx0c2FsdA$aGFzaGhhc2hoYXNoaGFzaA",
        "$argon2id$v=19$m=19456,t=9999,p=1$c2FsdHNhbHRzYWx0c2FsdA$aGFzaGhhc2hoYXNoaGFzaA",
        "$argon2id$v=18$m=19456,t=2,p=1$c2FsdHNhbHRzYWx0c2FsdA$aGFzaGhhc2hoYXNoaGFzaA",
        "$argon2id$v=19$m=x,t=y$z"
      })
  void another_hash_is_refused_at_start_and_not_shown(String hash) {
    assertThatThrownBy(() -> LocalAccountsSettings.of(List.of(account("anna", hash))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("anna")
        .hasMessageNotContaining(hash);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Anna", "", "a b", "../a", "0anna"})
  void a_name_of_another_form_is_refused_at_start(String name) {
    LocalAccount account = account(name, ANNA.passwordHash().value());
    assertThatThrownBy(() -> LocalAccountsSettings.of(List.of(account)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_name_given_twice_is_refused_at_start() {
    assertThatThrownBy(() -> LocalAccountsSettings.of(List.of(ANNA, ANNA)))
        .hasMessageContaining("twice");
  }

  private Outcome check(String name, String password) {
    return accounts.check(name, password, "192.0.2.1");
  }

  private Duration cheapestOfThree(String name) {
    Duration cheapest = Duration.ofHours(1);
    for (int i = 0; i < 3; i++) {
      long before = System.nanoTime();
      accounts.check(name, "wrong", "192.0.2." + i);
      Duration cost = Duration.ofNanos(System.nanoTime() - before);
      cheapest = cost.compareTo(cheapest) < 0 ? cost : cheapest;
    }
    return cheapest;
  }

  private LocalAccounts node(IssuerId issuer, Failures failures, int threads, int waiting) {
    return new LocalAccounts(
        issuer,
        new LocalAccountsSettings(
            List.of(ANNA), LocalAccountsSettings.DEFAULT_NAMES, 3, 5, WINDOW, threads, waiting),
        failures,
        database.clock());
  }

  private static LocalAccount account(String name, String hash) {
    return new LocalAccount(
        name, new SecretText(hash), List.of("staff"), Map.of("email", "anna@campus.example"));
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
