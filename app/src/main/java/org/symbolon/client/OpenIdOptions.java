package org.symbolon.client;

import java.util.Optional;

/**
 * What OpenID Connect lets differ from client to client.
 *
 * @param subjects how people are named to it
 * @param userinfoAlgorithm the JWS name of its signed userinfo; absent for JSON
 */
public record OpenIdOptions(SubjectType subjects, Optional<String> userinfoAlgorithm) {
  public static final OpenIdOptions DEFAULT =
      new OpenIdOptions(new SubjectType.Public(), Optional.empty());
}
