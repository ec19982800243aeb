package org.symbolon.resolver.posix;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.symbolon.resolver.ScopeQuestion.Subtree;
import org.symbolon.resolver.Verdict;

/**
 * Everything below a directory, held against one action: what a token for the directory would
 * reach, and the asker's own shell would have to reach in the same way.
 *
 * <p>Goes down by directory handles; a link is followed as the kernel would, by a {@link Walk} from
 * the base path, and the directory it leads to is one more tree to look at. Each directory is
 * looked at once, so that links in circles end.
 */
final class SubtreeWalk {
  /** Each level holds a directory open. */
  private static final int MOST_LEVELS = 128;

  private final Ground ground;
  private final FileCalls calls;
  private final Asker who;
  private final Action action;
  private final String asked;
  private final Subtree bounds;
  private final Deque<List<byte[]>> trees = new ArrayDeque<>();
  private final Set<Entry.Identity> seen = new HashSet<>();
  private int entries;

  /**
   * @param asked the scope's path as people may read it
   */
  SubtreeWalk(Ground ground, Action action, String asked, Subtree bounds) {
    this.ground = ground;
    this.calls = ground.calls();
    this.who = ground.who();
    this.action = action;
    this.asked = asked;
    this.bounds = bounds;
  }

  /**
   * @param top the verdict on the path itself
   * @param names where that really is
   */
  Verdict below(Verdict.Granted top, Outcome outcome, List<byte[]> names) {
    if (outcome instanceof Outcome.Directory) {
      trees.add(names);
    }
    try (Turns.Turn turn = ground.turn()) {
      if (!turn.take()) {
        return noTurn();
      }
      while (!trees.isEmpty()) {
        Optional<Verdict> end = tree(trees.removeFirst());
        if (end.isPresent()) {
          return end.get();
        }
      }
    } catch (CallFailed failed) {
      return new Verdict.Unavailable(
          "the gateway itself could not look at all below " + asked + ": " + failed.getMessage());
    }
    return new Verdict.Granted(top.why() + counted(), true);
  }

  /** Time that was spent waiting for a turn is none of the walk's. */
  private Ground bounded() {
    return ground.within(bounds.longest());
  }

  private String counted() {
    return switch (entries) {
      case 0 -> "; nothing lies below";
      case 1 -> "; so it is for the one entry below";
      default -> "; so it is for all " + entries + " entries below";
    };
  }

  private Optional<Verdict> tree(List<byte[]> names) throws CallFailed {
    try (Walk walk = bounded().walk()) {
      Outcome outcome = walk.to(names);
      Verdict verdict = Decision.on(action, who, RawPath.inWords(names), outcome);
      if (!(verdict instanceof Verdict.Granted)) {
        return Optional.of(ended(verdict));
      }
      if (!(outcome instanceof Outcome.Directory) || !seen.add(walk.directory().identity())) {
        return Optional.empty();
      }
      Deque<Level> levels = new ArrayDeque<>();
      levels.push(level(walk.directory(), walk.names()));
      try {
        return down(levels);
      } finally {
        // The lowest is the walk's own.
        levels.stream().limit(levels.size() - 1L).forEach(Level::close);
      }
    }
  }

  /** Leaves the levels that are still open where it ends; always the first. */
  private Optional<Verdict> down(Deque<Level> levels) throws CallFailed {
    while (true) {
      if (!ground.turn().keep()) {
        return Optional.of(noTurn());
      }
      if (bounded().deadline().passed()) {
        return Optional.of(tooSlow());
      }
      Level level = levels.element();
      Optional<byte[]> name = level.next();
      if (name.isPresent()) {
        Optional<Verdict> end = entry(levels, level, name.get());
        if (end.isPresent()) {
          return end;
        }
      } else if (level.restless()) {
        return Optional.of(new Verdict.Unavailable(level.shown() + " changes all the time"));
      } else if (levels.size() == 1) {
        return Optional.empty();
      } else {
        boolean moved = !level.isIn(levels.stream().skip(1).findFirst().orElseThrow());
        levels.pop().close();
        if (moved) {
          return Optional.of(
              new Verdict.Unavailable(level.shown() + " was moved while it was looked at"));
        }
      }
    }
  }

