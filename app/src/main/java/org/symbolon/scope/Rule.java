package org.symbolon.scope;

import java.util.Optional;

/**
 * One rule of the policy.
 *
 * @param name for explain and the log: "rule 3", or what the administrator called it
 * @param leastDepth how many components the path of a scope must have: a shallower one is refused.
 *     Nothing to scopes without a path
 */
public record Rule(String name, ScopePattern pattern, Who who, How how, int leastDepth) {
  /** For paths of any depth. */
  public Rule(String name, ScopePattern pattern, Who who, How how) {
    this(name, pattern, who, how, 0);
  }

  /** Why this scope is too wide for the rule; empty where it is not. */
  Optional<String> tooShallow(Scope scope) {
    if (!(scope instanceof PathScope path) || path.path().segments().size() >= leastDepth) {
      return Optional.empty();
    }
    return Optional.of(
        "the path must name something at least "
            + leastDepth
            + (leastDepth == 1 ? " level" : " levels")
            + " deep");
  }

  /** "rule 3 (storage.read:/data/{group}/**)". */
  public String label() {
    return name + " (" + pattern.text() + ")";
  }
}
