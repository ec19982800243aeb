package org.symbolon.resolve;

import com.github.benmanes.caffeine.cache.Cache;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.symbolon.resolve.ResolverObserver.Question;
import org.symbolon.resolver.Account;
import org.symbolon.resolver.AccountAnswer;
import org.symbolon.resolver.AccountSource;
import org.symbolon.resolver.Contribution;
import org.symbolon.resolver.Deadline;
import org.symbolon.resolver.EntitlementSource;
import org.symbolon.resolver.EntitlementSource.Entitlements;
import org.symbolon.resolver.Health;
import org.symbolon.resolver.PasswordVerifier;
import org.symbolon.resolver.PasswordVerifier.PasswordAnswer;
import org.symbolon.resolver.Principal;
import org.symbolon.resolver.Resolver;
import org.symbolon.resolver.ScopeJudge;
import org.symbolon.resolver.ScopeQuestion;
import org.symbolon.resolver.Verdict;

/**
 * One resolver at work: asked on its own threads, waited for no longer than its timeout, its
 * answers kept as long as configured. Whatever it does, the caller gets an answer of the contract,
 * "unavailable" at the worst. Callers may be virtual threads.
 */
final class ResolverHost implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ResolverHost.class);

  /**
   * Calls that may wait for one thread. A burst of requests waits well within its timeout; with
   * hung threads it is what the first requests after the hang can lose.
   */
  private static final int WAITING_PER_THREAD = 32;

  /** Readiness is asked by anyone, and each answer costs a question to the source. */
  private static final Duration HEALTH_KEPT = Duration.ofSeconds(1);

  /** For a resolver's {@code close}, which may hang as everything else. */
  private static final Duration FAREWELL = Duration.ofSeconds(2);

  private final Hosting hosting;
  private final Hosting walks;
  private final Resolver resolver;
  private final Optional<HostedAccounts> accounts;
  private final Optional<HostedVerdicts> verdicts;
  private final Optional<HostedPasswords> passwords;
  private final Optional<HostedEntitlements> entitlements;
  private final Cache<Question, Health> health;
  private final SingleFlight<Question, Health> checks = new SingleFlight<>();

  /**
   * @param nanos the monotonic clock
   */
  ResolverHost(
      Configured configured, Resolver resolver, ResolverObserver observer, LongSupplier nanos) {
    this(
        configured,
        resolver,
        observer,
        nanos,
        Math.multiplyExact(configured.threads(), WAITING_PER_THREAD));
  }

  ResolverHost(
      Configured configured,
      Resolver resolver,
      ResolverObserver observer,
      LongSupplier nanos,
      int waiting) {
    this.resolver = resolver;
    this.hosting =
        new Hosting(
            configured.name(),
            new BoundedThreads(configured.name(), configured.threads(), waiting),
            configured.timeout(),
            new Watch(configured.name(), observer, nanos),
            new Breaker(configured.name(), configured.breaking(), nanos),
            nanos);
    this.walks =
        hosting.apart(
            new BoundedThreads(configured.name() + "-walk", configured.threads(), waiting),
            new Breaker(configured.name() + " (walks)", configured.breaking(), nanos));
    this.accounts =
        resolver instanceof AccountSource source
            ? Optional.of(
                new HostedAccounts(
                    hosting, source, configured.accountCache(), configured.serveStaleFor()))
            : Optional.empty();
    this.verdicts =
        resolver instanceof ScopeJudge judge
            ? Optional.of(
                new HostedVerdicts(
                    hosting, walks, judge, configured.verdictCache(), configured.serveStaleFor()))
            : Optional.empty();
    this.entitlements =
        resolver instanceof EntitlementSource source
            ? Optional.of(new HostedEntitlements(hosting, source))
            : Optional.empty();
    this.passwords =
        resolver instanceof PasswordVerifier verifier
            ? Optional.of(new HostedPasswords(hosting, verifier))
            : Optional.empty();
    this.health = hosting.cache(HEALTH_KEPT);
  }

  String name() {
    return hosting.name();
  }

  boolean makesAccounts() {
    return accounts.isPresent();
  }

  boolean judgesScopes() {
    return verdicts.isPresent();
  }

  boolean checksPasswords() {
    return passwords.isPresent();
  }

  /** Whether it is left alone, or tried by one question; for walks alone, at the least. */
  boolean breakerIsOpen() {
    return hosting.breaker().isOpen() || walks.breaker().isOpen();
  }

  /** Whether earlier answers have stood in since it last answered. */
  boolean servesStale() {
    return hosting.watch().stale();
  }

  /** Calls under way, those that wait for a thread included. */
  int underway() {
    return hosting.threads().underway() + walks.threads().underway();
  }

  /** Who is this person here? Blocks until the answer, the timeout or the end of patience. */
  AccountAnswer account(Principal principal, Contribution earlier, Deadline patience) {
    return accounts.orElseThrow().ask(principal, earlier, patience);
  }

  /**
   * May this account have these scopes? Begins at once.
   *
   * @return waits for one verdict each, by index
   */
  Pending<List<Verdict>> judge(Account account, List<ScopeQuestion> scopes, Deadline patience) {
    return verdicts.orElseThrow().ask(account, scopes, patience);
  }

  /** What may this account have at all? Begins at once; absent where it does not list that. */
  Optional<Pending<Entitlements>> entitlements(Account account, Deadline patience) {
    return entitlements.map(hosted -> hosted.ask(account, patience));
  }

  /** Is this the right password? Blocks until the answer or the timeout. */
  PasswordAnswer verify(String username, char[] password) {
    return passwords.orElseThrow().verify(username, password);
  }

  /** Whether the source can be reached and read. Begins at once. */
  Pending<Health> health() {
    Optional<String> pausing = hosting.breaker().pausing();
    if (pausing.isPresent()) {
      return () -> new Health.NotReady(pausing.get());
    }
    Health known = health.getIfPresent(Question.HEALTH);
    if (known != null) {
      return () -> known;
    }
    long since = hosting.watch().now();
    Deadline patience = Deadline.in(hosting.timeout(), hosting.nanos());
    Call<Health> call =
        hosting.call(
            checks,
            Question.HEALTH,
            patience,
            deadline -> Objects.requireNonNull(resolver.check(deadline)));
    return () -> health(call.await(patience), since);
  }

  private Health health(Heard<Health> heard, long since) {
    Health found =
        switch (heard) {
          case Heard.Answer<Health>(Health.Ready ready) -> {
            hosting.watch().ended(Question.HEALTH, Ending.ANSWERED, "", since);
            yield ready;
          }
          case Heard.Answer<Health>(Health.NotReady notReady) -> {
            hosting.watch().ended(Question.HEALTH, Ending.DOWN, notReady.why(), since);
            yield notReady;
          }
          case Heard.Nothing<Health>(Ending ending, String why) -> {
            hosting.watch().ended(Question.HEALTH, ending, why, since);
            yield new Health.NotReady(why);
          }
        };
    health.put(Question.HEALTH, found);
    return found;
  }

  @Override
  public void close() {
    hosting.threads().close();
    walks.threads().close();
    Thread farewell =
        Thread.ofPlatform().daemon().name("resolver-" + name() + "-close").start(this::leave);
    try {
      if (!farewell.join(FAREWELL)) {
        log.warn("the resolver {} does not close; left as it is", name());
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  // A plug-in's throw must not keep the others from being closed.
  @SuppressWarnings("CatchingUnchecked")
  private void leave() {
    try {
      resolver.close();
    } catch (Exception thrown) {
      log.error("the resolver {} has a defect: closing it failed", name(), thrown);
    }
  }
}
