package org.symbolon.resolve;

import java.time.Duration;
import java.util.Optional;
import org.symbolon.resolve.ResolverObserver.Question;
import org.symbolon.resolver.AccountAnswer;
import org.symbolon.resolver.AccountSource;
import org.symbolon.resolver.Contribution;
import org.symbolon.resolver.Deadline;
import org.symbolon.resolver.Principal;

/**
 * Asks one source who a person is. Accounts found are kept; "unknown" and "disabled" never are, so
 * that what an administrator mends works at once, and they void what was found before;
 * "unavailable" is no knowledge at all: an account found earlier may then stand in for a while.
 */
final class HostedAccounts {
  /** More groups than any system has (Linux allows 65,536): a source gone wrong. */
  private static final int MOST_GROUPS = 65_536;

  private final Hosting hosting;
  private final AccountSource source;
  private final KeptAnswers<Asked, AccountAnswer> kept;
  private final Denials denials;
  private final SingleFlight<Asked, AccountAnswer> flights = new SingleFlight<>();

  private record Asked(Principal principal, Contribution earlier) {}

  /**
   * @param fresh how long an account is believed
   * @param stale for how long after that it may stand in while the source is down
   */
  HostedAccounts(Hosting hosting, AccountSource source, Duration fresh, Duration stale) {
    this.hosting = hosting;
    this.source = source;
    this.kept = new KeptAnswers<>(hosting, fresh, stale);
    this.denials = new Denials(fresh.plus(stale).plus(hosting.timeout()), hosting.nanos());
  }

  AccountAnswer ask(Principal principal, Contribution earlier, Deadline patience) {
    long since = hosting.watch().now();
    Asked asked = new Asked(principal, earlier);
    String name = principal.username();
    Optional<AccountAnswer> known = kept.fresh(asked, said -> denials.allow(name, said));
    if (known.isPresent()) {
      hosting.watch().ended(Question.ACCOUNT, Ending.CACHED, "", since);
      return known.get();
    }
    Call<AccountAnswer> call =
        hosting.guarded(
            flights,
            asked,
            patience,
            deadline -> fetch(asked, deadline),
            name,
            AccountAnswer.Unavailable.class::isInstance);
    return switch (call.await(hosting.waiting(patience))) {
      case Heard.Answer<AccountAnswer>(AccountAnswer.Unavailable down) ->
          without(asked, Ending.DOWN, down.why(), since);
      case Heard.Answer<AccountAnswer>(AccountAnswer answer) -> {
        hosting.watch().ended(Question.ACCOUNT, Ending.ANSWERED, "", since);
        yield answer;
      }
      case Heard.Nothing<AccountAnswer>(Ending ending, String why) ->
          without(asked, ending, why, since);
    };
  }

  /** An earlier answer, where one may stand in. */
  private AccountAnswer without(Asked asked, Ending ending, String why, long since) {
    String name = asked.principal().username();
    Optional<AccountAnswer> old =
        hosting.standIn(ending)
            ? kept.old(asked, said -> denials.allow(name, said))
            : Optional.empty();
    if (old.isPresent()) {
      hosting.watch().stoodIn(Question.ACCOUNT, ending, why, since);
      return old.get();
    }
    hosting.watch().ended(Question.ACCOUNT, ending, why, since);
    return new AccountAnswer.Unavailable(why);
  }

  private AccountAnswer fetch(Asked asked, Deadline deadline) {
    long since = hosting.watch().now();
    AccountAnswer answer = source.account(asked.principal(), asked.earlier(), deadline);
    return switch (answer) {
      case AccountAnswer.Found found -> {
        int groups = found.contribution().groups().size();
        if (groups > MOST_GROUPS) {
          throw new IllegalStateException("an account with " + groups + " groups");
        }
        // What comes after hours in a hung call may have been true hours ago.
        if (!deadline.passed()) {
          kept.put(asked, found, since);
        }
        yield found;
      }
      case AccountAnswer.UnknownUser unknown -> denied(asked, unknown);
      case AccountAnswer.Disabled disabled -> denied(asked, disabled);
      case AccountAnswer.Unavailable unavailable -> unavailable;
    };
  }

  /** What was found before may not stand in any more. */
  private AccountAnswer denied(Asked asked, AccountAnswer answer) {
    denials.add(asked.principal().username());
    return answer;
  }
}
