package org.symbolon.scope;

import java.util.Set;
import org.symbolon.issuer.Profile;

/**
 * Which scopes a rule is about: {@code openid}, {@code compute.*}, {@code
 * storage.read:/data/{group}/**}. The language is described in docs/scopes.md.
 */
public sealed interface ScopePattern permits PathPattern, PlainPattern {
  /** As the administrator wrote it. */
  String text();

  /** Whether the pattern matches this very scope for whoever asks. */
  Match match(Scope scope, Requester requester);

  /** Whether the scope matches or would include something that matches. */
  boolean touches(Scope scope, Requester requester);

  /** The variables used. */
  Set<Variable> variables();

  /**
   * Scopes to tell in metadata (RFC 8414 §2): {@code storage.read:/} for any path, and nothing for
   * names that only a requester completes.
   */
  Set<String> examples();

  static Parse parse(String text, Profile profile) {
    return PatternParser.parse(text, profile);
  }

  /** How a pattern and a scope compare. */
  enum Match {
    MATCHES,
    /** Another scope altogether. */
    OTHER_SCOPE,
    /** It would match, were the requester someone else or in another group. */
    OTHER_PERSON
  }

  /** The outcome of {@link #parse}. */
  sealed interface Parse permits Parsed, Malformed {}

  record Parsed(ScopePattern pattern) implements Parse {}

  /**
   * @param why one sentence for an administrator
   */
  record Malformed(String why) implements Parse {}
}
