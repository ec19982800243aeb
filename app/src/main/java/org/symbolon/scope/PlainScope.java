package org.symbolon.scope;

import java.util.Optional;
import org.symbolon.resolver.ScopeQuestion;

/**
 * A scope that is only its text: {@code openid}, {@code compute.read}, {@code wlcg.groups:/cms},
 * {@code condor:/READ}. It covers itself and nothing else.
 *
 * @param text one scope-token of RFC 6749 §3.3
 */
public record PlainScope(String text) implements Scope {
  public PlainScope {
    if (text.isEmpty() || !ScopeText.isToken(text)) {
      throw new IllegalArgumentException("not a scope-token: " + ScopeText.quoted(text));
    }
  }

  @Override
  public boolean subsumes(Scope other) {
    return equals(other);
  }

  @Override
  public Optional<Scope> meet(Scope other) {
    return equals(other) ? Optional.of(this) : Optional.empty();
  }

  @Override
  public ScopeQuestion question() {
    return new ScopeQuestion(text, text, Optional.empty());
  }

  @Override
  public String toString() {
    return text;
  }
}
