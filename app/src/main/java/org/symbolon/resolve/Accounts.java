package org.symbolon.resolve;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.symbolon.issuer.Issuer.AccountLimits;
import org.symbolon.resolve.Rights.Outcome.NoAccount;
import org.symbolon.resolver.Account;
import org.symbolon.resolver.AccountAnswer;
import org.symbolon.resolver.Contribution;
import org.symbolon.resolver.Deadline;
import org.symbolon.resolver.Group;
import org.symbolon.resolver.Principal;

/**
 * Makes a person's account: asks the sources in order, each told what the earlier ones found, and
 * merges. The first one must know the person, later ones may add. One that is down or says
 * "disabled" ends it: what it would have said may be the reason to let nobody in.
 */
final class Accounts {
  private static final Logger log = LoggerFactory.getLogger(Accounts.class);

  private final List<AccountStep> steps;
  private final ResolverCatalog resolvers;

  Accounts(List<AccountStep> steps, ResolverCatalog resolvers) {
    this.steps = List.copyOf(steps);
    this.resolvers = resolvers;
  }

  /** What came of it. */
  sealed interface Result {
    record Made(Account account) implements Result {}

    record Not(Rights.Outcome outcome) implements Result {}
  }

  /** Blocks up to the sources' timeouts, but no longer than patience lasts. */
  Result of(Principal principal, AccountLimits limits, Deadline patience) {
    Optional<NoAccount> refused = AccountRules.refuseName(principal.username(), limits);
    if (refused.isPresent()) {
      return new Result.Not(refused.get());
    }
    Principal asked = principal;
    Contribution found = Contribution.NONE;
    for (int at = 0; at < steps.size(); at++) {
      AccountStep step = steps.get(at);
      AccountAnswer answer =
          resolvers.host(step.resolver()).orElseThrow().account(asked, found, patience);
      switch (answer) {
        case AccountAnswer.Unavailable unavailable -> {
          return new Result.Not(
              new Rights.Outcome.Unavailable(step.resolver() + ": " + unavailable.why()));
        }
        case AccountAnswer.Disabled disabled -> {
          return no(
              "Your account " + asked.username() + " is disabled on this site.",
              step.resolver() + ": " + disabled.why());
        }
        case AccountAnswer.UnknownUser unknown -> {
          if (at == 0) {
            return no(
                "There is no account " + asked.username() + " on this site.",
                step.resolver() + " knows no " + asked.username());
          }
        }
        case AccountAnswer.Found more -> {
          Optional<String> name = more.contribution().name();
          if (name.isPresent() && !name.get().equals(asked.username())) {
            if (!step.maps()) {
              return contradiction(
                  asked,
                  step.resolver()
                      + " calls "
                      + asked.username()
                      + " "
                      + name.get()
                      + ", and it is not configured to map names");
            }
            Optional<NoAccount> mapped = AccountRules.refuseName(name.get(), limits);
            if (mapped.isPresent()) {
              return new Result.Not(mapped.get());
            }
            asked = new Principal(name.get(), asked.issuer(), asked.subject(), asked.attributes());
          }
          switch (Merge.of(found, step.resolver(), more.contribution())) {
            case Merge.Result.Merged merged -> found = merged.contribution();
            case Merge.Result.Conflict conflict -> {
              return contradiction(asked, conflict.detail());
            }
          }
        }
      }
    }
    Account account = account(asked.username(), found);
    return AccountRules.refuse(account, limits)
        .<Result>map(Result.Not::new)
        .orElseGet(() -> new Result.Made(account));
  }

  private static Account account(String name, Contribution found) {
    Set<Group> groups = new HashSet<>(found.groups());
    found
        .gid()
        .ifPresent(
            gid -> {
              if (groups.stream()
                  .noneMatch(group -> group.gid().isPresent() && group.gid().getAsLong() == gid)) {
                groups.add(Group.numbered(gid));
              }
            });
    return new Account(name, found.uid(), found.gid(), groups, found.attributes());
  }

  /** The site's sources are at odds: for an administrator to mend, so it is said loudly. */
  private static Result contradiction(Principal asked, String detail) {
    log.error("no account for {}: {}", asked.username(), detail);
    return no(
        "This site's records of the account " + asked.username() + " contradict each other.",
        detail);
  }

  private static Result no(String why, String detail) {
    return new Result.Not(new NoAccount(why, detail));
  }
}
