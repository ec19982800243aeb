package org.symbolon.resolver.sql;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.symbolon.resolver.ScopeQuestion;
import org.symbolon.resolver.ScopeQuestion.ScopePath;

/**
 * What the database lists: one scope, or all below a path. In the pattern language of the rules,
 * but without variables: the query knows who it is about.
 *
 * @param text the pattern
 * @param action a star at its end stands for any rest
 * @param path absent for a scope without one
 */
record Listed(String text, String action, Optional<Place> path) {
  private static final Pattern ACTION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*\\*?");

  /** A scope without a path (RFC 6749 §3.3), perhaps with a star at its end. */
  private static final Pattern NAME = Pattern.compile("[!#-)+-.0-\\[\\]-~]+\\*?");

  private static final Pattern SEGMENT =
      Pattern.compile("(?:[A-Za-z0-9._~!$&'()+,;=@:-]|%[0-9A-Fa-f]{2})+");
  private static final String ANY = "*";
  private static final String BELOW = "**";

  /**
   * @param segments decoded, or {@link #ANY} where {@code any} says so
   * @param any the places where any segment will do
   * @param below whether what lies below belongs to it
   */
  record Place(List<String> segments, List<Boolean> any, boolean below) {
    boolean covers(ScopePath asked) {
      List<String> given = asked.segments();
      if (given.size() < segments.size() || (!below && given.size() > segments.size())) {
        return false;
      }
      for (int i = 0; i < segments.size(); i++) {
        if (!any.get(i) && !segments.get(i).equals(given.get(i))) {
          return false;
        }
      }
      return true;
    }
  }

  /** A pattern as a rule would have it: {@code storage.read:/home/ana/**}. */
  static Listed pattern(String text) throws SourceDown {
    String[] parts = text.split(":", 2);
    if (parts.length == 1 || !parts[1].startsWith("/")) {
      requirePattern(NAME.matcher(text).matches(), text);
      return new Listed(text, text, Optional.empty());
    }
    requirePattern(ACTION.matcher(parts[0]).matches(), text);
    List<String> segments = new ArrayList<>();
    List<Boolean> any = new ArrayList<>();
    List<String> written = written(parts[1]);
    boolean below = !written.isEmpty() && written.getLast().equals(BELOW);
    for (String each : below ? written.subList(0, written.size() - 1) : written) {
      boolean star = each.equals(ANY);
      requirePattern(star || SEGMENT.matcher(each).matches(), text);
      String segment = star ? ANY : decoded(each);
      requirePattern(canBeASegment(segment), text);
      segments.add(segment);
      any.add(star);
    }
    return new Listed(text, parts[0], Optional.of(new Place(segments, any, below)));
  }

  /** A path as it is called in the file system, and all below: nothing in it is a pattern. */
  static Listed below(String action, String path) throws SourceDown {
    requirePattern(path.startsWith("/") && ACTION.matcher(action).matches(), action + ":" + path);
    List<String> segments = written(path);
    for (String segment : segments) {
      requirePattern(canBeASegment(segment), action + ":" + path);
    }
    StringBuilder text = new StringBuilder(action).append(':');
    segments.forEach(segment -> text.append('/').append(encoded(segment)));
    return new Listed(
        text.append('/').append(BELOW).toString(),
        action,
        Optional.of(
            new Place(segments, segments.stream().map(segment -> Boolean.FALSE).toList(), true)));
  }

  boolean covers(ScopeQuestion scope) {
    return names(action, scope.action())
        && (path.isPresent()
            ? scope.path().filter(path.get()::covers).isPresent()
            : scope.path().isEmpty());
  }

  /** Whether {@code storage.*} or {@code storage.read} means this action. */
  static boolean names(String pattern, String action) {
    return pattern.endsWith(ANY)
        ? action.startsWith(pattern.substring(0, pattern.length() - 1))
        : action.equals(pattern);
  }

  /** Whether a text can stand for actions. */
  static boolean isAction(String text) {
    return ACTION.matcher(text).matches() || text.equals(ANY);
  }

  private static List<String> written(String path) {
    String inner =
        path.substring(1, path.length() - (path.endsWith("/") && path.length() > 1 ? 1 : 0));
    return inner.isEmpty() ? List.of() : Arrays.asList(inner.split("/", -1));
  }

  private static boolean canBeASegment(String segment) {
    return !segment.isEmpty()
        && !segment.equals(".")
        && !segment.equals("..")
        && segment.indexOf('/') < 0
        && segment.chars().noneMatch(Character::isISOControl);
  }

  private static String decoded(String segment) {
    return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static String encoded(String segment) {
    return URLEncoder.encode(segment, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A");
  }

  private static void requirePattern(boolean holds, String text) throws SourceDown {
    if (!holds) {
      throw new SourceDown("scopes-query gives " + text + ", which is no scope pattern");
    }
  }
}
