package org.symbolon.web;

import java.util.List;
import org.symbolon.scope.Outcome;
import org.symbolon.scope.Scope;
import org.symbolon.scope.ScopeWords;
import org.symbolon.templates.ScopeLine;

/** Scopes as people read them. */
final class ScopeLines {
  private ScopeLines() {}

  static List<ScopeLine> granted(List<Outcome.Granted> granted) {
    return granted.stream()
        .map(
            one -> {
              ScopeLine line = line(one.scope());
              return ScopeWords.note(one).map(line::noting).orElse(line);
            })
        .toList();
  }

  static List<ScopeLine> refused(List<Outcome.Refused> refused) {
    return refused.stream().map(one -> line(one.asked()).because(one.reason())).toList();
  }

  private static ScopeLine line(Scope scope) {
    return ScopeLine.of(ScopeWords.inWords(scope), scope.text());
  }
}
