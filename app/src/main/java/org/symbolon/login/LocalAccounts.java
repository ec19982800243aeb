package org.symbolon.login;

import java.nio.CharBuffer;
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
 * wrong password costs.
 */
public final class LocalAccounts implements Passwords, AutoCloseable {
  private static final int LONGEST_PASSWORD = 1_024;

  private final Map<String, LocalAccount> accounts;
  private final PasswordFailures failures;
  private final String hashOfNobody;
  private final ThreadPoolExecutor threads;

  public LocalAccounts(
      IssuerId issuer, LocalAccountsSettings settings, Failures failures, InstantSource clock) {
    this.accounts =
        settings.accounts().stream()
            .collect(Collectors.toUnmodifiableMap(LocalAccount::name, Function.identity()));
    this.failures = new PasswordFailures(issuer, settings.limits(), failures, clock);
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

  @Override
  public String told(String name) {
    return accounts.containsKey(name) ? name : "a name that is not known here";
  }

  @Override
  public Outcome check(String name, String password, String address) {
    List<Failures.Limit> counted = failures.of(name, address);
    if (!failures.attempt(counted)) {
      return failures.tooMany();
    }
    Future<Outcome> outcome;
    try {
      outcome = threads.submit(() -> checkNow(name, password, counted));
    } catch (RejectedExecutionException e) {
      // Nothing was looked at.
      failures.takeBack(counted);
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

  private Outcome checkNow(String name, String password, List<Failures.Limit> counted) {
    Optional<LocalAccount> account = Optional.ofNullable(accounts.get(name));
    String hash = account.map(found -> found.passwordHash().value()).orElse(hashOfNobody);
    boolean matches =
        password.length() <= LONGEST_PASSWORD && LocalAccountsHash.matches(password, hash);
    if (matches && account.isPresent()) {
      failures.takeBack(counted);
      return new Outcome.Right(name, LocalName.claims(account.get()));
    }
    return new Outcome.Wrong();
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
