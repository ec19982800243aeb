package org.symbolon.mint;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import org.symbolon.issuer.Issuer;

/** The linter's rules for every token. */
final class CommonClaims {
  private static final int LONGEST_SUBJECT = 255;

  /** No lifetime is longer: a time in milliseconds is. */
  private static final Duration LONGEST = Duration.ofDays(366);

  private CommonClaims() {}

  static void check(Issuer issuer, ClaimReader claims, Instant now) {
    claims.exactly("iss", issuer.url().toString());
    subject(claims);
    claims.text("jti");
    times(claims, now);
    if (claims.has("acr")) {
      claims.text("acr");
    }
    if (claims.has("auth_time")) {
      OptionalLong authenticated = claims.seconds("auth_time");
      if (authenticated.isPresent() && authenticated.getAsLong() > now.getEpochSecond()) {
        claims.problem("auth_time lies ahead");
      }
    }
  }

  /**
   * OpenID Connect Core §2: ASCII, at most 255. A blank or control would be cut or mapped badly.
   */
  private static void subject(ClaimReader claims) {
    String subject = claims.text("sub");
    if (subject.length() > LONGEST_SUBJECT) {
      claims.problem("sub is longer than " + LONGEST_SUBJECT + " characters");
    }
    if (!subject.chars().allMatch(character -> character > 0x20 && character < 0x7F)) {
      claims.problem("sub has a blank, a control character or one that is not ASCII");
    }
  }

  /** scitokens-cpp and XRootD allow no clock skew. */
  private static void times(ClaimReader claims, Instant now) {
    OptionalLong issued = claims.seconds("iat");
    OptionalLong notBefore = claims.seconds("nbf");
    OptionalLong expires = claims.seconds("exp");
    if (issued.isEmpty() || notBefore.isEmpty() || expires.isEmpty()) {
      return;
    }
    if (issued.getAsLong() > now.getEpochSecond()) {
      claims.problem("iat lies ahead");
    }
    if (issued.getAsLong() <= 0) {
      claims.problem("iat is no time");
    }
    if (notBefore.getAsLong() > issued.getAsLong()) {
      claims.problem("nbf is after iat");
    }
    if (expires.getAsLong() <= issued.getAsLong()) {
      claims.problem("exp is not after iat");
    }
    if (expires.getAsLong() > now.getEpochSecond() + LONGEST.toSeconds()) {
      claims.problem("exp is more than " + LONGEST.toDays() + " days ahead");
    }
  }
}
