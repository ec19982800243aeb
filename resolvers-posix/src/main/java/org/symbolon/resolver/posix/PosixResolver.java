package org.symbolon.resolver.posix;

import java.util.List;
import org.symbolon.resolver.Account;
import org.symbolon.resolver.AccountAnswer;
import org.symbolon.resolver.AccountSource;
import org.symbolon.resolver.Contribution;
import org.symbolon.resolver.Deadline;
import org.symbolon.resolver.Health;
import org.symbolon.resolver.Principal;
import org.symbolon.resolver.Resolver;
import org.symbolon.resolver.ScopeJudge;
import org.symbolon.resolver.ScopeQuestion;
import org.symbolon.resolver.Verdict;

/**
 * Makes accounts and judges scopes.
 *
 * <p>An account whose shell is {@code nologin} is not disabled: many people have storage and no
 * login. Expiry stands in the shadow file, which this process can not read and does not ask for.
 */
final class PosixResolver implements Resolver, AccountSource, ScopeJudge {
  private final AccountLookup accounts;
  private final PosixJudge judge;

  PosixResolver(AccountLookup accounts, PosixJudge judge) {
    this.accounts = accounts;
    this.judge = judge;
  }

  @Override
  public AccountAnswer account(Principal principal, Contribution earlier, Deadline deadline) {
    // A source listed before this one may have mapped the login's name to the local one.
    String name = earlier.name().orElse(principal.username());
    return deadline.passed()
        ? new AccountAnswer.Unavailable("no time was left to look up the account")
        : accounts.find(name, deadline);
  }

  @Override
  public List<Verdict> judge(Account account, List<ScopeQuestion> scopes, Deadline deadline) {
    return judge.judge(account, scopes, deadline);
  }

  @Override
  public Health check(Deadline deadline) {
    return switch (accounts.check()) {
      case Health.NotReady notReady -> notReady;
      case Health.Ready names ->
          switch (judge.check(deadline)) {
            case Health.NotReady notReady -> notReady;
            case Health.Ready files -> new Health.Ready(names.detail() + "; " + files.detail());
          };
    };
  }

  @Override
  public void close() {
    judge.close();
  }
}
