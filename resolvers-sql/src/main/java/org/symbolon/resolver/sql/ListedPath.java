package org.symbolon.resolver.sql;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.symbolon.resolver.ListedScope;
import org.symbolon.resolver.ListedScope.Place;

/** A path as it is called in the file system, and all below: nothing in it is a pattern. */
final class ListedPath {
  private ListedPath() {}

  /**
   * @return empty where either can not be what it should
   */
  static Optional<ListedScope> of(String action, String path) {
    List<String> segments = segments(path);
    if (!ListedScope.isAction(action)
        || !path.startsWith("/")
        || !segments.stream().allMatch(ListedPath::canBeASegment)) {
      return Optional.empty();
    }
    StringBuilder text = new StringBuilder(action).append(':');
    segments.forEach(segment -> text.append('/').append(encoded(segment)));
    return Optional.of(
        new ListedScope(
            text.append("/**").toString(),
            action,
            Optional.of(new Place(segments.stream().map(Optional::of).toList(), true))));
  }

  private static List<String> segments(String path) {
    boolean directory = path.length() > 1 && path.endsWith("/");
    String inner = path.substring(1, path.length() - (directory ? 1 : 0));
    return inner.isEmpty() ? List.of() : Arrays.asList(inner.split("/", -1));
  }

  private static boolean canBeASegment(String segment) {
    return !segment.isEmpty()
        && !segment.equals(".")
        && !segment.equals("..")
        && segment.chars().noneMatch(Character::isISOControl);
  }

  private static String encoded(String segment) {
    return URLEncoder.encode(segment, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A");
  }
}
