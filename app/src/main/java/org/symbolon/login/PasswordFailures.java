package org.symbolon.login;

import java.time.InstantSource;
import java.util.List;
import org.symbolon.protocol.IssuerId;

/** Wrong passwords at one issuer. */
final class PasswordFailures {
  private static final int LONGEST_NAME = 64;

  private final IssuerId issuer;
  private final PasswordLimits limits;
  private final Failures failures;
  private final InstantSource clock;

  PasswordFailures(IssuerId issuer, PasswordLimits limits, Failures failures, InstantSource clock) {
    this.issuer = issuer;
    this.limits = limits;
    this.failures = failures;
    this.clock = clock;
  }

  /** What is counted of one attempt. */
  List<Failures.Limit> of(String name, String address) {
    return List.of(
        new Failures.Limit(nameBucket(name), limits.perName()),
        new Failures.Limit("password|" + issuer + "|address|" + address, limits.perAddress()));
  }

  /** Counts an attempt, usually before it is looked at; false when there are too many already. */
  boolean attempt(List<Failures.Limit> counted) {
    return failures.attempt(counted, limits.window(), clock.instant()) != Failures.Attempt.FULL;
  }

  Passwords.Outcome tooMany() {
    return new Passwords.Outcome.TooManyFailures(limits.window());
  }

  /** It was no failure. */
  void takeBack(List<Failures.Limit> counted) {
    failures.takeBack(counted, clock.instant());
  }

  private String nameBucket(String name) {
    // What a stranger types is cut, so that it can not fill the store's rows.
    String cut = name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
    return "password|" + issuer + "|name|" + cut;
  }
}
