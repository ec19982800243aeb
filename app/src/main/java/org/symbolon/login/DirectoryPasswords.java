package org.symbolon.login;

import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.symbolon.protocol.IssuerId;
import org.symbolon.resolver.PasswordVerifier.PasswordAnswer;

/**
 * Passwords that one of the site's own sources checks, a directory say: for labs without an
 * institution's login.
 */
public final class DirectoryPasswords implements Passwords {
  private static final int LONGEST_PASSWORD = 1_024;

  private final Pattern names;
  private final PasswordFailures failures;
  private final Source source;

  /** Whom to ask; answers within its own timeout. */
  public interface Source {
    /**
     * @param password wiped by the caller afterwards
     */
    PasswordAnswer verify(String username, char[] password);
  }

  /**
   * @param names which form a name must have, whole: for others nobody is asked
   */
  public DirectoryPasswords(
      IssuerId issuer,
      Pattern names,
      PasswordLimits limits,
      Source source,
      Failures failures,
      InstantSource clock) {
    this.names = names;
    this.failures = new PasswordFailures(issuer, limits, failures, clock);
    this.source = source;
  }

  @Override
  public Outcome check(String name, String password, String address) {
    List<Failures.Limit> counted = failures.of(name, address);
    if (!failures.attempt(counted)) {
      return failures.tooMany();
    }
    if (!names.matcher(name).matches() || password.length() > LONGEST_PASSWORD) {
      return new Outcome.Wrong();
    }
    return switch (verify(name, password)) {
      case PasswordAnswer.Wrong wrong -> new Outcome.Wrong();
      case PasswordAnswer.Right right -> {
        failures.takeBack(counted);
        yield new Outcome.Right(name, Map.of("sub", name, "preferred_username", name));
      }
      case PasswordAnswer.Unavailable unavailable -> {
        // Nobody looked at it.
        failures.takeBack(counted);
        yield new Outcome.Unavailable(unavailable.why());
      }
    };
  }

  private PasswordAnswer verify(String name, String password) {
    char[] secret = password.toCharArray();
    try {
      return source.verify(name, secret);
    } finally {
      Arrays.fill(secret, '\0');
    }
  }

  /** Which names there are only the source knows. */
  @Override
  public String told(String name) {
    return "a name that is not told";
  }
}
