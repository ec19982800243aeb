package org.symbolon.token;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.symbolon.resolver.Account;
import org.symbolon.resolver.AccountAnswer;
import org.symbolon.resolver.AccountSource;
import org.symbolon.resolver.Contribution;
import org.symbolon.resolver.Deadline;
import org.symbolon.resolver.Group;
import org.symbolon.resolver.Health;
import org.symbolon.resolver.Principal;
import org.symbolon.resolver.Resolver;
import org.symbolon.resolver.ScopeJudge;
import org.symbolon.resolver.ScopeQuestion;
import org.symbolon.resolver.Verdict;

/** The site's source of truth: everybody has an account and may do what has not been forbidden. */
final class SiteResolver implements Resolver, AccountSource, ScopeJudge {
  private final Set<String> forbidden = ConcurrentHashMap.newKeySet();
  private volatile Optional<AccountAnswer> instead = Optional.empty();
  private volatile boolean judging = true;
  private final AtomicReference<Runnable> meanwhile = new AtomicReference<>(() -> {});

  /** From now on nobody may do this. */
  void forbid(String... scopes) {
    forbidden.addAll(List.of(scopes));
  }

  void allow(String... scopes) {
    forbidden.removeAll(List.of(scopes));
  }

  /** What everybody's account is from now on. */
  void accounts(AccountAnswer answer) {
    instead = Optional.of(answer);
  }

  void accountsAsAlways() {
    instead = Optional.empty();
  }

  /** Whether it can say what an account may do. */
  void judging(boolean up) {
    judging = up;
  }

  /** Happens once, while the next question is judged: after the proof and before the commit. */
  void meanwhile(Runnable action) {
    meanwhile.set(action);
  }

  @Override
  public AccountAnswer account(Principal principal, Contribution earlier, Deadline deadline) {
    return instead.orElse(
        new AccountAnswer.Found(
            new Contribution(
                Optional.of(principal.username()),
                OptionalLong.of(12001),
                OptionalLong.of(12001),
                Set.of(Group.of("people", 12001)),
                Map.of())));
  }

  @Override
  public List<Verdict> judge(Account account, List<ScopeQuestion> scopes, Deadline deadline) {
    meanwhile.getAndSet(() -> {}).run();
    return scopes.stream().map(this::judge).toList();
  }

  private Verdict judge(ScopeQuestion scope) {
    if (!judging) {
      return new Verdict.Unavailable("stale file handle");
    }
    return forbidden.contains(scope.text())
        ? new Verdict.Refused("nobody may")
        : new Verdict.Granted("everybody may");
  }

  @Override
  public Health check(Deadline deadline) {
    return new Health.Ready("well");
  }

  @Override
  public void close() {}
}
