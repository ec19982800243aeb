package org.symbolon.resolver.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.symbolon.resolver.Deadline;
import org.symbolon.resolver.PasswordVerifier;
import org.symbolon.resolver.PasswordVerifier.PasswordAnswer;
import org.symbolon.resolver.Resolver;

/** What holds for every resolver that checks passwords. */
public abstract class PasswordVerifierContract extends ResolverContract {
  /** A user who has {@link #rightPassword}. */
  protected abstract String userWithAPassword();

  protected abstract String rightPassword();

  @Test
  final void the_right_password_is_right() {
    assertThat(verify(verifier(), userWithAPassword(), rightPassword(), soon()))
        .isEqualTo(new PasswordAnswer.Right());
  }

  @Test
  final void a_wrong_an_empty_and_a_hostile_password_are_wrong() {
    PasswordVerifier verifier = verifier();
    // An empty password is an anonymous bind in many directories, which succeeds (RFC 4513 §5.1.2).
    for (String password :
        List.of(
            "",
            "wrong",
            rightPassword() + "x",
            rightPassword() + "\0",
            "' OR '1'='1",
            "*",
            "x".repeat(100_000))) {
      assertThat(verify(verifier, userWithAPassword(), password, soon()))
          .isEqualTo(new PasswordAnswer.Wrong());
    }
  }

  @Test
  final void a_hostile_name_is_wrong_even_with_the_right_password() {
    PasswordVerifier verifier = verifier();
    for (String name : Hostile.namesLike(userWithAPassword())) {
      assertThat(verify(verifier, name, rightPassword(), soon()))
          .as(name.length() < 200 ? name : "a very long name")
          .isEqualTo(new PasswordAnswer.Wrong());
    }
  }

  @Test
  final void a_verifier_whose_source_is_down_says_neither_right_nor_wrong() {
    PasswordVerifier down = (PasswordVerifier) resolverWhoseSourceIsDown();
    for (String password : List.of(rightPassword(), "wrong")) {
      assertThat(verify(down, userWithAPassword(), password, soon()))
          .isInstanceOf(PasswordAnswer.Unavailable.class);
    }
  }

  @Test
  final void a_password_question_past_its_deadline_is_unavailable_at_once() {
    PasswordVerifier verifier = verifier();
    assertThat(
            within(
                Duration.ofSeconds(5),
                () -> verify(verifier, userWithAPassword(), rightPassword(), passed())))
        .isInstanceOf(PasswordAnswer.Unavailable.class);
  }

  private PasswordVerifier verifier() {
    Resolver resolver = open(settings());
    assertThat(resolver).isInstanceOf(PasswordVerifier.class);
    return (PasswordVerifier) resolver;
  }

  private static PasswordAnswer verify(
      PasswordVerifier verifier, String username, String password, Deadline deadline) {
    return verifier.verify(username, password.toCharArray(), deadline);
  }
}
