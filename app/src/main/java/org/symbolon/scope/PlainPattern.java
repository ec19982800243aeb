package org.symbolon.scope;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A pattern over scopes that are only text.
 *
 * @param piece the text, or what stands before the star
 * @param open whether it ends in a star: any text may follow
 */
record PlainPattern(String text, Piece piece, boolean open) implements ScopePattern {
  /** A name with other characters could bring a structure of its own into the scope's text. */
  private static final Pattern SAFE_VALUE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

  @Override
  public Match match(Scope scope, Requester requester) {
    if (!(scope instanceof PlainScope plain)) {
      return Match.OTHER_SCOPE;
    }
    if (open) {
      return plain.text().startsWith(piece.before()) ? Match.MATCHES : Match.OTHER_SCOPE;
    }
    if (!piece.isLiteral()
        && piece.value(plain.text()).filter(SAFE_VALUE.asMatchPredicate()).isEmpty()) {
      return Match.OTHER_SCOPE;
    }
    return piece.match(plain.text(), requester, Optional.empty());
  }

  @Override
  public boolean touches(Scope scope, Requester requester) {
    return match(scope, requester) == Match.MATCHES;
  }

  @Override
  public Set<Variable> variables() {
    return piece.variable().map(Set::of).orElse(Set.of());
  }

  @Override
  public Set<String> examples() {
    return open || !piece.isLiteral() ? Set.of() : Set.of(text);
  }

  static boolean isSafeValue(String value) {
    return SAFE_VALUE.matcher(value).matches();
  }
}
