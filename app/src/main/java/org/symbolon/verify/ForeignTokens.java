package org.symbolon.verify;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Instant;
import java.util.Collections;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads tokens that others sign: client assertions, tokens of foreign issuers (RFC 7523 §3). */
public final class ForeignTokens {
  private static final int LONGEST = 16 * 1024;
  private static final int LONGEST_SUBJECT = 255;

  /**
   * What a JWT made to be presented as somebody's token may call itself. Others (a logout token, a
   * proof of possession, an event) are none, though the same keys may sign them (RFC 8725 §3.11).
   */
  private static final Set<String> TYPES = Set.of("jwt", "at+jwt", "client-authentication+jwt");

  private final Expectations expected;
  private final PublicKeys keys;

  public ForeignTokens(Expectations expected, PublicKeys keys) {
    this.expected = expected;
    this.keys = keys;
  }

  /** Blocks while keys are fetched. */
  public ForeignCheck check(String token, Instant now) {
    if (token.length() > LONGEST) {
      return new ForeignCheck.Invalid("longer than " + LONGEST + " characters");
    }
    try {
      SignedJWT parsed = SignedJWT.parse(token);
      Optional<String> form = wrongForm(parsed.getHeader());
      return form.isPresent()
          ? new ForeignCheck.Invalid(form.get())
          : signed(parsed, parsed.getJWTClaimsSet(), now);
    } catch (ParseException | IllegalArgumentException e) {
      return new ForeignCheck.Invalid("not a signed JWT");
    }
  }

  private Optional<String> wrongForm(JWSHeader header) {
    if (!expected.algorithms().contains(header.getAlgorithm().getName())) {
      return Optional.of("signed with " + header.getAlgorithm() + ", which is not accepted");
    }
    if (header.getCriticalParams() != null || !header.isBase64URLEncodePayload()) {
      return Optional.of("the header asks for an extension");
    }
    JOSEObjectType type = header.getType();
    return type == null || TYPES.contains(type.getType().toLowerCase(Locale.ROOT))
        ? Optional.empty()
        : Optional.of("a JWT of the type " + type + ", made for something else");
  }

  /** The claims first: what is not meant for us makes us fetch no keys. */
  private ForeignCheck signed(SignedJWT token, JWTClaimsSet claims, Instant now) {
    Optional<String> wrong = wrongClaims(claims, now);
    if (wrong.isPresent()) {
      return new ForeignCheck.Invalid(wrong.get());
    }
    return switch (keys.matching(token.getHeader())) {
      case PublicKeys.Found.Unavailable(String why) -> new ForeignCheck.Unavailable(why);
      case PublicKeys.Found.Keys found ->
          found.keys().stream().anyMatch(key -> Signatures.verifies(token, key))
              ? valid(claims)
              : new ForeignCheck.Invalid(
                  found.keys().isEmpty() ? "signed by an unknown key" : "the signature is wrong");
    };
  }

  private Optional<String> wrongClaims(JWTClaimsSet claims, Instant now) {
    if (!expected.issuer().equals(claims.getIssuer())) {
      return Optional.of("another issuer's");
    }
    // RFC 7523 §3: never a token that was meant for somebody else.
    if (Collections.disjoint(claims.getAudience(), expected.audiences())) {
      return Optional.of("meant for another audience");
    }
    String subject = claims.getSubject();
    if (subject == null || subject.isEmpty() || subject.length() > LONGEST_SUBJECT) {
      return Optional.of("no subject, or one that is too long");
    }
    return wrongTimes(claims, now);
  }

  private Optional<String> wrongTimes(JWTClaimsSet claims, Instant now) {
    if (claims.getExpirationTime() == null) {
      return Optional.of("exp is missing");
    }
    Instant expires = claims.getExpirationTime().toInstant();
    if (!now.minus(expected.skew()).isBefore(expires)) {
      return Optional.of("expired");
    }
    Instant latest = now.plus(expected.skew());
    Optional<Instant> issued = time(claims.getIssueTime());
    if (latest.isBefore(time(claims.getNotBeforeTime()).orElse(latest))
        || latest.isBefore(issued.orElse(latest))) {
      return Optional.of("not yet valid: its clock is ahead of ours");
    }
    Instant oldest = now.minus(expected.skew()).minus(expected.longestAge());
    if (issued.isPresent()) {
      return issued.get().isBefore(oldest)
          ? Optional.of("older than " + expected.longestAge())
          : Optional.empty();
    }
    // RFC 7523 §3: an exp unreasonably far ahead.
    return latest.plus(expected.longestAge()).isBefore(expires)
        ? Optional.of("without iat, and exp lies more than " + expected.longestAge() + " ahead")
        : Optional.empty();
  }

  private static Optional<Instant> time(@Nullable Date date) {
    return Optional.ofNullable(date).map(Date::toInstant);
  }

  private static ForeignCheck valid(JWTClaimsSet claims) {
    Map<String, Object> all = new LinkedHashMap<>(claims.toJSONObject());
    all.values().removeIf(Objects::isNull);
    return new ForeignCheck.Valid(
        claims.getIssuer(),
        claims.getSubject(),
        Optional.ofNullable(claims.getJWTID()),
        time(claims.getIssueTime()),
        claims.getExpirationTime().toInstant(),
        all);
  }
}
