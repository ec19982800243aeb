package org.symbolon.resolve;

import java.util.Arrays;
import org.symbolon.resolve.ResolverObserver.Question;
import org.symbolon.resolver.Deadline;
import org.symbolon.resolver.PasswordVerifier;
import org.symbolon.resolver.PasswordVerifier.PasswordAnswer;

/** Asks one source whether a password is right. No answer is kept, none stands in for another. */
final class HostedPasswords {
  private final Hosting hosting;
  private final PasswordVerifier verifier;

  HostedPasswords(Hosting hosting, PasswordVerifier verifier) {
    this.hosting = hosting;
    this.verifier = verifier;
  }

  /**
   * @param password the caller's, to be wiped by it
   */
  PasswordAnswer verify(String username, char[] password) {
    long since = hosting.watch().now();
    char[] asked = password.clone();
    Deadline patience = Deadline.in(hosting.timeout(), hosting.nanos());
    Call<PasswordAnswer> call =
        hosting.guarded(
            // Nobody else waits for the same answer.
            new SingleFlight<Object, PasswordAnswer>(),
            new Object(),
            patience,
            deadline -> verify(username, asked, deadline),
            username,
            PasswordAnswer.Unavailable.class::isInstance);
    return switch (call.await(patience)) {
      case Heard.Answer<PasswordAnswer>(PasswordAnswer.Unavailable down) -> {
        hosting.watch().ended(Question.PASSWORD, Ending.DOWN, down.why(), since);
        yield down;
      }
      case Heard.Answer<PasswordAnswer>(PasswordAnswer answer) -> {
        hosting.watch().ended(Question.PASSWORD, Ending.ANSWERED, "", since);
        yield answer;
      }
      case Heard.Nothing<PasswordAnswer>(Ending ending, String why) -> {
        hosting.watch().ended(Question.PASSWORD, ending, why, since);
        yield new PasswordAnswer.Unavailable(why);
      }
    };
  }

  private PasswordAnswer verify(String username, char[] asked, Deadline deadline) {
    try {
      return verifier.verify(username, asked, deadline);
    } finally {
      Arrays.fill(asked, '\0');
    }
  }
}
