package org.symbolon.resolver;

import java.util.List;
import java.util.Optional;

/**
 * A scope as parsed: nothing of its text is left to interpret.
 *
 * @param text as it would stand in a token
 * @param action what stands before the path: {@code storage.read}, {@code write}, {@code
 *     compute.create}
 * @param path absent for a scope without one
 */
public record ScopeQuestion(String text, String action, Optional<ScopePath> path) {
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
}
