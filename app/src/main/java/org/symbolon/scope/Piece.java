package org.symbolon.scope;

import java.util.Optional;
import org.symbolon.scope.ScopePattern.Match;

/**
 * A path component or a whole plain scope, with at most one variable: {@code {group}-scratch}.
 *
 * @param before literal text; all of it where there is no variable
 */
record Piece(String before, Optional<Variable> variable, String after) {
  static Piece literal(String text) {
    return new Piece(text, Optional.empty(), "");
  }

  boolean isLiteral() {
    return variable.isEmpty();
  }

  /** Compares with decoded text. */
  Match match(String text, Requester requester, Optional<String> group) {
    if (variable.isEmpty()) {
      return text.equals(before) ? Match.MATCHES : Match.OTHER_SCOPE;
    }
    return value(text)
        .map(
            value ->
                isValue(value, variable.get(), requester, group)
                    ? Match.MATCHES
                    : Match.OTHER_PERSON)
        .orElse(Match.OTHER_SCOPE);
  }

  /** What stands where the variable does. */
  Optional<String> value(String text) {
    int length = text.length() - before.length() - after.length();
    if (length <= 0 || !text.startsWith(before) || !text.endsWith(after)) {
      return Optional.empty();
    }
    return Optional.of(text.substring(before.length(), before.length() + length));
  }

  private static boolean isValue(
      String value, Variable variable, Requester requester, Optional<String> group) {
    return switch (variable) {
      case USERNAME -> requester.username().filter(value::equals).isPresent();
      case GROUP ->
          requester.groups().contains(value) && (group.isEmpty() || group.get().equals(value));
    };
  }
}