  private Optional<Verdict> entry(Deque<Level> levels, Level level, byte[] name) throws CallFailed {
    Optional<Entry> opened = level.open(name);
    if (opened.isEmpty()) {
      return Optional.empty();
    }
    Entry entry = opened.get();
    boolean kept = false;
    try {
      if (++entries > bounds.mostEntries()) {
        return refused("more than " + bounds.mostEntries() + " entries are too many to check");
      }
      Optional<Verdict> end = judge(level, name, entry);
      if (end.isEmpty() && entry.kind() == Entry.Kind.DIRECTORY && seen.add(entry.identity())) {
        List<byte[]> path = level.pathOf(name);
        if (levels.size() == MOST_LEVELS) {
          return refused(RawPath.inWords(path) + " lies too deep to be checked");
        }
        levels.push(level(entry, path));
        kept = true;
      }
      return end;
    } finally {
      if (!kept) {
        calls.close(entry);
      }
    }
  }

  private Level level(Entry directory, List<byte[]> path) throws CallFailed {
    return new Level(calls, directory, path, bounds.mostEntries() - entries);
  }

  private Optional<Verdict> judge(Level level, byte[] name, Entry entry) throws CallFailed {
    if (action.deletes()) {
      Optional<String> noDeleting = level.name(entry).whyNoDeleting(who);
      if (noDeleting.isPresent()) {
        return refused(noDeleting.get() + " " + RawPath.inWords(level.pathOf(name)));
      }
    }
    List<Integer> needed =
        switch (entry.kind()) {
          case DIRECTORY -> action.onDirectory();
          case FILE, SPECIAL -> action.onFile().stream().toList();
          case LINK -> List.of();
        };
    Optional<String> missing =
        needed.isEmpty()
            ? Optional.empty()
            : calls.mounted(entry).missing(who, needed, RawPath.inWords(level.pathOf(name)));
    if (missing.isPresent()) {
      return refused(missing.get());
    }
    return entry.kind() == Entry.Kind.LINK ? follow(level.pathOf(name)) : Optional.empty();
  }

  private Optional<Verdict> follow(List<byte[]> link) {
    try (Walk walk = bounded().walk()) {
      Outcome outcome = walk.to(link);
      if (outcome instanceof Outcome.File && action.onFile().isEmpty()) {
        return Optional.empty();
      }
      Verdict verdict = Decision.on(action, who, RawPath.inWords(link), outcome);
      if (!(verdict instanceof Verdict.Granted)) {
        return Optional.of(ended(verdict));
      }
      if (outcome instanceof Outcome.Directory) {
        trees.add(walk.names());
      }
      return Optional.empty();
    }
  }

  private Verdict ended(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Refused refused -> new Verdict.Refused("below " + asked + ": " + refused.why());
      case Verdict.Unavailable slow when bounded().deadline().passed() -> tooSlow();
      case Verdict.Unavailable unavailable -> unavailable;
      case Verdict.Granted other -> other;
      case Verdict.NotMine other -> other;
    };
  }

  private Optional<Verdict> refused(String why) {
    return Optional.of(ended(new Verdict.Refused(why)));
  }

  private Verdict noTurn() {
    return new Verdict.Unavailable(
        "other walks took the time in which all below " + asked + " could have been checked");
  }

  private Verdict tooSlow() {
    return ground.deadline().passed()
        ? new Verdict.Unavailable("the file system was too slow below " + asked)
        : new Verdict.Refused(
            "below "
                + asked
                + ": not all could be checked within "
                + bounds.longest().toMillis()
                + " ms");
  }
}
