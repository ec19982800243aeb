package org.symbolon.resolver.sql;

import java.util.List;
import org.symbolon.resolver.Account;
import org.symbolon.resolver.AccountAnswer;
import org.symbolon.resolver.AccountSource;
import org.symbolon.resolver.Contribution;
import org.symbolon.resolver.Deadline;
import org.symbolon.resolver.EntitlementSource;
import org.symbolon.resolver.Health;
import org.symbolon.resolver.Principal;
import org.symbolon.resolver.Resolver;
import org.symbolon.resolver.ScopeJudge;
import org.symbolon.resolver.ScopeQuestion;
import org.symbolon.resolver.Verdict;

/**
 * A database that says who people are, what they may do, or both. Which of the contract's questions
 * it answers follows from the queries that are given, so that a rule or a list of accounts that
 * asks it for more is found when the gateway starts.
 */
sealed interface SqlResolver extends Resolver {
  Upkeep upkeep();

  @Override
  default Health check(Deadline deadline) {
    return upkeep().check(deadline);
  }

  @Override
  default void close() {
    upkeep().close();
  }

  /** Has an account query or a groups query. */
  sealed interface OfAccounts extends SqlResolver, AccountSource {
    SqlAccounts accounts();

    @Override
    default AccountAnswer account(Principal principal, Contribution earlier, Deadline deadline) {
      return accounts().account(principal, earlier, deadline);
    }
  }

  /** Has a scopes query. */
  sealed interface OfRights extends SqlResolver, ScopeJudge, EntitlementSource {
    SqlRights rights();

    @Override
    default List<Verdict> judge(Account account, List<ScopeQuestion> scopes, Deadline deadline) {
      return rights().judge(account, scopes, deadline);
    }

    @Override
    default Entitlements entitlements(Account account, Deadline deadline) {
      return rights().entitlements(account, deadline);
    }
  }

  record Accounts(SqlAccounts accounts, Upkeep upkeep) implements OfAccounts {}

  record Rights(SqlRights rights, Upkeep upkeep) implements OfRights {}

  record Both(SqlAccounts accounts, SqlRights rights, Upkeep upkeep)
      implements OfAccounts, OfRights {}
}
