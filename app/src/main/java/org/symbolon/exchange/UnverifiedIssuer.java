package org.symbolon.exchange;

import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.util.Optional;

/** The issuer that a token claims: it says only who is to verify it. */
final class UnverifiedIssuer {
  private static final int LONGEST = 16_384;

  private UnverifiedIssuer() {}

  static Optional<String> of(String token) {
    if (token.length() > LONGEST) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(SignedJWT.parse(token).getJWTClaimsSet().getIssuer());
    } catch (ParseException e) {
      return Optional.empty();
    }
  }
}
