package org.symbolon.resolver.posix;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.symbolon.resolver.Account;
import org.symbolon.resolver.Deadline;
import org.symbolon.resolver.Health;
import org.symbolon.resolver.Resolver;
import org.symbolon.resolver.ScopeJudge;
import org.symbolon.resolver.ScopeQuestion;
import org.symbolon.resolver.ScopeQuestion.ScopePath;
import org.symbolon.resolver.Verdict;

/**
 * Judges storage scopes by the file system below the base path, for accounts of any origin. A
 * verdict is about the named path alone, unless the question wants what lies below it judged too.
 */
final class PosixJudge implements Resolver, ScopeJudge {
  private final Optional<BasePath> base;
  private final Map<String, Action> actions;
  private final boolean mountsCount;
  private final Turns turns;

  /**
   * @param turns shared with all whose walks are work for the same processors
   */
  PosixJudge(
      Optional<BasePath> base, Map<String, Action> actions, boolean mountsCount, Turns turns) {
    this.base = base;
    this.actions = actions;
    this.mountsCount = mountsCount;
    this.turns = turns;
  }

  @Override
  public List<Verdict> judge(Account account, List<ScopeQuestion> scopes, Deadline deadline) {
    if (base.isEmpty() || scopes.stream().noneMatch(this::isMine)) {
      return scopes.stream().<Verdict>map(scope -> new Verdict.NotMine()).toList();
    }
    OptionalLong uid = account.uid();
    if (uid.isEmpty() || uid.getAsLong() < 0 || uid.getAsLong() >= NameService.NO_NUMBER) {
      return all(scopes, new Verdict.Refused("no uid is known that files could belong to"));
    }
    if (deadline.passed()) {
      return all(scopes, new Verdict.Unavailable("no time was left to look at the file system"));
    }
    return judge(base.get(), Asker.of(account, uid), scopes, deadline);
  }

  private List<Verdict> judge(
      BasePath path, Asker who, List<ScopeQuestion> scopes, Deadline deadline) {
    try (FileCalls calls = new FileCalls(mountsCount)) {
      Entry root = calls.openBase(path);
      try {
        Ground ground = Ground.of(calls, path, root, who, deadline, turns.turn(deadline));
        List<Verdict> verdicts = new ArrayList<>(scopes.size());
        for (ScopeQuestion scope : scopes) {
          verdicts.add(isMine(scope) ? judge(ground, scope) : new Verdict.NotMine());
        }
        return verdicts;
      } finally {
        calls.close(root);
      }
    } catch (CallFailed failed) {
      return all(scopes, new Verdict.Unavailable("the served directory: " + failed.getMessage()));
    }
  }

  private Verdict judge(Ground ground, ScopeQuestion scope) {
    Action action = actions.get(scope.action());
    Optional<ScopePath> path = scope.path();
    if (action == null || path.isEmpty()) {
      return new Verdict.Refused("a storage scope needs a path");
    }
    String asked = RawPath.shown(path.get());
    try (Walk walk = ground.walk()) {
      Outcome outcome = walk.to(path.get());
      Verdict top = Decision.on(action, ground.who(), asked, outcome);
      return scope.subtree().isPresent() && top instanceof Verdict.Granted granted
          ? new SubtreeWalk(ground, action, asked, scope.subtree().get())
              .below(granted, outcome, walk.names())
          : top;
    }
  }

  private List<Verdict> all(List<ScopeQuestion> scopes, Verdict verdict) {
    return scopes.stream().map(scope -> isMine(scope) ? verdict : new Verdict.NotMine()).toList();
  }

  private boolean isMine(ScopeQuestion scope) {
    return actions.containsKey(scope.action());
  }

  @Override
  public Health check(Deadline deadline) {
    if (base.isEmpty()) {
      return new Health.Ready("no base-path: no scope is judged");
    }
    String path = base.get().text();
    try (FileCalls calls = new FileCalls(mountsCount)) {
      Entry root = calls.openBase(base.get());
      try {
        // Searching is all that is ever done; "." is found only where this process may search.
        calls.open(root, new byte[] {'.'}).ifPresent(calls::close);
        String mount =
            calls.mounted(root).readOnly()
                ? "; it is mounted read-only here, so nothing may be created or modified"
                    + " (read-only-mounts: ignore, if it is writable where the storage runs)"
                : "";
        return new Health.Ready(
            path + " can be searched, " + reach(Capabilities.searchEverywhere()) + mount);
      } finally {
        calls.close(root);
      }
    } catch (CallFailed failed) {
      return new Health.NotReady(
          "base-path " + path + " can not be looked at: " + failed.getMessage());
    }
  }

  static String reach(boolean everywhere) {
    return everywhere
        ? "and so can all below it"
        : "but without CAP_DAC_READ_SEARCH directories below that are closed to this service are"
            + " answered as unavailable";
  }

  @Override
  public void close() {
    // Each question opens and closes what it needs.
  }
}
