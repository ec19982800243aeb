package org.symbolon.scope;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.symbolon.resolver.ScopeQuestion.ScopePath;

/** What two patterns have in common, and what a pattern is for one requester. */
final class PatternMeet {
  private PatternMeet() {}

  /**
   * For one requester, without variables and one action each; several where there are several
   * groups. Empty where a variable has no value.
   */
  static List<ScopePattern> expand(ScopePattern pattern, Requester requester) {
    List<ScopePattern> expanded = new ArrayList<>();
    for (ScopePattern filled : filled(pattern, requester)) {
      switch (filled) {
        case PlainPattern plain -> expanded.add(plain);
        case PathPattern path ->
            new TreeSet<>(path.actions())
                .forEach(
                    action -> expanded.add(path(Set.of(action), path.components(), path.below())));
      }
    }
    return expanded;
  }

  private static List<ScopePattern> filled(ScopePattern pattern, Requester requester) {
    List<ScopePattern> filled = new ArrayList<>();
    if (!pattern.variables().contains(Variable.GROUP)) {
      fill(pattern, requester, "").ifPresent(filled::add);
      return filled;
    }
    for (String group : new TreeSet<>(requester.groups())) {
      fill(pattern, requester, group).ifPresent(filled::add);
    }
    return filled;
  }

  private static Optional<ScopePattern> fill(
      ScopePattern pattern, Requester requester, String group) {
    if (pattern.variables().contains(Variable.USERNAME) && requester.username().isEmpty()) {
      return Optional.empty();
    }
    String username = requester.username().orElse("");
    return switch (pattern) {
      case PlainPattern plain -> {
        if (plain.piece().isLiteral()) {
          yield Optional.of(plain);
        }
        String value = value(plain.piece(), username, group);
        String text = plain.piece().before() + value + plain.piece().after();
        yield PlainPattern.isSafeValue(value)
            ? Optional.of(new PlainPattern(text, Piece.literal(text), false))
            : Optional.empty();
      }
      case PathPattern path -> {
        List<Optional<Piece>> components = new ArrayList<>();
        for (Optional<Piece> piece : path.components()) {
          if (piece.isEmpty() || piece.get().isLiteral()) {
            components.add(piece);
            continue;
          }
          String text =
              piece.get().before() + value(piece.get(), username, group) + piece.get().after();
          if (PathCoding.problem(text).isPresent()) {
            yield Optional.empty();
          }
          components.add(Optional.of(Piece.literal(text)));
        }
        yield Optional.of(path(path.actions(), components, path.below()));
      }
    };
  }

  private static String value(Piece piece, String username, String group) {
    return piece.variable().filter(Variable.GROUP::equals).isPresent() ? group : username;
  }

  /** Of two expanded patterns: matches what both match. */
  static Optional<ScopePattern> meet(ScopePattern one, ScopePattern other) {
    return switch (one) {
      case PlainPattern plain ->
          other instanceof PlainPattern also ? meet(plain, also) : Optional.empty();
      case PathPattern path ->
          other instanceof PathPattern also ? meet(path, also) : Optional.empty();
    };
  }

  private static Optional<ScopePattern> meet(PlainPattern one, PlainPattern other) {
    if (one.open() && other.open()) {
      return one.piece().before().length() >= other.piece().before().length()
          ? within(one, other)
          : within(other, one);
    }
    if (one.open()) {
      return within(other, one);
    }
    if (other.open()) {
      return within(one, other);
    }
    return one.piece().before().equals(other.piece().before())
        ? Optional.of(one)
        : Optional.empty();
  }

  private static Optional<ScopePattern> within(PlainPattern narrow, PlainPattern open) {
    return narrow.piece().before().startsWith(open.piece().before())
        ? Optional.of(narrow)
        : Optional.empty();
  }

  private static Optional<ScopePattern> meet(PathPattern one, PathPattern other) {
    Set<String> actions = new TreeSet<>(one.actions());
    actions.retainAll(other.actions());
    int shared = Math.min(one.components().size(), other.components().size());
    boolean oneIsLonger = one.components().size() >= other.components().size();
    PathPattern longer = oneIsLonger ? one : other;
    PathPattern shorter = oneIsLonger ? other : one;
    boolean sameDepth = one.components().size() == other.components().size();
    if (actions.isEmpty() || (!sameDepth && !shorter.below())) {
      return Optional.empty();
    }
    List<Optional<Piece>> components = new ArrayList<>();
    for (int at = 0; at < longer.components().size(); at++) {
      Optional<Piece> mine = longer.components().get(at);
      Optional<Piece> theirs = at < shared ? shorter.components().get(at) : Optional.empty();
      if (mine.isPresent()
          && theirs.isPresent()
          && !mine.get().before().equals(theirs.get().before())) {
        return Optional.empty();
      }
      components.add(mine.or(() -> theirs));
    }
    return Optional.of(
        path(actions, components, sameDepth ? one.below() && other.below() : longer.below()));
  }

  /** As an administrator would have to write it. */
  private static String written(String component) {
    return PathCoding.encode(new ScopePath(List.of(component), false)).replace("*", "%2A");
  }

  private static PathPattern path(
      Set<String> actions, List<Optional<Piece>> components, boolean below) {
    StringBuilder text = new StringBuilder(String.join("|", new TreeSet<>(actions))).append(':');
    for (Optional<Piece> piece : components) {
      text.append(piece.map(literal -> written(literal.before())).orElse("/*"));
    }
    if (below) {
      text.append("/**");
    } else if (components.isEmpty()) {
      text.append('/');
    }
    return new PathPattern(text.toString(), actions, components, below);
  }
}
