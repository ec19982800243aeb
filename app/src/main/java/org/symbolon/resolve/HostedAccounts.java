package org.symbolon.resolve;

import com.github.benmanes.caffeine.cache.Cache;
import java.time.Duration;
import org.symbolon.resolve.ResolverObserver.Question;
import org.symbolon.resolver.AccountAnswer;
import org.symbolon.resolver.AccountSource;
import org.symbolon.resolver.Contribution;
import org.symbolon.resolver.Deadline;
import org.symbolon.resolver.Principal;

/**
 * Asks one source who a person is. Accounts found are kept; "unknown" and "disabled" never are, so
 * that what an administrator mends works at once, and "unavailable" is no knowledge at all.
 */
final class HostedAccounts {
  /** More groups than any system has (Linux allows 65,536): a source gone wrong. */
  private static final int MOST_GROUPS = 65_536;

  private final Hosting hosting;
  private final AccountSource source;
  private final Cache<Asked, AccountAnswer> kept;
  private final SingleFlight<Asked, AccountAnswer> flights = new SingleFlight<>();

  private record Asked(Principal principal, Contribution earlier) {}

  HostedAccounts(Hosting hosting, AccountSource source, Duration kept) {
    this.hosting = hosting;
    this.source = source;
    this.kept = hosting.cache(kept);
  }

  AccountAnswer ask(Principal principal, Contribution earlier, Deadline patience) {
    long since = hosting.watch().now();
    Asked asked = new Asked(principal, earlier);
    AccountAnswer known = kept.getIfPresent(asked);
    if (known != null) {
      hosting.watch().ended(Question.ACCOUNT, Ending.CACHED, "", since);
      return known;
    }
    Call<AccountAnswer> call =
        hosting.call(flights, asked, patience, deadline -> fetch(asked, deadline));
    return switch (call.await(hosting.waiting(patience))) {
      case Heard.Answer<AccountAnswer>(AccountAnswer.Unavailable down) -> {
        hosting.watch().ended(Question.ACCOUNT, Ending.DOWN, down.why(), since);
        yield down;
      }
      case Heard.Answer<AccountAnswer>(AccountAnswer answer) -> {
        hosting.watch().ended(Question.ACCOUNT, Ending.ANSWERED, "", since);
        yield answer;
      }
      case Heard.Nothing<AccountAnswer>(Ending ending, String why) -> {
        hosting.watch().ended(Question.ACCOUNT, ending, why, since);
        yield new AccountAnswer.Unavailable(why);
      }
    };
  }

  private AccountAnswer fetch(Asked asked, Deadline deadline) {
    AccountAnswer answer = source.account(asked.principal(), asked.earlier(), deadline);
    return switch (answer) {
      case AccountAnswer.Found found -> {
        int groups = found.contribution().groups().size();
        if (groups > MOST_GROUPS) {
          throw new IllegalStateException("an account with " + groups + " groups");
        }
        // What comes after hours in a hung call may have been true hours ago.
        if (!deadline.passed()) {
          kept.put(asked, found);
        }
        yield found;
      }
      case AccountAnswer.UnknownUser unknown -> unknown;
      case AccountAnswer.Disabled disabled -> disabled;
      case AccountAnswer.Unavailable unavailable -> unavailable;
    };
  }
}
