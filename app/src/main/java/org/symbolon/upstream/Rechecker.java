package org.symbolon.upstream;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.symbolon.audit.Audit;
import org.symbolon.audit.Event;
import org.symbolon.grant.Grants;
import org.symbolon.grant.Login;
import org.symbolon.grant.Logins;
import org.symbolon.grant.Logins.Lease;
import org.symbolon.issuer.Issuer;
import org.symbolon.protocol.GrantId;
import org.symbolon.upstream.Upstream.Welcome;

/**
 * Asks the institution anew about held logins, rarely enough and by one caller at a time: within
 * this process by a map of what is under way, between nodes by the lease of {@link Logins}. Whoever
 * comes meanwhile goes on with the old answer while that is tolerable, and else waits for the new.
 *
 * <p>A login without a refresh token is never asked about and welcome until it expires.
 */
public final class Rechecker {
  /** Longer than three requests can take, or two nodes would use a rotating token at once. */
  static final Duration LEASE = Duration.ofMinutes(5);

  private static final Logger LOG = LoggerFactory.getLogger(Rechecker.class);

  private final Logins logins;
  private final Grants grants;
  private final HeldTokens tokens;
  private final Map<String, Upstream> methods;
  private final Audit audit;
  private final InstantSource clock;
  private final Map<GrantId, CompletableFuture<Rechecked>> underWay = new ConcurrentHashMap<>();
  private final Unreported unreported = new Unreported();

