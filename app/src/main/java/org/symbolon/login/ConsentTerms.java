package org.symbolon.login;

import java.util.List;

/**
 * For what scopes are allowed: what holds for one service, or for a code, holds for no other.
 *
 * @param audiences that the client named; empty for its defaults
 * @param inBrowser whether tokens go through the browser's address bar (old flows)
 */
public record ConsentTerms(List<String> audiences, boolean inBrowser) {
  /** A code, and the client's defaults. */
  public static final ConsentTerms USUAL = new ConsentTerms(List.of(), false);

  public ConsentTerms {
    audiences = List.copyOf(audiences);
  }
}
