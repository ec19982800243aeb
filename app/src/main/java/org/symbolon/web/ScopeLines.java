package org.symbolon.web;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.symbolon.issuer.Profile;
import org.symbolon.scope.Outcome;
import org.symbolon.scope.Scope;
import org.symbolon.scope.ScopeSet;
import org.symbolon.scope.ScopeWords;
import org.symbolon.templates.ScopeLine;

/** Scopes as people read them. */
final class ScopeLines {
  private ScopeLines() {}

  static List<ScopeLine> granted(List<Outcome.Granted> granted) {
    return granted.stream().map(ScopeLines::line).toList();
  }

  /** Without reasons: what was granted once. */
  static List<ScopeLine> of(ScopeSet scopes) {
    return scopes.scopes().stream().map(ScopeLines::line).toList();
  }

  /**
   * Only those that were allowed before, or only those that were not.
   *
   * @param claims what is told besides, by the claims' own names
   */
  static List<ScopeLine> granted(
      List<Outcome.Granted> granted, ScopeSet before, boolean allowedBefore, Set<String> claims) {
    return Stream.concat(
            granted.stream()
                .filter(one -> before.covers(one.scope()) == allowedBefore)
                .map(ScopeLines::line),
            claims.stream()
                .sorted()
                .map(name -> ScopeLine.of("Know your " + name.replace('_', ' '), name)))
        .toList();
  }

  /** One of the patterns by which clients are limited: most hold no wildcard, or one at the end. */
  static ScopeLine pattern(String pattern, Profile profile) {
    String plain = pattern.endsWith("/**") ? pattern.substring(0, pattern.length() - 3) : pattern;
    boolean asItIs = plain.indexOf('*') < 0 && plain.indexOf('{') < 0;
    return asItIs
            && ScopeSet.parse(plain, profile) instanceof ScopeSet.Parsed(ScopeSet scopes)
            && scopes.scopes().size() == 1
        ? ScopeLine.of(ScopeWords.inWords(scopes.scopes().getFirst()), pattern)
        : ScopeLine.of("Use “" + pattern + "”", pattern);
  }

  private static ScopeLine line(Outcome.Granted granted) {
    ScopeLine line = line(granted.scope());
    ScopeLine noted = ScopeWords.note(granted).map(line::noting).orElse(line);
    return granted.reasons().isEmpty() ? noted : noted.because(String.join(" ", granted.reasons()));
  }

  static List<ScopeLine> refused(List<Outcome.Refused> refused) {
    return refused.stream().map(one -> line(one.asked()).because(one.reason())).toList();
  }

  private static ScopeLine line(Scope scope) {
    return ScopeLine.of(ScopeWords.inWords(scope), scope.text());
  }
}
