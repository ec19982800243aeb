package org.symbolon.resolve;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.symbolon.scope.ScopePolicy;

/**
 * How rights come about at one issuer.
 *
 * @param accounts those that make accounts, in order; the first must know the person. None: the
 *     login's name is the account, without numbers and groups
 * @param resolvers those that {@code policy} and {@code accounts} name; issuers may share a catalog
 */
public record IssuerRights(
    ScopePolicy policy, List<AccountStep> accounts, ResolverCatalog resolvers) {
  public IssuerRights {
    accounts = List.copyOf(accounts);
  }

  /** None of the sources may map names. */
  public static IssuerRights of(
      ScopePolicy policy, List<String> accounts, ResolverCatalog resolvers) {
    return new IssuerRights(policy, accounts.stream().map(AccountStep::new).toList(), resolvers);
  }

  /** What is wrong with it, for an administrator; empty where nothing is. */
  public List<String> mistakes() {
    List<String> mistakes = new ArrayList<>();
    for (String name : new TreeSet<>(policy.resolvers())) {
      if (lacks(name, mistakes, "a scope rule asks")) {
        continue;
      }
      if (!resolvers.host(name).orElseThrow().judgesScopes()) {
        mistakes.add("a scope rule asks the resolver " + name + ", which judges no scopes");
      }
    }
    for (AccountStep step : accounts) {
      if (lacks(step.resolver(), mistakes, "the accounts are asked of")) {
        continue;
      }
      if (!resolvers.host(step.resolver()).orElseThrow().makesAccounts()) {
        mistakes.add(
            "the accounts are asked of the resolver " + step.resolver() + ", which has none");
      }
    }
    return mistakes;
  }

  private boolean lacks(String name, List<String> mistakes, String who) {
    if (resolvers.host(name).isPresent()) {
      return false;
    }
    mistakes.add(who + " the resolver " + name + ", which is not configured");
    return true;
  }
}
