package org.symbolon.token;

import java.time.Duration;
import java.util.Optional;

/**
 * A successful token response (RFC 6749 §5.1).
 *
 * @param scope what the token holds; always told, even when empty or as asked
 */
public record TokenAnswer(
    String accessToken,
    Duration expiresIn,
    String scope,
    Optional<String> refreshToken,
    Optional<String> idToken) {
  /** Tokens are never printed. */
  @Override
  public String toString() {
    return "TokenAnswer[scope=" + scope + "]";
  }
}
