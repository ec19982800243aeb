package org.symbolon.verify;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;

/**
 * What somebody says and signs for good (a software statement, RFC 7591 §2.3): for no audience, and
 * often without an end.
 */
public final class SignedStatements {
  private static final int LONGEST = 32 * 1024;
  private static final Duration SKEW = Duration.ofSeconds(30);

  private final PublicKeys keys;

  public SignedStatements(PublicKeys keys) {
    this.keys = keys;
  }

  /** What came of it. */
  public sealed interface Checked {
    record Good(JWTClaimsSet claims) implements Checked {}

    record Bad(String why) implements Checked {}

    /** The keys can not be had now. */
    record Unavailable(String why) implements Checked {}
  }

  /** Blocks while keys are fetched. */
  public Checked check(String statement, Instant now) {
    if (statement.length() > LONGEST) {
      return new Checked.Bad("it is longer than " + LONGEST + " characters");
    }
    try {
      SignedJWT parsed = SignedJWT.parse(statement);
      if (!Signatures.ASYMMETRIC.contains(parsed.getHeader().getAlgorithm().getName())
          || parsed.getHeader().getCriticalParams() != null
          || !parsed.getHeader().isBase64URLEncodePayload()) {
        return new Checked.Bad("it is signed in a way that is not accepted");
      }
      return switch (keys.matching(parsed.getHeader())) {
        case PublicKeys.Found.Unavailable(String why) -> new Checked.Unavailable(why);
        case PublicKeys.Found.Keys found ->
            found.keys().stream().anyMatch(key -> Signatures.verifies(parsed, key))
                ? inForce(parsed.getJWTClaimsSet(), now)
                : new Checked.Bad("its signature is wrong");
      };
    } catch (ParseException | IllegalArgumentException malformed) {
      return new Checked.Bad("it is no signed JWT");
    }
  }

  private static Checked inForce(JWTClaimsSet claims, Instant now) {
    Date expires = claims.getExpirationTime();
    Date begins = claims.getNotBeforeTime();
    boolean over = expires != null && !now.minus(SKEW).isBefore(expires.toInstant());
    boolean early = begins != null && now.plus(SKEW).isBefore(begins.toInstant());
    return over || early ? new Checked.Bad("it is not in force") : new Checked.Good(claims);
  }
}
