package org.symbolon.scope;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A pattern over scopes with a path.
 *
 * @param actions at least one: {@code storage.*} stands for several
 * @param components each a piece, or absent for {@code *}: any one component
 * @param below whether it ends in {@code /**}: the path so far and everything below
 */
record PathPattern(
    String text, Set<String> actions, List<Optional<Piece>> components, boolean below)
    implements ScopePattern {
  PathPattern {
    actions = Set.copyOf(actions);
    components = List.copyOf(components);
  }

  @Override
  public Match match(Scope scope, Requester requester) {
    if (!(scope instanceof PathScope path) || !actions.contains(path.action())) {
      return Match.OTHER_SCOPE;
    }
    int depth = path.path().segments().size();
    if (depth < components.size() || (depth > components.size() && !below)) {
      return Match.OTHER_SCOPE;
    }
    return compare(path.path().segments(), requester);
  }

  @Override
  public boolean touches(Scope scope, Requester requester) {
    if (!(scope instanceof PathScope path)
        || (!actions.contains(path.action())
            && Vocabulary.contained(path.action()).stream().noneMatch(actions::contains))) {
      return false;
    }
    int depth = path.path().segments().size();
    if (depth > components.size() && !below) {
      return false;
    }
    return compare(path.path().segments(), requester) == Match.MATCHES
        && components.stream()
            .skip(depth)
            .flatMap(Optional::stream)
            .flatMap(piece -> piece.variable().stream())
            .allMatch(variable -> hasValue(variable, requester));
  }

  /** Compares as many components as both have. */
  private Match compare(List<String> segments, Requester requester) {
    Optional<String> group = Optional.empty();
    Match result = Match.MATCHES;
    for (int at = 0; at < Math.min(segments.size(), components.size()); at++) {
      Optional<Piece> piece = components.get(at);
      if (piece.isEmpty()) {
        continue;
      }
      switch (piece.get().match(segments.get(at), requester, group)) {
        case OTHER_SCOPE -> {
          return Match.OTHER_SCOPE;
        }
        case OTHER_PERSON -> result = Match.OTHER_PERSON;
        case MATCHES -> {
          if (piece.get().variable().filter(Variable.GROUP::equals).isPresent()) {
            group = piece.get().value(segments.get(at));
          }
        }
      }
    }
    return result;
  }

  private static boolean hasValue(Variable variable, Requester requester) {
    return switch (variable) {
      case USERNAME -> requester.username().isPresent();
      case GROUP -> !requester.groups().isEmpty();
    };
  }

  /** The components before the first that is not literal: where the index files the rule. */
  List<String> literalPrefix() {
    List<String> prefix = new ArrayList<>();
    for (Optional<Piece> piece : components) {
      if (piece.isEmpty() || !piece.get().isLiteral()) {
        break;
      }
      prefix.add(piece.get().before());
    }
    return prefix;
  }

  @Override
  public Set<Variable> variables() {
    return components.stream()
        .flatMap(Optional::stream)
        .flatMap(piece -> piece.variable().stream())
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Variable.class)));
  }

  @Override
  public Set<String> examples() {
    return actions.stream()
        .map(action -> action + ":/")
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