  /**
   * @param methods the issuer's login methods by name
   */
  public Rechecker(
      Logins logins,
      Grants grants,
      HeldTokens tokens,
      Map<String, Upstream> methods,
      Audit audit,
      InstantSource clock) {
    this.logins = logins;
    this.grants = grants;
    this.tokens = tokens;
    this.methods = Map.copyOf(methods);
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Asks the store for nothing, unless the institution is due to be asked.
   *
   * @param login as just read
   */
  public Rechecked recheck(Login login, Issuer.Recheck rule) {
    Instant now = clock.instant();
    GrantId id = login.grant().id();
    if (over(login, now)) {
      return new Rechecked.NotWelcome();
    }
    if (login.upstreamRefreshToken().isEmpty()) {
      return new Rechecked.StillWelcome(login);
    }
    if (now.isBefore(login.lastAsked().plus(rule.every()))) {
      return notDue(login, rule, now);
    }
    CompletableFuture<Rechecked> mine = new CompletableFuture<>();
    CompletableFuture<Rechecked> other = underWay.putIfAbsent(id, mine);
    if (other != null) {
      return tolerable(login, rule, now) ? new Rechecked.StillWelcome(login) : other.join();
    }
    try {
      unreported.settle(id);
      Rechecked answer = lease(id, rule, now);
      mine.complete(answer);
      return answer;
    } finally {
      underWay.remove(id);
      // Without effect after an answer; those who wait must not wait for ever after a failure.
      mine.complete(new Rechecked.OutageTooLong("the recheck under way failed"));
    }
  }

  /**
   * Stores the answers that the store could not take when they came; to be called now and then, so
   * that no other node asks with a token that has been replaced.
   */
  public void settle() {
    unreported.settleAll();
  }

  private Rechecked lease(GrantId id, Issuer.Recheck rule, Instant now) {
    return switch (logins.leaseRecheck(id, now, rule.every(), LEASE)) {
      case Lease.Gone() -> new Rechecked.NotWelcome();
      case Lease.Fresh(Login login) -> notDue(login, rule, now);
      case Lease.Busy(Login login) -> asItStands(login, rule, now);
      case Lease.Ask(Login login, long number) -> {
        Optional<String> sealed = login.upstreamRefreshToken();
        yield sealed.isEmpty()
            ? new Rechecked.StillWelcome(login)
            : ask(login, number, sealed.get(), rule);
      }
    };
  }

  private Rechecked ask(Login login, long number, String sealed, Issuer.Recheck rule) {
    Welcome answer = answer(login, sealed);
    Instant now = clock.instant();
    return switch (answer) {
      case Welcome.Yes yes -> welcome(login, number, yes, now);
      case Welcome.No() -> {
        // A lease that ran out (a suspended machine) may have let another node rotate the token
        // meanwhile: then this "no" is about a token that is not held any more.
        boolean stillHeld =
            logins
                .find(login.grant().id())
                .flatMap(Login::upstreamRefreshToken)
                .filter(sealed::equals)
                .isPresent();
        yield stillHeld
            ? notWelcome(login, now)
            : cannotSay(
                login,
                number,
                new Welcome.CannotSay("another node has asked meanwhile"),
                rule,
                now);
      }
      case Welcome.CannotSay cannot -> cannotSay(login, number, cannot, rule, now);
    };
  }

  private Welcome answer(Login login, String sealed) {
    Upstream upstream = methods.get(login.person().method());
    if (upstream == null) {
      return new Welcome.CannotSay(
          "the login method " + login.person().method() + " is not configured any more");
    }
    String token;
    try {
      token = tokens.open(login.grant().id(), sealed);
    } catch (IllegalStateException e) {
      LOG.error("the held token of login {} can not be decrypted", login.grant().id(), e);
      return new Welcome.CannotSay("the held token can not be decrypted");
    }
    return upstream.recheck(
        token, login.person().upstreamIssuer(), login.person().upstreamSubject());
  }

  /** Stored before anybody uses the answer: a rotating upstream accepts the old token no more. */
  private Rechecked welcome(Login login, long number, Welcome.Yes yes, Instant now) {
    GrantId id = login.grant().id();
    Optional<String> sealed = yes.refreshToken().map(token -> tokens.seal(id, token));
    Optional<Map<String, Object>> claims =
        yes.claims()
            .map(
                told -> {
                  // What only userinfo told at login stays.
                  Map<String, Object> merged = new HashMap<>(login.claims());
                  merged.putAll(told);
                  return merged;
                });
    unreported.report(id, () -> logins.welcome(id, number, sealed, claims, now));
    return new Rechecked.StillWelcome(
        new Login(
            login.grant(),
            login.person(),
            claims.orElse(login.claims()),
            sealed.or(login::upstreamRefreshToken),
            now,
            now));
  }

  private Rechecked notWelcome(Login login, Instant now) {
    Event event =
        new Event.UpstreamSaidNo(
            login.grant().issuer(),
            login.person().method(),
            login.grant().person(),
            login.grant().id());
    String why = "the institution no longer vouches for this person";
    audit.report(event);
    if (grants.end(login.grant().id(), why, now)) {
      audit.report(new Event.GrantEnded(login.grant().issuer(), login.grant().id(), why));
    }
    return new Rechecked.NotWelcome();
  }

  private Rechecked cannotSay(
      Login login, long number, Welcome.CannotSay answer, Issuer.Recheck rule, Instant now) {
    String why = answer.why();
    GrantId id = login.grant().id();
    // Nonsense about the person may still come with a rotated token: the old one would be a false
    // "no" the next time.
    Optional<String> sealed = answer.refreshToken().map(token -> tokens.seal(id, token));
    unreported.report(id, () -> logins.cannotSay(id, number, sealed, now));
    boolean tolerated = tolerable(login, rule, now);
    LOG.warn(
        "{} can not say whether login {} is still welcome ({}): {}",
        login.person().method(),
        login.grant().id(),
        tolerated ? "tolerated" : "too long",
        why);
    audit.report(
        new Event.UpstreamCannotSay(
            login.grant().issuer(),
            login.person().method(),
            login.grant().person(),
            login.grant().id(),
            why,
            Duration.between(login.lastGood(), now),
            tolerated));
    return asItStands(login, rule, now);
  }

  /** After a yes nothing is out of reach until the next asking, however short the tolerance. */
  private static Rechecked notDue(Login login, Issuer.Recheck rule, Instant now) {
    return login.lastGood().isBefore(login.lastAsked())
        ? asItStands(login, rule, now)
        : new Rechecked.StillWelcome(login);
  }

  private static Rechecked asItStands(Login login, Issuer.Recheck rule, Instant now) {
    return tolerable(login, rule, now)
        ? new Rechecked.StillWelcome(login)
        : new Rechecked.OutageTooLong(
            login.person().method() + " last vouched for this person at " + login.lastGood());
  }

  private static boolean tolerable(Login login, Issuer.Recheck rule, Instant now) {
    return !now.isAfter(login.lastGood().plus(rule.tolerateOutageFor()));
  }

  private static boolean over(Login login, Instant now) {
    return login.grant().ended().isPresent() || !now.isBefore(login.grant().expires());
  }
}
