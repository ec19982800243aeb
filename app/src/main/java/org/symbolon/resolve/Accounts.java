package org.symbolon.resolve;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
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

  private final List<SourceGroups> steps;
  private final ResolverCatalog resolvers;

  Accounts(List<AccountStep> steps, ResolverCatalog resolvers) {
    this.steps = steps.stream().map(SourceGroups::new).toList();
    this.resolvers = resolvers;
  }

  /** What came of it. */
  sealed interface Result {
    record Made(Account account) implements Result {}

    record Not(Rights.Outcome outcome) implements Result {}
  }

  /** How far it has come: whom the next source is asked about, and what was found before. */
  private record Progress(Principal asked, Found found) {}

  /** What one source's answer means. */
  private sealed interface Next {
    record GoOn(Progress progress) implements Next {}

    record End(Rights.Outcome outcome) implements Next {}
  }

  /** Blocks up to the sources' timeouts, but no longer than patience lasts. */
  Result of(Principal principal, AccountLimits limits, Deadline patience) {
    return of(principal, limits, patience, said -> {});
  }

  /**
   * @param hearing told what each source said, in order: for explain
   */
  Result of(
      Principal principal, AccountLimits limits, Deadline patience, Consumer<SourceSaid> hearing) {
    Optional<NoAccount> refused = AccountRules.refuseName(principal.username(), limits);
    if (refused.isPresent()) {
      return new Result.Not(refused.get());
    }
    Progress progress = new Progress(principal, Found.NOTHING);
    boolean first = true;
    for (SourceGroups step : steps) {
      AccountAnswer answer =
          resolvers
              .host(step.step().resolver())
              .orElseThrow()
              .account(progress.asked(), progress.found().merged(), patience);
      hearing.accept(new SourceSaid(step.step().resolver(), answer));
      switch (next(step, first, answer, progress, limits)) {
        case Next.GoOn more -> progress = more.progress();
        case Next.End end -> {
          return new Result.Not(end.outcome());
        }
      }
      first = false;
    }
    Account account = account(progress.asked().username(), progress.found().merged());
    return AccountRules.refuse(account, limits)
        .<Result>map(Result.Not::new)
        .orElseGet(() -> new Result.Made(account));
  }

  private static Next next(
      SourceGroups source,
      boolean first,
      AccountAnswer answer,
      Progress progress,
      AccountLimits limits) {
    AccountStep step = source.step();
    String username = progress.asked().username();
    return switch (answer) {
      case AccountAnswer.Unavailable down ->
          new Next.End(new Rights.Outcome.Unavailable(step.resolver() + ": " + down.why()));
      case AccountAnswer.Disabled disabled ->
          no(
              "Your account " + username + " is disabled on this site.",
              step.resolver() + ": " + disabled.why());
      case AccountAnswer.UnknownUser unknown ->
          first
              ? no(
                  "There is no account " + username + " on this site.",
                  step.resolver() + " knows no " + username)
              : new Next.GoOn(new Progress(progress.asked(), progress.found().without(step)));
      case AccountAnswer.Found more -> merged(source, more.contribution(), progress, limits);
    };
  }

  private static Next merged(
      SourceGroups source, Contribution more, Progress progress, AccountLimits limits) {
    AccountStep step = source.step();
    Principal asked = progress.asked();
    String name = more.name().orElse(asked.username());
    if (!name.equals(asked.username())) {
      if (!step.maps()) {
        return contradiction(
            asked,
            step.resolver()
                + " calls "
                + asked.username()
                + " "
                + name
                + ", and it is not configured to map names");
      }
      Optional<NoAccount> refused = AccountRules.refuseName(name, limits);
      if (refused.isPresent()) {
        return new Next.End(refused.get());
      }
      asked = new Principal(name, asked.issuer(), asked.subject(), asked.attributes());
    }
    return switch (progress.found().and(source, more)) {
      case Found.Result.Joined joined -> new Next.GoOn(new Progress(asked, joined.found()));
      case Found.Result.Conflict conflict -> contradiction(asked, conflict.detail());
    };
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
  private static Next contradiction(Principal asked, String detail) {
    log.error("no account for {}: {}", asked.username(), detail);
    return no(
        "This site's records of the account " + asked.username() + " contradict each other.",
        detail);
  }

  private static Next no(String why, String detail) {
    return new Next.End(new NoAccount(why, detail));
  }
}
