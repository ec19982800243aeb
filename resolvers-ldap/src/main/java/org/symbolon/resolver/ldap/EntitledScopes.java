package org.symbolon.resolver.ldap;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.symbolon.resolver.Account;
import org.symbolon.resolver.Deadline;
import org.symbolon.resolver.ListedScope;
import org.symbolon.resolver.ScopeQuestion;
import org.symbolon.resolver.Verdict;

/** What a person's entitlements mean here; asked once for all scopes of a request. */
final class EntitledScopes {
  private final People people;
  private final Standing standing;
  private final Layout layout;

  /**
   * @param attribute which has them
   * @param actions the scopes they are about: of others nothing is said
   */
  record Layout(String attribute, List<EntitlementRule> rules, List<String> actions) {
    Layout {
      rules = List.copyOf(rules);
      actions = List.copyOf(actions);
    }
  }

  EntitledScopes(People people, Standing standing, Layout layout) {
    this.people = people;
    this.standing = standing;
    this.layout = layout;
  }

  /** Everything the person's entitlements mean; nothing for who is unknown or locked out. */
  List<ListedScope> of(Account account, Deadline deadline) throws DirectoryDown {
    Optional<User> user = people.entry(account.name(), deadline);
    if (user.isEmpty() || standing.trouble(user.get()).isPresent()) {
      return List.of();
    }
    List<ListedScope> scopes = new ArrayList<>();
    for (String entitlement : Users.values(user.get().entry(), layout.attribute())) {
      for (EntitlementRule rule : layout.rules()) {
        scopes.addAll(rule.scopes(entitlement, account.name()));
      }
    }
    return scopes.stream().distinct().toList();
  }

  List<Verdict> judge(Account account, List<ScopeQuestion> scopes, Deadline deadline) {
    if (scopes.stream().noneMatch(this::isMine)) {
      return scopes.stream().<Verdict>map(scope -> new Verdict.NotMine()).toList();
    }
    try {
      List<ListedScope> listed = of(account, deadline);
      return verdicts(scopes, scope -> verdict(account, scope, listed));
    } catch (DirectoryDown down) {
      return verdicts(scopes, scope -> new Verdict.Unavailable(down.why()));
    }
  }

  private List<Verdict> verdicts(
      List<ScopeQuestion> scopes, Function<ScopeQuestion, Verdict> judge) {
    List<Verdict> verdicts = new ArrayList<>();
    for (ScopeQuestion scope : scopes) {
      verdicts.add(isMine(scope) ? judge.apply(scope) : new Verdict.NotMine());
    }
    return verdicts;
  }

  private boolean isMine(ScopeQuestion scope) {
    return layout.actions().stream().anyMatch(action -> ListedScope.names(action, scope.action()));
  }

  private static Verdict verdict(Account account, ScopeQuestion scope, List<ListedScope> listed) {
    Optional<ListedScope> covering = listed.stream().filter(each -> each.covers(scope)).findFirst();
    return covering.isPresent()
        ? new Verdict.Granted("an entitlement in the directory gives " + covering.get().text())
        : new Verdict.Refused("no entitlement in the directory gives it to " + account.name());
  }
}
