package org.symbolon.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.symbolon.store.TestDatabases.Kind.SQLITE;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.symbolon.login.Passwords.Outcome;
import org.symbolon.protocol.IssuerId;
import org.symbolon.resolver.PasswordVerifier.PasswordAnswer;
import org.symbolon.store.TestDatabases;

class DirectoryPasswordsTest {
  private static final PasswordLimits LIMITS = new PasswordLimits(3, 5, Duration.ofMinutes(15));
  private static final PasswordAnswer DOWN = new PasswordAnswer.Unavailable("it is down");

  private final List<String> asked = new ArrayList<>();
  private final List<char[]> secrets = new ArrayList<>();
  private TestDatabases.Database database;
  private DirectoryPasswords passwords;
  private boolean down;

  @BeforeEach
  void open() {
    database = TestDatabases.fresh(SQLITE);
    passwords =
        new DirectoryPasswords(
            new IssuerId("campus"),
            LocalAccountsSettings.DEFAULT_NAMES,
            LIMITS,
            this::verify,
            database.store().failures(),
            database.clock());
  }

  @AfterEach
  void close() {
    database.close();
  }

  private PasswordAnswer verify(String name, char[] password) {
    asked.add(name);
    secrets.add(password);
    if (down) {
      return DOWN;
    }
    return name.equals("ana") && String.valueOf(password).equals("right horse")
        ? new PasswordAnswer.Right()
        : new PasswordAnswer.Wrong();
  }

  @Test
  void the_right_password_is_the_person_and_does_not_stay_in_memory() {
    assertThat(check("ana", "right horse"))
        .isInstanceOfSatisfying(
            Outcome.Right.class,
            right -> {
              assertThat(right.name()).isEqualTo("ana");
              assertThat(right.claims()).containsEntry("sub", "ana");
            });
    assertThat(secrets).allSatisfy(secret -> assertThat(secret).containsOnly('\0'));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Ana", "ana ", "ana)(uid=*", "*", "a|b", "root:x"})
  void a_name_that_can_be_nobodys_is_wrong_and_the_directory_is_not_asked(String name) {
    assertThat(check(name, "right horse")).isEqualTo(new Outcome.Wrong());
    assertThat(asked).isEmpty();
  }

  @Test
  void a_password_of_absurd_length_is_wrong_and_the_directory_is_not_asked() {
    assertThat(check("ana", "x".repeat(100_000))).isEqualTo(new Outcome.Wrong());
    assertThat(asked).isEmpty();
  }

  @Test
  void after_too_many_failures_the_directory_is_not_asked_until_the_window_ends() {
    for (int i = 0; i < 3; i++) {
      assertThat(passwords.check("ana", "wrong", "192.0.2." + i)).isEqualTo(new Outcome.Wrong());
    }
    assertThat(passwords.check("ana", "right horse", "192.0.2.9"))
        .isEqualTo(new Outcome.TooManyFailures(LIMITS.window()));
    assertThat(asked).hasSize(3);
    database.clock().set(database.clock().instant().plus(LIMITS.window()));
    assertThat(check("ana", "right horse")).isInstanceOf(Outcome.Right.class);
  }

  @Test
  void an_address_that_tries_many_names_is_refused_for_all() {
    for (int i = 0; i < 5; i++) {
      check("name" + i, "wrong");
    }
    assertThat(check("ana", "right horse")).isInstanceOf(Outcome.TooManyFailures.class);
  }

  @Test
  void while_the_directory_is_down_nothing_is_wrong_and_no_failure_is_counted() {
    down = true;
    for (int i = 0; i < 10; i++) {
      assertThat(check("ana", "right horse")).isEqualTo(new Outcome.Unavailable("it is down"));
    }
    down = false;
    assertThat(check("ana", "right horse")).isInstanceOf(Outcome.Right.class);
  }

  @Test
  void a_right_password_is_no_failure() {
    for (int i = 0; i < 10; i++) {
      assertThat(check("ana", "right horse")).isInstanceOf(Outcome.Right.class);
    }
  }

  @Test
  void what_was_typed_as_a_name_is_not_told() {
    assertThat(passwords.told("my-secret")).doesNotContain("my-secret");
  }

  private Outcome check(String name, String password) {
    return passwords.check(name, password, "192.0.2.1");
  }
}
