package org.symbolon.resolver;

import java.util.List;
import java.util.Map;

/**
 * Who logged in, as far as the login itself proves it.
 *
 * @param username the candidate local name; the configuration's pattern has accepted it, nothing
 *     else has: treat it as hostile
 * @param issuer the upstream issuer that vouches for the person, or the gateway's own for local
 *     logins
 * @param subject the upstream's {@code sub}
 * @param attributes claims of the upstream, each a list of texts (a single value is a list of one)
 */
public record Principal(
    String username, String issuer, String subject, Map<String, List<String>> attributes) {
  public Principal {
    attributes = Map.copyOf(attributes);
  }
}
