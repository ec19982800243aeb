package org.symbolon.resolver.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.symbolon.resolver.Account;
import org.symbolon.resolver.Deadline;
import org.symbolon.resolver.EntitlementSource;
import org.symbolon.resolver.ListedScope;
import org.symbolon.resolver.ScopeJudge;
import org.symbolon.resolver.ScopeQuestion;
import org.symbolon.resolver.Verdict;

/**
 * Judges scopes by what the database lists for the account; asked once for all scopes of a request.
 */
final class SqlRights implements ScopeJudge, EntitlementSource {
  private final Database database;
  private final ScopesQuery scopes;
  private final List<String> actions;

  /**
   * @param actions the scopes it is about
   */
  SqlRights(Database database, ScopesQuery scopes, List<String> actions) {
    this.database = database;
    this.scopes = scopes;
    this.actions = List.copyOf(actions);
  }

  Asking query() {
    return scopes;
  }

  @Override
  public List<Verdict> judge(Account account, List<ScopeQuestion> questions, Deadline deadline) {
    if (questions.stream().noneMatch(this::isMine)) {
      return questions.stream().<Verdict>map(scope -> new Verdict.NotMine()).toList();
    }
    try {
      List<ListedScope> listed = listed(account, deadline);
      return verdicts(questions, scope -> verdict(account, scope, listed));
    } catch (SourceDown down) {
      return verdicts(questions, scope -> new Verdict.Unavailable(down.why()));
    }
  }

  private List<Verdict> verdicts(
      List<ScopeQuestion> questions, Function<ScopeQuestion, Verdict> judge) {
    List<Verdict> verdicts = new ArrayList<>();
    for (ScopeQuestion scope : questions) {
      verdicts.add(isMine(scope) ? judge.apply(scope) : new Verdict.NotMine());
    }
    return verdicts;
  }

  private boolean isMine(ScopeQuestion scope) {
    return actions.stream().anyMatch(action -> ListedScope.names(action, scope.action()));
  }

  private static Verdict verdict(Account account, ScopeQuestion scope, List<ListedScope> listed) {
    Optional<ListedScope> covering = listed.stream().filter(each -> each.covers(scope)).findFirst();
    return covering.isPresent()
        ? new Verdict.Granted("the site's database lists " + covering.get().text())
        : new Verdict.Refused("the site's database does not list it for " + account.name());
  }

  @Override
  public Entitlements entitlements(Account account, Deadline deadline) {
    try {
      return new Entitlements.Patterns(
          listed(account, deadline).stream().map(ListedScope::text).toList());
    } catch (SourceDown down) {
      return new Entitlements.Unavailable(down.why());
    }
  }

  private List<ListedScope> listed(Account account, Deadline deadline) throws SourceDown {
    return Subject.canBeAName(account.name())
        ? scopes.ask(
            database, Subject.account(account.name(), account.uid(), account.gid()), deadline)
        : List.of();
  }
}
