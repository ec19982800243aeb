package org.symbolon.resolver.posix;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.symbolon.resolver.Account;
import org.symbolon.resolver.Deadline;
import org.symbolon.resolver.Group;
import org.symbolon.resolver.ScopeQuestion;
import org.symbolon.resolver.ScopeQuestion.ScopePath;
import org.symbolon.resolver.ScopeQuestion.Subtree;
import org.symbolon.resolver.Verdict;

/** Short ways to put a question to a judge. */
final class Asking {
  private Asking() {}

  static Account account(String name, long uid, long gid, long... others) {
    Set<Group> groups =
        LongStream.concat(LongStream.of(gid), LongStream.of(others))
            .mapToObj(number -> Group.of("g" + number, number))
            .collect(Collectors.toSet());
    return new Account(name, OptionalLong.of(uid), OptionalLong.of(gid), groups, Map.of());
  }

  /**
   * @param path as in a scope; split at its slashes, nothing else interpreted
   */
  static ScopeQuestion scope(String action, String path) {
    List<String> segments =
        Arrays.stream(path.split("/")).filter(segment -> !segment.isEmpty()).toList();
    ScopePath parsed = new ScopePath(segments, path.endsWith("/"));
    return new ScopeQuestion(action + ":" + path, action, Optional.of(parsed));
  }

  /** The same about all that lies below the path too. */
  static ScopeQuestion walking(ScopeQuestion scope, Subtree bounds) {
    return new ScopeQuestion(scope.text(), scope.action(), scope.path(), Optional.of(bounds));
  }

  /** About all that lies below the path too, within bounds that no test reaches. */
  static Verdict walk(Path base, Account account, String action, String path) {
    Subtree bounds = new Subtree(1_000_000, Duration.ofMinutes(1));
    return ask(
        base, account, walking(scope(action, path), bounds), Deadline.in(Duration.ofMinutes(2)));
  }

  static Verdict ask(Path base, Account account, String action, String path) {
    return ask(base, account, scope(action, path), Deadline.in(Duration.ofMinutes(1)));
  }

  static Verdict ask(Path base, Account account, ScopeQuestion scope, Deadline deadline) {
    try (PosixJudge judge = judge(base)) {
      return judge.judge(account, List.of(scope), deadline).getFirst();
    }
  }

  static PosixJudge judge(Path base) {
    return judge(base, Turns.ofThisMachine());
  }

  static PosixJudge judge(Path base, Turns turns) {
    return new PosixJudge(Optional.of(new BasePath(base.toString())), Action.BY_NAME, true, turns);
  }
}
