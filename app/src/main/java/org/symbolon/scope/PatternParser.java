package org.symbolon.scope;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.symbolon.issuer.Profile;
import org.symbolon.scope.ScopePattern.Malformed;
import org.symbolon.scope.ScopePattern.Parse;
import org.symbolon.scope.ScopePattern.Parsed;

/** Reads scope patterns. */
final class PatternParser {
  private static final Pattern ONE_VARIABLE =
      Pattern.compile("([^{}]*)\\{(username|group)\\}([^{}]*)");

  private PatternParser() {}

  /** A mistake in the middle of a pattern. */
  private static final class Mistake extends Exception {
    private static final long serialVersionUID = 1;

    Mistake(String message) {
      super(message);
    }
  }

  static Parse parse(String text, Profile profile) {
    try {
      return new Parsed(pattern(text, profile));
    } catch (Mistake mistake) {
      return new Malformed("the pattern " + ScopeText.quoted(text) + " " + mistake.getMessage());
    }
  }

  private static ScopePattern pattern(String text, Profile profile) throws Mistake {
    if (text.isEmpty()) {
      throw new Mistake("is empty");
    }
    if (!ScopeText.isToken(text)) {
      throw new Mistake("has a character that no scope may have (RFC 6749 section 3.3)");
    }
    int colon = text.indexOf(':');
    Set<String> actions = actions(colon < 0 ? text : text.substring(0, colon), profile);
    if (actions.isEmpty()) {
      return plain(text, profile);
    }
    if (colon < 0) {
      throw new Mistake("needs a path: " + text + ":/** is all of them");
    }
    return path(text, actions, text.substring(colon + 1));
  }

  /** The actions with a path that are meant; empty where it is about plain scopes. */
  private static Set<String> actions(String written, Profile profile) {
    return Vocabulary.pathActions(profile).stream()
        .filter(
            action ->
                written.endsWith(".*")
                    ? action.startsWith(written.substring(0, written.length() - 1))
                    : action.equals(written))
        .collect(Collectors.toSet());
  }

  private static ScopePattern plain(String text, Profile profile) throws Mistake {
    Optional<String> foreign = Vocabulary.whyForeign(text, profile);
    if (foreign.isPresent()) {
      throw new Mistake(foreign.get());
    }
    boolean open = text.endsWith("*");
    Piece piece = piece(open ? text.substring(0, text.length() - 1) : text);
    if (piece.before().indexOf('*') >= 0 || piece.after().indexOf('*') >= 0) {
      throw new Mistake("has a star that is not at its end");
    }
    if (open && !piece.isLiteral()) {
      throw new Mistake("has both a variable and a star");
    }
    if (!open) {
      // A pattern no scope can ever match is a slip of the pen; "a" stands for any value.
      String example = piece.before() + piece.variable().map(any -> "a").orElse("") + piece.after();
      if (Scope.parse(example, profile) instanceof Scope.Malformed malformed) {
        throw new Mistake("matches nothing: " + malformed.why());
      }
    }
    return new PlainPattern(text, piece, open);
  }

  private static ScopePattern path(String text, Set<String> actions, String path) throws Mistake {
    if (!path.startsWith("/")) {
      throw new Mistake("has a path that does not start with /");
    }
    List<String> raw = new ArrayList<>(List.of(path.substring(1).split("/", -1)));
    boolean below = raw.getLast().equals("**");
    if (below || path.equals("/")) {
      raw.removeLast();
    }
    List<Optional<Piece>> components = new ArrayList<>();
    for (String component : raw) {
      components.add(component(component));
    }
    return new PathPattern(text, actions, components, below);
  }

  private static Optional<Piece> component(String raw) throws Mistake {
    if (raw.equals("*")) {
      return Optional.empty();
    }
    if (raw.equals("**")) {
      throw new Mistake("has ** before its end");
    }
    if (raw.indexOf('*') >= 0) {
      throw new Mistake(
          "has a * beside other text; it stands for a whole component (%2A is a star)");
    }
    if (raw.isEmpty()) {
      throw new Mistake("has an empty component or ends in /; /** is everything below");
    }
    Piece piece = piece(raw);
    if (piece.isLiteral()) {
      return Optional.of(Piece.literal(decoded(raw)));
    }
    return Optional.of(new Piece(part(piece.before()), piece.variable(), part(piece.after())));
  }

  private static Piece piece(String raw) throws Mistake {
    if (raw.indexOf('{') < 0 && raw.indexOf('}') < 0) {
      return Piece.literal(raw);
    }
    Matcher matcher = ONE_VARIABLE.matcher(raw);
    if (!matcher.matches()) {
      throw new Mistake("may have one {username} or {group} in a component and no other braces");
    }
    Variable variable = matcher.group(2).equals("group") ? Variable.GROUP : Variable.USERNAME;
    return new Piece(matcher.group(1), Optional.of(variable), matcher.group(3));
  }

  private static String decoded(String raw) throws Mistake {
    return switch (PathCoding.decodeSegment(raw)) {
      case PathCoding.SegmentResult.Segment segment -> segment.text();
      case PathCoding.SegmentResult.Problem problem ->
          throw new Mistake("has a path component that " + problem.why());
    };
  }

  /** A part of a component may be what no whole one may: empty, or a dot. */
  private static String part(String raw) throws Mistake {
    String guarded = decoded("x" + raw + "x");
    return guarded.substring(1, guarded.length() - 1);
  }
}
