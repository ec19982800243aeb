package org.symbolon.authorize;

import java.time.Duration;
import java.util.List;

/**
 * What an issuer demands of authorization requests, and what it knows about signing in.
 *
 * @param pushed each must have been pushed (RFC 9126 §5)
 * @param pushedLifetime how long a pushed request may wait for its browser
 * @param acrValues what the institutions here can prove, the weakest first; a program that asks for
 *     one of them gets it or an error
 */
public record RequestSettings(boolean pushed, Duration pushedLifetime, List<String> acrValues) {
  public static final RequestSettings DEFAULT =
      new RequestSettings(false, Duration.ofSeconds(90), List.of());

  public RequestSettings {
    acrValues = List.copyOf(acrValues);
  }
}
