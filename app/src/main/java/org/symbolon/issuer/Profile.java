package org.symbolon.issuer;

/** The shape of access tokens. */
public enum Profile {
  /** WLCG Common JWT Profiles 1.0: {@code wlcg.ver} "1.0", scopes as {@code storage.read:/path}. */
  WLCG,
  /** SciTokens 2.0: {@code ver} "scitoken:2.0", scopes as {@code read:/path}. */
  SCITOKENS,
  /** RFC 9068 and nothing more. */
  PLAIN
}
