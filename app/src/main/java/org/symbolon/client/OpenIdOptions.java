package org.symbolon.client;

import java.util.Optional;
import java.util.Set;

/**
 * What OpenID Connect lets differ from client to client.
 *
 * @param subjects how people are named to it
 * @param userinfoAlgorithm the JWS name of its signed userinfo; absent for JSON
 * @param responseTypes what it may ask for; all but a code are the operator's to give
 * @param pkceOptional whether it may ask for codes with neither PKCE nor nonce, as OpenID Connect
 *     Core once let confidential clients do; the operator's to give
 */
public record OpenIdOptions(
    SubjectType subjects,
    Optional<String> userinfoAlgorithm,
    Set<ResponseType> responseTypes,
    boolean pkceOptional) {
  public static final OpenIdOptions DEFAULT =
      new OpenIdOptions(new SubjectType.Public(), Optional.empty());

  public OpenIdOptions {
    responseTypes = Set.copyOf(responseTypes);
  }

  /** With PKCE as the issuer wants it. */
  public OpenIdOptions(
      SubjectType subjects, Optional<String> userinfoAlgorithm, Set<ResponseType> responseTypes) {
    this(subjects, userinfoAlgorithm, responseTypes, false);
  }

  /** With codes alone. */
  public OpenIdOptions(SubjectType subjects, Optional<String> userinfoAlgorithm) {
    this(subjects, userinfoAlgorithm, Set.of(ResponseType.CODE));
  }
}
