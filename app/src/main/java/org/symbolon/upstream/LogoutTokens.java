package org.symbolon.upstream;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.KeyConverter;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.openid.connect.sdk.validators.LogoutTokenClaimsVerifier;
import com.nimbusds.openid.connect.sdk.validators.LogoutTokenValidator;
import java.security.Key;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.symbolon.upstream.Upstream.Logout;
import org.symbolon.verify.PublicKeys;

/**
 * Checks the institution's word that somebody has signed out there (OpenID Connect Back-Channel
 * Logout 1.0 §2.6). Anybody can send one, so the keys are not those of {@link IdTokens}, which are
 * fetched as often as a token names an unknown one: nobody's forgeries make a sign-in wait.
 */
final class LogoutTokens {
  /** What was made longer ago is no news: it is not remembered as used for longer either. */
  static final Duration LONGEST_AGE = Duration.ofHours(1);

  private static final Duration SKEW = Duration.ofSeconds(60);
  private static final int LONGEST = 16 * 1024;

  private final Set<String> algorithms;
  private final String client;
  private final PublicKeys keys;
  private final InstantSource clock;
  private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

  @SuppressWarnings("unchecked") // Nimbus' verifier of these claims names no type of context.
  LogoutTokens(UpstreamSettings settings, PublicKeys keys, InstantSource clock) {
    this.algorithms = Set.copyOf(settings.algorithms());
    this.client = settings.clientId();
    this.keys = keys;
    this.clock = clock;
    // §2.4 recommends a type, which not every institution sets; the event tells it from an ID
    // token.
    processor.setJWSTypeVerifier(
        new DefaultJOSEObjectTypeVerifier<>(LogoutTokenValidator.TYPE, JOSEObjectType.JWT, null));
    processor.setJWSKeySelector(this::keys);
    processor.setJWTClaimsSetVerifier(new OurClock(settings));
  }

  /** Required claims, the event, no nonce, and for how long it is good: all by Nimbus. */
  private final class OurClock extends LogoutTokenClaimsVerifier {
    OurClock(UpstreamSettings settings) {
      super(new Issuer(settings.issuer()), new ClientID(settings.clientId()));
      setMaxClockSkew((int) SKEW.toSeconds());
    }

    @Override
    protected Date currentTime() {
      return Date.from(clock.instant());
    }
  }

  Logout check(String token) {
    if (token.length() > LONGEST) {
      return new Logout.Invalid("longer than " + LONGEST + " characters");
    }
    try {
      return read(processor.process(SignedJWT.parse(token), null));
    } catch (KeySourceException e) {
      return new Logout.Unavailable("the institution's keys can not be read: " + e.getMessage());
    } catch (ParseException e) {
      return new Logout.Invalid("not a signed JWT");
    } catch (BadJOSEException | JOSEException e) {
      return new Logout.Invalid(String.valueOf(e.getMessage()));
    }
  }

  /** A public key is never taken for a shared secret: no such algorithm can be configured. */
  private List<Key> keys(JWSHeader header, SecurityContext none) throws KeySourceException {
    if (!algorithms.contains(header.getAlgorithm().getName())) {
      return List.of();
    }
    return switch (keys.matching(header)) {
      case PublicKeys.Found.Unavailable(String why) -> throw new KeySourceException(why);
      case PublicKeys.Found.Keys found -> KeyConverter.toJavaKeys(found.keys());
    };
  }

  private Logout read(JWTClaimsSet claims) throws BadJWTException {
    // As in ID tokens (OpenID Connect Core §3.1.3.7): no audience that we do not know.
    if (!claims.getAudience().equals(List.of(client))) {
      throw new BadJWTException("meant for others besides");
    }
    Instant now = clock.instant();
    Instant issued = claims.getIssueTime().toInstant();
    if (issued.isAfter(now.plus(SKEW))) {
      throw new BadJWTException("its clock is ahead of ours");
    }
    Instant until = issued.plus(LONGEST_AGE).plus(SKEW);
    if (!now.isBefore(until)) {
      throw new BadJWTException("older than " + LONGEST_AGE);
    }
    Instant expires = claims.getExpirationTime().toInstant().plus(SKEW);
    return new Logout.Ended(
        claims.getIssuer(),
        text(claims, "sub"),
        text(claims, "sid"),
        text(claims, "jti").orElseThrow(() -> new BadJWTException("jti is null")),
        expires.isBefore(until) ? expires : until);
  }

  private static Optional<String> text(JWTClaimsSet claims, String name) throws BadJWTException {
    Object value = claims.getClaim(name);
    if (value == null) {
      return Optional.empty();
    }
    if (!(value instanceof String text) || text.isEmpty()) {
      throw new BadJWTException(name + " is no text, or an empty one");
    }
    return Optional.of(text);
  }
}
