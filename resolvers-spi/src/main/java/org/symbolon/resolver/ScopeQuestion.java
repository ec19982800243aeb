package org.symbolon.resolver;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A scope as parsed: nothing of its text is left to interpret.
 *
 * @param text as it would stand in a token
 * @param action what stands before the path: {@code storage.read}, {@code write}, {@code
 *     compute.create}
 * @param path absent for a scope without one
 * @param subtree present where the site's rule wants everything below the path judged too. A judge
 *     that can not look there ignores it: its {@link Verdict.Granted} then says so by itself
 */
public record ScopeQuestion(
    String text, String action, Optional<ScopePath> path, Optional<Subtree> subtree) {
  /** About the named path alone. */
  public ScopeQuestion(String text, String action, Optional<ScopePath> path) {
    this(text, action, path, Optional.empty());
  }

  /**
   * A decoded, normalised, absolute path.
   *
   * @param segments percent-decoded; none is empty, {@code .} or {@code ..}, none holds a slash or
   *     a control character; the empty list is the root
   * @param directory whether it ended in a slash and so names a directory
   */
  public record ScopePath(List<String> segments, boolean directory) {
    public ScopePath {
      segments = List.copyOf(segments);
    }

    /** "/data/ana", with the trailing slash where one was asked. */
    @Override
    public String toString() {
      return "/" + String.join("/", segments) + (directory && !segments.isEmpty() ? "/" : "");
    }
  }

  /**
   * How far to look below a path. What is larger is refused.
   *
   * @param mostEntries files, directories and links, each counted once
   * @param longest from the moment the judge is asked: all scopes of one request share it
   */
  public record Subtree(int mostEntries, Duration longest) {}
}
