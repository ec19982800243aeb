package org.symbolon.resolve;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.symbolon.resolve.ResolverObserver.Question;
import org.symbolon.resolver.Account;
import org.symbolon.resolver.Deadline;
import org.symbolon.resolver.ScopeJudge;
import org.symbolon.resolver.ScopeQuestion;
import org.symbolon.resolver.Verdict;

/**
 * Asks one resolver what an account may do. Verdicts are kept a few seconds, down ones never; while
 * the source is down earlier ones about the very same account may stand in for a while.
 *
 * <p>Whatever lies below a path may be more than can be looked at in time: questions about that
 * have threads and a breaker of their own, and take none from the brief ones.
 */
final class HostedVerdicts {
  private final Hosting brief;
  private final Hosting walks;
  private final ScopeJudge judge;
  private final KeptAnswers<Asked, Verdict> kept;
  private final SingleFlight<Batch, List<Verdict>> flights = new SingleFlight<>();

  private record Asked(Account account, ScopeQuestion scope) {}

  private record Batch(Account account, List<ScopeQuestion> scopes) {}

  /**
   * @param brief for questions about paths themselves
   * @param walks for questions about what lies below, too
   * @param fresh how long a verdict is believed
   * @param stale for how long after that it may stand in while the source is down
   */
  HostedVerdicts(Hosting brief, Hosting walks, ScopeJudge judge, Duration fresh, Duration stale) {
    this.brief = brief;
    this.walks = walks;
    this.judge = judge;
    this.kept = new KeptAnswers<>(brief, fresh, stale);
  }

  /**
   * Begins to ask, so that several resolvers are asked at once.
   *
   * @return waits for one verdict each, by index
   */
  Pending<List<Verdict>> ask(Account account, List<ScopeQuestion> scopes, Deadline patience) {
    long since = brief.watch().now();
    Map<ScopeQuestion, Verdict> known = known(account, scopes);
    List<ScopeQuestion> open =
        scopes.stream().filter(scope -> !known.containsKey(scope)).distinct().toList();
    if (open.isEmpty()) {
      brief.watch().ended(Question.SCOPES, Ending.CACHED, "", since);
      return () -> scopes.stream().map(known::get).toList();
    }
    Batch batch = new Batch(account, open);
    Hosting hosting = open.stream().anyMatch(scope -> scope.subtree().isPresent()) ? walks : brief;
    Call<List<Verdict>> call =
        hosting.guarded(
            flights,
            batch,
            patience,
            deadline -> fetch(batch, deadline),
            account.name(),
            verdicts -> verdicts.stream().anyMatch(Verdict.Unavailable.class::isInstance));
    Deadline waiting = hosting.waiting(patience);
    return () -> {
      List<Verdict> fresh = verdicts(hosting, call.await(waiting), account, open, since);
      for (int at = 0; at < open.size(); at++) {
        known.put(open.get(at), fresh.get(at));
      }
      return scopes.stream().map(known::get).toList();
    };
  }

  private Map<ScopeQuestion, Verdict> known(Account account, List<ScopeQuestion> scopes) {
    Map<ScopeQuestion, Verdict> known = new HashMap<>();
    for (ScopeQuestion scope : scopes) {
      kept.fresh(new Asked(account, scope), said -> true)
          .ifPresent(verdict -> known.put(scope, verdict));
    }
    return known;
  }

  private List<Verdict> verdicts(
      Hosting hosting,
      Heard<List<Verdict>> heard,
      Account account,
      List<ScopeQuestion> asked,
      long since) {
    return switch (heard) {
      case Heard.Answer<List<Verdict>>(List<Verdict> verdicts) -> {
        Optional<String> down = down(verdicts);
        if (down.isPresent()) {
          yield without(hosting, verdicts, account, asked, Ending.DOWN, down.get(), since);
        }
        hosting.watch().ended(Question.SCOPES, Ending.ANSWERED, "", since);
        yield verdicts;
      }
      case Heard.Nothing<List<Verdict>>(Ending ending, String why) -> {
        Verdict unavailable = new Verdict.Unavailable(why);
        List<Verdict> none = Collections.nCopies(asked.size(), unavailable);
        yield without(hosting, none, account, asked, ending, why, since);
      }
    };
  }

  /** Earlier verdicts for those that are missing, where they may stand in. */
  private List<Verdict> without(
      Hosting hosting,
      List<Verdict> verdicts,
      Account account,
      List<ScopeQuestion> asked,
      Ending ending,
      String why,
      long since) {
    List<Verdict> all = new ArrayList<>(verdicts);
    boolean stoodIn = false;
    for (int at = 0; hosting.standIn(ending) && at < all.size(); at++) {
      if (all.get(at) instanceof Verdict.Unavailable) {
        Optional<Verdict> old = kept.old(new Asked(account, asked.get(at)), said -> true);
        old.ifPresent(putAt(all, at));
        stoodIn |= old.isPresent();
      }
    }
    if (stoodIn) {
      hosting.watch().stoodIn(Question.SCOPES, ending, why, since);
    } else {
      hosting.watch().ended(Question.SCOPES, ending, why, since);
    }
    return all;
  }

  private static Consumer<Verdict> putAt(List<Verdict> all, int at) {
    return verdict -> all.set(at, verdict);
  }

  private static Optional<String> down(List<Verdict> verdicts) {
    return verdicts.stream()
        .filter(Verdict.Unavailable.class::isInstance)
        .map(Verdict::why)
        .findFirst();
  }

  private List<Verdict> fetch(Batch batch, Deadline deadline) {
    long since = brief.watch().now();
    List<Verdict> verdicts = List.copyOf(judge.judge(batch.account(), batch.scopes(), deadline));
    if (verdicts.size() != batch.scopes().size()) {
      // Verdicts of another number can not be told apart.
      throw new IllegalStateException(
          verdicts.size() + " verdicts on " + batch.scopes().size() + " scopes");
    }
    if (!deadline.passed()) {
      for (int at = 0; at < verdicts.size(); at++) {
        keep(new Asked(batch.account(), batch.scopes().get(at)), verdicts.get(at), since);
      }
    }
    return verdicts;
  }

  private void keep(Asked asked, Verdict verdict, long since) {
    switch (verdict) {
      case Verdict.Granted granted -> kept.put(asked, granted, since);
      case Verdict.Refused refused -> kept.put(asked, refused, since);
      case Verdict.NotMine notMine -> kept.put(asked, notMine, since);
      case Verdict.Unavailable unavailable -> {
        // Neither yes nor no: nothing to keep.
      }
    }
  }
}
