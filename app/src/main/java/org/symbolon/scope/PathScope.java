package org.symbolon.scope;

import java.util.Optional;
import org.symbolon.resolver.ScopeQuestion;
import org.symbolon.resolver.ScopeQuestion.ScopePath;

/**
 * A scope over a path and everything below it: {@code storage.read:/data/ana}, {@code write:/}.
 *
 * @param action {@code storage.read}, {@code write}
 * @param path decoded and normalised; the root always counts as a directory
 */
public record PathScope(String action, ScopePath path) implements Scope {
  public PathScope {
    if (action.isEmpty() || !ScopeText.isToken(action) || action.indexOf(':') >= 0) {
      throw new IllegalArgumentException("not an action: " + ScopeText.quoted(action));
    }
    for (String segment : path.segments()) {
      PathCoding.problem(segment)
          .ifPresent(
              problem -> {
                throw new IllegalArgumentException("a path component " + problem);
              });
    }
    path = new ScopePath(path.segments(), path.directory() || path.segments().isEmpty());
  }

  @Override
  public String text() {
    return action + ":" + PathCoding.encode(path);
  }

  @Override
  public boolean subsumes(Scope other) {
    return other instanceof PathScope that
        && Vocabulary.contains(action, that.action)
        && contains(path, that.path);
  }

  @Override
  public Optional<Scope> meet(Scope other) {
    if (!(other instanceof PathScope that)) {
      return Optional.empty();
    }
    Optional<String> lesserAction =
        Vocabulary.contains(action, that.action)
            ? Optional.of(that.action)
            : Optional.of(action).filter(mine -> Vocabulary.contains(that.action, mine));
    Optional<ScopePath> deeperPath =
        contains(path, that.path)
            ? Optional.of(that.path)
            : Optional.of(path).filter(mine -> contains(that.path, mine));
    return lesserAction.flatMap(lesser -> deeperPath.map(deeper -> new PathScope(lesser, deeper)));
  }

  @Override
  public ScopeQuestion question() {
    return new ScopeQuestion(text(), action, Optional.of(path));
  }

  @Override
  public String toString() {
    return text();
  }

  /** Whole components: /foo does not contain /foobar; /foo/ is a directory and so is not /foo. */
  private static boolean contains(ScopePath outer, ScopePath inner) {
    int depth = outer.segments().size();
    if (inner.segments().size() < depth
        || !inner.segments().subList(0, depth).equals(outer.segments())) {
      return false;
    }
    return inner.segments().size() > depth || !outer.directory() || inner.directory();
  }
}
