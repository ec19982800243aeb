package org.symbolon.scope;

/**
 * One rule of the policy.
 *
 * @param name for explain and the log: "rule 3", or what the administrator called it
 */
public record Rule(String name, ScopePattern pattern, Who who, How how) {
  /** "rule 3 (storage.read:/data/{group}/**)". */
  public String label() {
    return name + " (" + pattern.text() + ")";
  }
}
