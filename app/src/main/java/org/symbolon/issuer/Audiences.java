package org.symbolon.issuer;

import java.util.List;

/**
 * Audiences of an issuer's or client's tokens.
 *
 * @param defaults what a token gets when none is asked for
 * @param allowed patterns of what may be asked for ({@code *} stands for any run of characters);
 *     the defaults are always allowed. A pattern matches the wildcard audiences ({@code ANY},
 *     {@code https://wlcg.cern.ch/jwt/v1/any}) only where it names one of them exactly
 */
public record Audiences(List<String> defaults, List<String> allowed) {
  public Audiences {
    defaults = List.copyOf(defaults);
    allowed = List.copyOf(allowed);
  }
}
