package org.symbolon.login;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.symbolon.audit.Audit;
import org.symbolon.audit.Event;
import org.symbolon.grant.Login;
import org.symbolon.grant.Logins;
import org.symbolon.grant.Person;
import org.symbolon.grant.SharedNames;
import org.symbolon.issuer.Issuer;
import org.symbolon.keys.MasterKey;
import org.symbolon.protocol.DescriptionText;
import org.symbolon.protocol.RandomText;
import org.symbolon.upstream.HeldTokens;
import org.symbolon.upstream.Upstream;
import org.symbolon.upstream.UsernameRule;

/**
 * Signing in with a name and a password that a client passes on (RFC 6749 §4.3): an old flow, by
 * the one login method that the operator marked. Guesses count together with those of the login
 * page.
 */
public final class PasswordSignIn {
  private static final int LONGEST = 1_024;

  private final Issuer issuer;
  private final LoginMethod method;
  private final SharedNames sharedNames;
  private final Logins logins;
  private final PasswordFailures failures;
  private final LoginRecords records;
  private final UnaryOperator<String> limitKey;
  private final Audit audit;
  private final InstantSource clock;

  /**
   * @param method that answers
   * @param failures of passwords that an institution looks at, and of names that are another
   *     person's; the rest the other methods count themselves
   * @param limitKey what limits count an address as
   */
  public PasswordSignIn(
      Issuer issuer,
      LoginMethod method,
      SharedNames sharedNames,
      Logins logins,
      Failures failures,
      MasterKey masterKey,
      UnaryOperator<String> limitKey,
      Audit audit,
      RandomText random,
      InstantSource clock) {
    this.issuer = issuer;
    this.method = method;
    this.sharedNames = sharedNames;
    this.logins = logins;
    this.failures = new PasswordFailures(issuer.id(), PasswordLimits.DEFAULT, failures, clock);
    this.records = new LoginRecords(issuer, new HeldTokens(masterKey), random);
    this.limitKey = limitKey;
    this.audit = audit;
    this.clock = clock;
  }

  /** What came of it. */
  public sealed interface Result {
    /** The person is known; nothing is stored yet. */
    record Proved(Login login) implements Result {}

    /** Wrong name or wrong password, or nobody by that name here: not told apart. */
    record Wrong() implements Result {}

    /** Too many failures, or too much to do. */
    record Later(Duration retryAfter) implements Result {}

    /** Whoever knows did not answer. {@code why} is for the log. */
    record Unavailable(String why) implements Result {}
  }

  /**
   * @param address of the client, for limits and the audit
   */
  public Result check(String name, String password, String address) {
    return switch (method) {
      case LoginMethod.Local local -> here(local, name, password, address);
      case LoginMethod.Institution institution -> there(institution, name, password, address);
    };
  }

  private Result here(LoginMethod.Local local, String name, String password, String address) {
    return switch (local.passwords().check(name, password, limitKey.apply(address))) {
      case Passwords.Outcome.Wrong wrong ->
          wrong("wrong name or password for " + local.passwords().told(name), address);
      case Passwords.Outcome.TooManyFailures tooMany -> {
        failed("too many failures for " + local.passwords().told(name), address);
        yield new Result.Later(tooMany.retryAfter());
      }
      case Passwords.Outcome.Busy busy -> new Result.Later(Duration.ofSeconds(5));
      case Passwords.Outcome.Unavailable unavailable -> new Result.Unavailable(unavailable.why());
      case Passwords.Outcome.Right right ->
          new Result.Proved(
              records.make(
                  new Person(issuer.id(), local.name(), issuer.url().toString(), right.name()),
                  right.name(),
                  right.claims(),
                  clock.instant(),
                  Optional.empty(),
                  clock.instant()));
    };
  }

  /** The same limits as of a login page, since the institution only knows the gateway's address. */
  private Result there(
      LoginMethod.Institution institution, String name, String password, String address) {
    List<Failures.Limit> counted = failures.of(name, limitKey.apply(address));
    if (!failures.attempt(counted)) {
      failed("too many failures", address);
      return new Result.Later(PasswordLimits.DEFAULT.window());
    }
    if (name.length() > LONGEST || password.length() > LONGEST) {
      return wrong("longer than any name or password", address);
    }
    return switch (institution.upstream().password(name, password)) {
      case Upstream.Arrival.Identified identified -> {
        Result result = identified(institution, identified, address);
        // Whoever is told "wrong" is counted so too: the limits must not tell a right password.
        if (result instanceof Result.Proved) {
          failures.takeBack(counted);
        }
        yield result;
      }
      case Upstream.Arrival.Refused refused -> wrong(refused.why(), address);
      case Upstream.Arrival.Stale stale -> unavailable(counted, stale.why());
      case Upstream.Arrival.Invalid invalid -> unavailable(counted, invalid.why());
      case Upstream.Arrival.Unavailable unavailable -> unavailable(counted, unavailable.why());
    };
  }

  /** Nobody said whether the password is right. */
  private Result unavailable(List<Failures.Limit> counted, String why) {
    failures.takeBack(counted);
    return new Result.Unavailable(why);
  }

  private Result identified(
      LoginMethod.Institution institution, Upstream.Arrival.Identified identified, String address) {
    Person person =
        new Person(issuer.id(), institution.name(), identified.issuer(), identified.subject());
    UsernameRule.Username name =
        LocalNames.of(sharedNames, person, institution.upstream().username(), identified.claims());
    return switch (name) {
      case UsernameRule.Username.Unusable unusable -> wrong(unusable.why(), address);
      case UsernameRule.Username.Name usable ->
          new Result.Proved(
              records.make(
                  person,
                  usable.value(),
                  identified.claims(),
                  identified.authenticatedAt(),
                  identified.refreshToken(),
                  clock.instant()));
    };
  }

  /**
   * Stores the login.
   *
   * @param name as it was given
   * @return false, and nothing is stored, where its local name is another person's; that is a
   *     failure like a wrong password, and counted as one
   */
  public boolean begin(Login login, String name, String address) {
    return switch (logins.begin(login, sharedNames)) {
      case Logins.Begun.NameHeldByAnother held -> {
        boolean counted = failures.attempt(failures.of(name, limitKey.apply(address)));
        failed(
            "the local name "
                + login.grant().username()
                + " belongs to another person"
                + (counted ? "" : "; too many failures"),
            address);
        yield false;
      }
      case Logins.Begun.Stored stored -> {
        audit.report(
            new Event.LoginSucceeded(
                issuer.id(),
                method.name(),
                login.person().key(),
                login.grant().username(),
                login.grant().id(),
                address));
        yield true;
      }
    };
  }

  private Result wrong(String why, String address) {
    failed(why, address);
    return new Result.Wrong();
  }

  private void failed(String why, String address) {
    audit.report(
        new Event.LoginFailed(issuer.id(), method.name(), DescriptionText.safe(why), address));
  }
}
