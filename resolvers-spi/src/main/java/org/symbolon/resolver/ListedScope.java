package org.symbolon.resolver;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.symbolon.resolver.ScopeQuestion.ScopePath;

/**
 * What a source lists of somebody's rights: one scope, or all below a path. In the pattern language
 * of the rules, but without variables: a source knows who it is asked about. For resolvers that
 * judge scopes by what {@link EntitlementSource} answers.
 *
 * @param text the pattern, {@code storage.read:/home/ana/**}
 * @param action a star at its end stands for any rest
 * @param path absent for a scope without one
 */
public record ListedScope(String text, String action, Optional<Place> path) {
  private static final Pattern ACTION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*\\*?");

  /** A scope without a path (RFC 6749 §3.3), perhaps with a star at its end. */
  private static final Pattern NAME = Pattern.compile("[!#-)+-.0-\\[\\]-~]+\\*?");

  private static final Pattern SEGMENT =
      Pattern.compile("(?:[A-Za-z0-9._~!$&'()+,;=@:-]|%[0-9A-Fa-f]{2})+");
  private static final String ANY = "*";
  private static final String BELOW = "**";

  /**
   * Where.
   *
   * @param segments decoded; absent where any will do
   * @param below whether what lies below belongs to it
   */
  public record Place(List<Optional<String>> segments, boolean below) {
    public Place {
      segments = List.copyOf(segments);
    }

    private boolean covers(ScopePath asked) {
      List<String> given = asked.segments();
      if (given.size() < segments.size() || (!below && given.size() > segments.size())) {
        return false;
      }
      for (int at = 0; at < segments.size(); at++) {
        String mine = segments.get(at).orElse(given.get(at));
        if (!mine.equals(given.get(at))) {
          return false;
        }
      }
      return true;
    }
  }

  /**
   * @return empty for a text that is no pattern
   */
  public static Optional<ListedScope> parse(String text) {
    String[] parts = text.split(":", 2);
    if (parts.length == 1 || !parts[1].startsWith("/")) {
      return NAME.matcher(text).matches()
          ? Optional.of(new ListedScope(text, text, Optional.empty()))
          : Optional.empty();
    }
    return ACTION.matcher(parts[0]).matches()
        ? place(parts[1]).map(place -> new ListedScope(text, parts[0], Optional.of(place)))
        : Optional.empty();
  }

  private static Optional<Place> place(String path) {
    String inner = path.substring(1);
    List<String> written = inner.isEmpty() ? List.of() : Arrays.asList(inner.split("/", -1));
    boolean below = !written.isEmpty() && written.getLast().equals(BELOW);
    List<Optional<String>> segments = new ArrayList<>();
    for (String each : below ? written.subList(0, written.size() - 1) : written) {
      if (each.equals(ANY)) {
        segments.add(Optional.empty());
        continue;
      }
      Optional<String> segment = segment(each);
      if (segment.isEmpty()) {
        return Optional.empty();
      }
      segments.add(segment);
    }
    return Optional.of(new Place(segments, below));
  }

  private static Optional<String> segment(String written) {
    if (!SEGMENT.matcher(written).matches()) {
      return Optional.empty();
    }
    String segment = URLDecoder.decode(written.replace("+", "%2B"), StandardCharsets.UTF_8);
    boolean impossible =
        segment.equals(".")
            || segment.equals("..")
            || segment.indexOf('/') >= 0
            || segment.chars().anyMatch(Character::isISOControl);
    return impossible ? Optional.empty() : Optional.of(segment);
  }

  /**
   * Whether the scope is the one listed or lies in what is listed. An action means itself alone.
   */
  public boolean covers(ScopeQuestion scope) {
    return names(action, scope.action())
        && (path.isPresent()
            ? scope.path().filter(path.get()::covers).isPresent()
            : scope.path().isEmpty());
  }

  /** Whether {@code storage.*} or {@code storage.read} means this action. */
  public static boolean names(String pattern, String action) {
    return pattern.endsWith(ANY)
        ? action.startsWith(pattern.substring(0, pattern.length() - 1))
        : action.equals(pattern);
  }

  /** Whether a text can stand for actions in {@link #names}. */
  public static boolean isAction(String text) {
    return ACTION.matcher(text).matches() || text.equals(ANY);
  }
}
