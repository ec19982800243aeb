package org.symbolon.token;

import java.time.Duration;
import java.util.Optional;

/**
 * A successful token response (RFC 6749 §5.1).
 *
 * @param accessToken whatever was issued, where {@code issuedTokenType} is there (RFC 8693 §2.2.1)
 * @param tokenType {@link #BEARER}, {@link #DPOP} or {@link #NOT_APPLICABLE}
 * @param scope what the token holds; always told, even when empty or as asked
 * @param issuedTokenType a URI of RFC 8693 §3
 */
public record TokenAnswer(
    String accessToken,
    String tokenType,
    Duration expiresIn,
    String scope,
    Optional<String> refreshToken,
    Optional<String> idToken,
    Optional<String> issuedTokenType) {
  public static final String BEARER = "Bearer";

  /** Bound to a key (RFC 9449 §5). */
  public static final String DPOP = "DPoP";

  /** What is issued is no access token (RFC 8693 §2.2.1). */
  public static final String NOT_APPLICABLE = "N_A";

  /** Of every grant type but token exchange. */
  public TokenAnswer(
      String accessToken,
      String tokenType,
      Duration expiresIn,
      String scope,
      Optional<String> refreshToken,
      Optional<String> idToken) {
    this(accessToken, tokenType, expiresIn, scope, refreshToken, idToken, Optional.empty());
  }

  /** Tokens are never printed. */
  @Override
  public String toString() {
    return "TokenAnswer[scope=" + scope + "]";
  }
}
