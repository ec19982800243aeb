package org.symbolon.resolve;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.symbolon.resolver.Account;
import org.symbolon.resolver.AccountAnswer;
import org.symbolon.resolver.AccountSource;
import org.symbolon.resolver.Contribution;
import org.symbolon.resolver.Deadline;
import org.symbolon.resolver.Health;
import org.symbolon.resolver.Principal;
import org.symbolon.resolver.Resolver;
import org.symbolon.resolver.ResolverFactory;
import org.symbolon.resolver.ScopeJudge;
import org.symbolon.resolver.ScopeQuestion;
import org.symbolon.resolver.Settings;
import org.symbolon.resolver.Verdict;

/** A resolver that answers as a test says, and counts how often it was asked. */
final class Scripted implements Resolver, AccountSource, ScopeJudge {
  final AtomicInteger asked = new AtomicInteger();
  private final AccountSource accounts;
  private final ScopeJudge judge;
  private final Supplier<Health> health;
  private final Runnable closing;
  volatile boolean closed;

  private Scripted(
      AccountSource accounts, ScopeJudge judge, Supplier<Health> health, Runnable closing) {
    this.accounts = accounts;
    this.judge = judge;
    this.health = health;
    this.closing = closing;
  }

  /** Makes accounts so, and judges nothing. */
  static Scripted accounts(AccountSource accounts) {
    return new Scripted(accounts, each(new Verdict.NotMine()), Scripted::well, () -> {});
  }

  /** Makes this account for everyone. */
  static Scripted finds(Contribution contribution) {
    return accounts((principal, earlier, deadline) -> new AccountAnswer.Found(contribution));
  }

  /** Gives everyone this answer. */
  static Scripted answers(AccountAnswer answer) {
    return accounts((principal, earlier, deadline) -> answer);
  }

  /** Judges so, and knows nobody. */
  static Scripted judges(ScopeJudge judge) {
    return new Scripted(
        (principal, earlier, deadline) -> new AccountAnswer.UnknownUser(),
        judge,
        Scripted::well,
        () -> {});
  }

  static Scripted checks(Supplier<Health> health) {
    return new Scripted(
        (principal, earlier, deadline) -> new AccountAnswer.UnknownUser(),
        each(new Verdict.NotMine()),
        health,
        () -> {});
  }

  static Scripted closesBy(Runnable closing) {
    return new Scripted(
        (principal, earlier, deadline) -> new AccountAnswer.UnknownUser(),
        each(new Verdict.NotMine()),
        Scripted::well,
        closing);
  }

  /** The same verdict on every scope. */
  static ScopeJudge each(Verdict verdict) {
    return (account, scopes, deadline) -> scopes.stream().map(scope -> verdict).toList();
  }

  private static Health well() {
    return new Health.Ready("well");
  }

  /** A type of resolver of which this one is the only one. */
  ResolverFactory as(String type) {
    Resolver only = this;
    return new ResolverFactory() {
      @Override
      public String type() {
        return type;
      }

      @Override
      public Resolver open(Settings settings) {
        return only;
      }
    };
  }

  @Override
  public AccountAnswer account(Principal principal, Contribution earlier, Deadline deadline) {
    asked.incrementAndGet();
    return accounts.account(principal, earlier, deadline);
  }

  @Override
  public List<Verdict> judge(Account account, List<ScopeQuestion> scopes, Deadline deadline) {
    asked.incrementAndGet();
    return judge.judge(account, scopes, deadline);
  }

  @Override
  public Health check(Deadline deadline) {
    asked.incrementAndGet();
    return health.get();
  }

  @Override
  public void close() {
    closing.run();
    closed = true;
  }
}
