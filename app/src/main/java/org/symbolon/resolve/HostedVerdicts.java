package org.symbolon.resolve;

import com.github.benmanes.caffeine.cache.Cache;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.symbolon.resolve.ResolverObserver.Question;
import org.symbolon.resolver.Account;
import org.symbolon.resolver.Deadline;
import org.symbolon.resolver.ScopeJudge;
import org.symbolon.resolver.ScopeQuestion;
import org.symbolon.resolver.Verdict;

/** Asks one resolver what an account may do. Verdicts are kept a few seconds, down ones never. */
final class HostedVerdicts {
  private final Hosting hosting;
  private final ScopeJudge judge;
  private final Cache<Asked, Verdict> kept;
  private final SingleFlight<Batch, List<Verdict>> flights = new SingleFlight<>();

  private record Asked(Account account, ScopeQuestion scope) {}

  private record Batch(Account account, List<ScopeQuestion> scopes) {}

  HostedVerdicts(Hosting hosting, ScopeJudge judge, Duration kept) {
    this.hosting = hosting;
    this.judge = judge;
    this.kept = hosting.cache(kept);
  }

  /**
   * Begins to ask, so that several resolvers are asked at once.
   *
   * @return waits for one verdict each, by index
   */
  Pending<List<Verdict>> ask(Account account, List<ScopeQuestion> scopes, Deadline patience) {
    long since = hosting.watch().now();
    Map<ScopeQuestion, Verdict> known = known(account, scopes);
    List<ScopeQuestion> open =
        scopes.stream().filter(scope -> !known.containsKey(scope)).distinct().toList();
    if (open.isEmpty()) {
      hosting.watch().ended(Question.SCOPES, Ending.CACHED, "", since);
      return () -> scopes.stream().map(known::get).toList();
    }
    Batch batch = new Batch(account, open);
    Call<List<Verdict>> call =
        hosting.call(flights, batch, patience, deadline -> fetch(batch, deadline));
    Deadline waiting = hosting.waiting(patience);
    return () -> {
      List<Verdict> fresh = verdicts(call.await(waiting), open.size(), since);
      for (int at = 0; at < open.size(); at++) {
        known.put(open.get(at), fresh.get(at));
      }
      return scopes.stream().map(known::get).toList();
    };
  }

  private Map<ScopeQuestion, Verdict> known(Account account, List<ScopeQuestion> scopes) {
    Map<ScopeQuestion, Verdict> known = new HashMap<>();
    for (ScopeQuestion scope : scopes) {
      Verdict verdict = kept.getIfPresent(new Asked(account, scope));
      if (verdict != null) {
        known.put(scope, verdict);
      }
    }
    return known;
  }

  private List<Verdict> verdicts(Heard<List<Verdict>> heard, int asked, long since) {
    return switch (heard) {
      case Heard.Answer<List<Verdict>>(List<Verdict> verdicts) -> {
        Optional<String> down =
            verdicts.stream()
                .filter(Verdict.Unavailable.class::isInstance)
                .map(Verdict::why)
                .findFirst();
        hosting
            .watch()
            .ended(
                Question.SCOPES,
                down.isPresent() ? Ending.DOWN : Ending.ANSWERED,
                down.orElse(""),
                since);
        yield verdicts;
      }
      case Heard.Nothing<List<Verdict>>(Ending ending, String why) -> {
        hosting.watch().ended(Question.SCOPES, ending, why, since);
        Verdict unavailable = new Verdict.Unavailable(why);
        yield Collections.nCopies(asked, unavailable);
      }
    };
  }

  private List<Verdict> fetch(Batch batch, Deadline deadline) {
    List<Verdict> verdicts = List.copyOf(judge.judge(batch.account(), batch.scopes(), deadline));
    if (verdicts.size() != batch.scopes().size()) {
      // Verdicts of another number can not be told apart.
      throw new IllegalStateException(
          verdicts.size() + " verdicts on " + batch.scopes().size() + " scopes");
    }
    if (!deadline.passed()) {
      for (int at = 0; at < verdicts.size(); at++) {
        keep(new Asked(batch.account(), batch.scopes().get(at)), verdicts.get(at));
      }
    }
    return verdicts;
  }

  private void keep(Asked asked, Verdict verdict) {
    switch (verdict) {
      case Verdict.Granted granted -> kept.put(asked, granted);
      case Verdict.Refused refused -> kept.put(asked, refused);
      case Verdict.NotMine notMine -> kept.put(asked, notMine);
      case Verdict.Unavailable unavailable -> {
        // Neither yes nor no: nothing to keep.
      }
    }
  }
}
