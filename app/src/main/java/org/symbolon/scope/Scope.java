package org.symbolon.scope;

import java.util.Optional;
import org.symbolon.issuer.Profile;
import org.symbolon.resolver.ScopeQuestion;

/**
 * One scope, parsed. Scopes are partially ordered by what they allow: {@code storage.modify:/data}
 * covers {@code storage.create:/data/ana}.
 */
public sealed interface Scope permits PathScope, PlainScope {
  /** The canonical text, as it stands in a token (RFC 6749 §3.3, RFC 3986 §6). */
  String text();

  /** Whether everything that {@code other} allows is allowed by this scope too. */
  boolean subsumes(Scope other);

  /** What both this scope and {@code other} allow; empty where they have nothing in common. */
  Optional<Scope> meet(Scope other);

  /** This scope as a resolver is asked about it. */
  ScopeQuestion question();

  /**
   * Reads one scope. Strict: whatever a verifier could read in another way is {@link Malformed},
   * with a sentence that helps whoever asked for it and is safe in an {@code error_description}.
   *
   * @param profile decides which names are legal
   */
  static Parse parse(String text, Profile profile) {
    return ScopeParser.parse(text, profile);
  }

  /** The outcome of {@link #parse}. */
  sealed interface Parse permits Parsed, Malformed {}

  /** A scope, understood wholly. */
  record Parsed(Scope scope) implements Parse {}

  /**
   * No scope that may be asked for here.
   *
   * @param why one sentence, printable ASCII without quotation mark and backslash (RFC 6749 §5.2)
   */
  record Malformed(String why) implements Parse {}
}
