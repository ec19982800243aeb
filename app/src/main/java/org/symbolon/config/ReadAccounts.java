package org.symbolon.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.symbolon.resolve.AccountStep;
import org.symbolon.scope.How;
import org.symbolon.scope.Rule;

/** Reads {@code accounts}: which resolvers make the local account, in order. */
final class ReadAccounts {
  private ReadAccounts() {}

  static List<AccountStep> from(Section around, List<Rule> rules, List<String> resolvers) {
    List<AccountStep> accounts = new ArrayList<>();
    for (Section section : around.sections("accounts", "resolver")) {
      Optional<String> resolver =
          section.required("resolver", ReadScopes.known(resolvers), "its configured name");
      boolean renames = section.value("may-rename", Readings::flag, false);
      resolver.ifPresent(
          name -> {
            if (accounts.stream().anyMatch(step -> step.resolver().equals(name))) {
              section.mistake("resolver", "is asked twice: keep one");
            }
            accounts.add(new AccountStep(name, renames));
          });
    }
    // A rule that asks needs an account to ask about.
    boolean asks = rules.stream().anyMatch(rule -> rule.how() instanceof How.Ask);
    if (asks && !around.has("accounts")) {
      around.mistake(
          "accounts",
          "is missing: name the resolvers that know the accounts, as in accounts: files");
    }
    return accounts;
  }
}
