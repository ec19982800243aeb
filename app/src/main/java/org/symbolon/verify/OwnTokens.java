package org.symbolon.verify;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jwt.JWTClaimsSet;
import java.text.ParseException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.symbolon.issuer.Issuer;
import org.symbolon.keys.SigningKeys;
import org.symbolon.keys.VerificationKey;
import org.symbolon.protocol.ClientId;
import org.symbolon.protocol.GrantId;
import org.symbolon.verify.AccessTokenCheck.Invalid;
import org.symbolon.verify.AccessTokenCheck.Valid;

/** Reads the tokens that this server signed. */
public final class OwnTokens {
  /** Longer than any that is minted. */
  private static final int LONGEST = 48 * 1024;

  private final SigningKeys keys;

  public OwnTokens(SigningKeys keys) {
    this.keys = keys;
  }

  /**
   * Reads an access token of the issuer. An ID token, a token of another issuer of this process and
   * one outside its time, without any tolerance, are invalid.
   */
  public AccessTokenCheck verifyAccessToken(Issuer issuer, String token, Instant now) {
    if (token.length() > LONGEST) {
      return new Invalid("longer than " + LONGEST + " characters");
    }
    try {
      JWSObject parsed = JWSObject.parse(token);
      Optional<String> unsigned = whyUnsigned(issuer, parsed);
      if (unsigned.isPresent()) {
        return new Invalid(unsigned.get());
      }
      Map<String, Object> claims = parsed.getPayload().toJSONObject();
      return claims == null
          ? new Invalid("the payload is no JSON object")
          : read(issuer, JWTClaimsSet.parse(claims), claims, now);
    } catch (ParseException | IllegalArgumentException e) {
      return new Invalid("no token of this server's form");
    }
  }

  private Optional<String> whyUnsigned(Issuer issuer, JWSObject token) {
    JWSHeader header = token.getHeader();
    if (header.getKeyID() == null) {
      return Optional.of("the header names no key");
    }
    if (header.getCriticalParams() != null || !header.isBase64URLEncodePayload()) {
      return Optional.of("the header asks for an extension");
    }
    JOSEObjectType type = header.getType();
    // RFC 9068 §4; the other profiles' access tokens are told from ID tokens by their claims.
    if (type == null || !(type.getType().equals("at+jwt") || type.getType().equals("JWT"))) {
      return Optional.of("the type is none of an access token's");
    }
    Optional<VerificationKey> key = keys.find(issuer.id(), header.getKeyID());
    if (key.isEmpty()) {
      return Optional.of("signed by no key of this issuer");
    }
    return key.get().verifies(header, token.getSigningInput(), token.getSignature())
        ? Optional.empty()
        : Optional.of("the signature is wrong");
  }

  /** Signed by us: from here on only the kind, the issuer and the time can be wrong. */
  private static AccessTokenCheck read(
      Issuer issuer, JWTClaimsSet set, Map<String, Object> claims, Instant now)
      throws ParseException {
    if (!issuer.url().toString().equals(set.getIssuer())) {
      return new Invalid("another issuer's");
    }
    // Every access token has these, even when empty, and no ID token has any.
    if (!(claims.get("scope") instanceof String scope)
        || !(claims.get("lineage") instanceof List<?>)
        || !(claims.get("client_id") instanceof String client)) {
      return new Invalid("not an access token");
    }
    Instant expires = time(set, "exp");
    if (!now.isBefore(expires)) {
      return new Invalid("expired");
    }
    if (now.isBefore(time(set, "nbf"))) {
      return new Invalid("not yet valid");
    }
    return new Valid(
        text(set, "sub"),
        new ClientId(client),
        scope,
        set.getAudience(),
        set.getStringListClaim("lineage").stream().map(GrantId::new).toList(),
        text(set, "jti"),
        time(set, "iat"),
        expires,
        claims.containsKey("auth_time") ? Optional.of(time(set, "auth_time")) : Optional.empty(),
        claims);
  }

  private static Instant time(JWTClaimsSet set, String name) throws ParseException {
    Long seconds = set.getLongClaim(name);
    if (seconds == null) {
      throw new ParseException(name + " is missing", 0);
    }
    return Instant.ofEpochSecond(seconds);
  }

  private static String text(JWTClaimsSet set, String name) throws ParseException {
    String text = set.getStringClaim(name);
    if (text == null) {
      throw new ParseException(name + " is missing", 0);
    }
    return text;
  }
}
