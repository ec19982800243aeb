package org.symbolon.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.symbolon.resolve.AccountStep;
import org.symbolon.resolve.GroupNames;
import org.symbolon.resolve.GroupUse;
import org.symbolon.scope.How;
import org.symbolon.scope.Rule;

/** Reads {@code accounts}: which resolvers make the local account, in order. */
final class ReadAccounts {
  private ReadAccounts() {}

  static List<AccountStep> from(Section around, List<Rule> rules, List<String> resolvers) {
    List<AccountStep> accounts = new ArrayList<>();
    List<GroupNames.Step> forAll = ReadGroupNames.from(around);
    for (Section section : around.sections("accounts", "resolver")) {
      Optional<String> resolver =
          section.required("resolver", ReadScopes.known(resolvers), "its configured name");
      boolean renames = section.value("may-rename", Readings::flag, false);
      GroupUse groups = section.value("groups", Readings.oneOf(GroupUse.class), GroupUse.UNION);
      if (groups == GroupUse.ONLY
          && accounts.stream().anyMatch(step -> step.groups() == GroupUse.ONLY)) {
        section.mistake("groups", "is only at another entry too: one of them can be");
      }
      List<GroupNames.Step> names = new ArrayList<>(ReadGroupNames.from(section));
      names.addAll(forAll);
      resolver.ifPresent(
          name -> {
            if (accounts.stream().anyMatch(step -> step.resolver().equals(name))) {
              section.mistake("resolver", "is asked twice: keep one");
            }
            accounts.add(new AccountStep(name, renames, groups, new GroupNames(names)));
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
