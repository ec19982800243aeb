package org.symbolon.resolve;

import org.symbolon.resolve.ResolverObserver.Question;
import org.symbolon.resolver.Account;
import org.symbolon.resolver.Deadline;
import org.symbolon.resolver.EntitlementSource;
import org.symbolon.resolver.EntitlementSource.Entitlements;

/** Asks one resolver what an account may have at all. Nothing is kept: few ask. */
final class HostedEntitlements {
  private final Hosting hosting;
  private final EntitlementSource source;
  private final SingleFlight<Account, Entitlements> flights = new SingleFlight<>();

  HostedEntitlements(Hosting hosting, EntitlementSource source) {
    this.hosting = hosting;
    this.source = source;
  }

  /** Begins at once. */
  Pending<Entitlements> ask(Account account, Deadline patience) {
    long since = hosting.watch().now();
    Call<Entitlements> call =
        hosting.call(
            flights, account, patience, deadline -> source.entitlements(account, deadline));
    return () -> heard(call.await(hosting.waiting(patience)), since);
  }

  private Entitlements heard(Heard<Entitlements> heard, long since) {
    return switch (heard) {
      case Heard.Answer<Entitlements>(Entitlements.Patterns patterns) -> {
        hosting.watch().ended(Question.ENTITLEMENTS, Ending.ANSWERED, "", since);
        yield patterns;
      }
      case Heard.Answer<Entitlements>(Entitlements.Unavailable down) -> {
        hosting.watch().ended(Question.ENTITLEMENTS, Ending.DOWN, down.why(), since);
        yield down;
      }
      case Heard.Nothing<Entitlements>(Ending ending, String why) -> {
        hosting.watch().ended(Question.ENTITLEMENTS, ending, why, since);
        yield new Entitlements.Unavailable(why);
      }
    };
  }
}
