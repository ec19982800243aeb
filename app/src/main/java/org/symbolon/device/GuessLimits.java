package org.symbolon.device;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.symbolon.issuer.Issuer;
import org.symbolon.login.Failures;
import org.symbolon.login.Failures.Attempt;
import org.symbolon.login.Failures.Limit;

/**
 * How many wrong user codes are tolerated (RFC 8628 §5.1). A thousand codes may be alive among
 * 2^34: even at the issuer's limit strangers need a year to hit one.
 */
final class GuessLimits {
  private static final Duration WINDOW = Duration.ofMinutes(10);
  private static final int PER_PERSON = 10;

  /** A whole institution may sit behind one address. */
  private static final int PER_ADDRESS = 30;

  private static final int PER_ISSUER = 500;

  private final Issuer issuer;
  private final Failures failures;

  GuessLimits(Issuer issuer, Failures failures) {
    this.issuer = issuer;
    this.failures = failures;
  }

  /** How long to wait once no guess is left. */
  static Duration window() {
    return WINDOW;
  }

  /**
   * Counts a guess before it is looked at.
   *
   * @return {@code FULL}: it must not be looked at
   */
  Attempt guess(String address, Optional<String> person, Instant now) {
    return failures.attempt(limits(address, person), WINDOW, now);
  }

  /** It was no guess: the code was right. */
  void right(String address, Optional<String> person, Instant now) {
    failures.takeBack(limits(address, person), now);
  }

  private List<Limit> limits(String address, Optional<String> person) {
    String prefix = "user-code|" + issuer.id() + "|";
    List<Limit> limits = new ArrayList<>();
    person.ifPresent(key -> limits.add(new Limit(prefix + "person|" + key, PER_PERSON)));
    limits.add(new Limit(prefix + "address|" + address, PER_ADDRESS));
    limits.add(new Limit(prefix + "issuer", PER_ISSUER));
    return limits;
  }
}
