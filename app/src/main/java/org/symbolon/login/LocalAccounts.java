package org.symbolon.login;

import java.nio.CharBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.symbolon.protocol.IssuerId;

/**
 * Checks passwords of local accounts, for development and small labs. An unknown name costs what a
 * wrong password costs. Failures are counted for all nodes together; while a name or an address has
 * too many, no password is checked for it, not even the right one.
 */
public final class LocalAccounts implements AutoCloseable {
  private static final int LONGEST_PASSWORD = 1_024;
  private static final int LONGEST_NAME = 64;

  private final IssuerId issuer;
  private final LocalAccountsSettings settings;
  private final Map<String, LocalAccount> accounts;
  private final Failures failures;
  private final InstantSource clock;
  private final String hashOfNobody;
  private final ThreadPoolExecutor threads;

  /** What came of a password. */
  public sealed interface Outcome {
    record Right(LocalAccount account) implements Outcome {}

    /** Wrong name or wrong password: nobody learns which. */
    record Wrong() implements Outcome {}

    /**
     * @param retryAfter by then the failures are forgotten
     */
    record TooManyFailures(Duration retryAfter) implements Outcome {}

    /** Too many passwords wait already; neither yes nor no. */
    record Busy() implements Outcome {}
  }

  public LocalAccounts(
      IssuerId issuer, LocalAccountsSettings settings, Failures failures, InstantSource clock) {
    this.issuer = issuer;
    this.settings = settings;
    this.accounts =
        settings.accounts().stream()
            .collect(Collectors.toUnmodifiableMap(LocalAccount::name, Function.identity()));
    this.failures = failures;
    this.clock = clock;
    this.hashOfNobody = LocalAccountsHash.hash("nobody's password");
    this.threads =
        new ThreadPoolExecutor(
            settings.threads(),
            settings.threads(),
            10,
            TimeUnit.SECONDS,
            settings.waiting() == 0
                ? new SynchronousQueue<>()
                : new ArrayBlockingQueue<>(settings.waiting()),
            Thread.ofPlatform().name("password-", 0).daemon().factory());
    threads.allowCoreThreadTimeOut(true);
  }

  /** An Argon2id hash for the configuration file. The caller overwrites the password. */
  public static String hash(char[] password) {
    return LocalAccountsHash.hash(CharBuffer.wrap(password));
  }

  /** Whether there is such an account; for the operator, never for who signs in. */
  boolean knows(String name) {
    return accounts.containsKey(name);
  }

  /**
   * @param address of the browser, or its network, for the limits
   */
  public Outcome check(String name, String password, String address) {
    List<Failures.Limit> limits = limits(name, address);
    if (failures.attempt(limits, settings.window(), clock.instant()) == Failures.Attempt.FULL) {
      return new Outcome.TooManyFailures(settings.window());
    }
    Future<Outcome> outcome;
    try {
      outcome = threads.submit(() -> checkNow(name, password, limits));
    } catch (RejectedExecutionException e) {
      // Nothing was looked at.
      failures.takeBack(limits, clock.instant());
      return new Outcome.Busy();
    }
    try {
      return outcome.get();
    } catch (InterruptedException e) {
      outcome.cancel(true);
      Thread.currentThread().interrupt();
      return new Outcome.Busy();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the password could not be checked", e.getCause());
    }
  }

  private Outcome checkNow(String name, String password, List<Failures.Limit> limits) {
    Optional<LocalAccount> account = Optional.ofNullable(accounts.get(name));
    String hash = account.map(found -> found.passwordHash().value()).orElse(hashOfNobody);
    boolean matches =
        password.length() <= LONGEST_PASSWORD && LocalAccountsHash.matches(password, hash);
    if (matches && account.isPresent()) {
      failures.takeBack(limits, clock.instant());
      return new Outcome.Right(account.get());
    }
    return new Outcome.Wrong();
  }

  private List<Failures.Limit> limits(String name, String address) {
    return List.of(
        new Failures.Limit(nameBucket(name), settings.failuresPerName()),
        new Failures.Limit(addressBucket(address), settings.failuresPerAddress()));
  }

  private String nameBucket(String name) {
    // What a stranger types is cut, so that it can not fill the store's rows.
    String cut = name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
    return "password|" + issuer + "|name|" + cut;
  }

  private String addressBucket(String address) {
    return "password|" + issuer + "|address|" + address;
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
