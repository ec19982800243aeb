package org.symbolon.authorize;

import java.util.Optional;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.Parameters;
import org.symbolon.protocol.ProtocolException;

/** {@code dpop_jkt}: the key that must be proved where the code is redeemed (RFC 9449 §10). */
final class CheckKey {
  /** SHA-256 in base64url without padding (RFC 7638 §3). */
  private static final String THUMBPRINT = "[A-Za-z0-9_-]{43}";

  private CheckKey() {}

  static Optional<String> check(Parameters parameters) {
    Optional<String> key = parameters.one("dpop_jkt");
    if (key.isPresent() && !key.get().matches(THUMBPRINT)) {
      throw ProtocolException.of(
          ErrorCode.INVALID_REQUEST,
          "dpop_jkt must be a SHA-256 thumbprint in base64url: 43 characters");
    }
    return key;
  }
}
