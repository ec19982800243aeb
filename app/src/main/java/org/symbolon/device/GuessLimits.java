package org.symbolon.device;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.symbolon.issuer.Issuer;
import org.symbolon.login.Failures;

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

  private record Limit(String bucket, int most) {}

  /** How long to wait; empty while guesses are left. */
  Optional<Duration> wait(String address, Optional<String> person, Instant now) {
    return limits(address, person).stream()
            .anyMatch(limit -> failures.soFar(limit.bucket(), now) >= limit.most())
        ? Optional.of(WINDOW)
        : Optional.empty();
  }

  void wrong(String address, Optional<String> person, Instant now) {
    limits(address, person).forEach(limit -> failures.count(limit.bucket(), WINDOW, now));
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
