package org.symbolon.verify;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.text.ParseException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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

  private static final String NOT_OURS = "no token of this server's form";

  private final SigningKeys keys;

  public OwnTokens(SigningKeys keys) {
    this.keys = keys;
  }

  /**
   * Reads an access token of the issuer. An ID token, a token of another issuer of this process and
   * one outside its time, without any tolerance, are invalid.
   */
  public AccessTokenCheck verifyAccessToken(Issuer issuer, String token, Instant now) {
    return switch (opened(issuer, token)) {
      case Opened.No(String why) -> new Invalid(why);
      case Opened.Claims(Map<String, Object> claims) -> {
        try {
          yield read(issuer, claims, now);
        } catch (ParseException e) {
          yield new Invalid(NOT_OURS);
        }
      }
    };
  }

  /** Reads an ID token of the issuer; an access token is none. */
  public IdTokenCheck verifyIdToken(Issuer issuer, String token, Instant now) {
    return switch (opened(issuer, token)) {
      case Opened.No(String why) -> new IdTokenCheck.Invalid(why);
      case Opened.Claims(Map<String, Object> claims) -> {
        try {
          yield readId(issuer, claims, now);
        } catch (ParseException e) {
          yield new IdTokenCheck.Invalid(NOT_OURS);
        }
      }
    };
  }

  /**
   * Reads an ID token that only says who asks about what: one that has expired does as well (OpenID
   * Connect RP-Initiated Logout 1.0 §2).
   */
  public IdTokenHint verifyIdTokenHint(Issuer issuer, String token) {
    return switch (opened(issuer, token)) {
      case Opened.No(String why) -> new IdTokenHint.Invalid(why);
      case Opened.Claims(Map<String, Object> claims) -> {
        try {
          // From its own first moment on, it is in time.
          yield switch (readId(issuer, claims, time(claims, "nbf"))) {
            case IdTokenCheck.Valid valid ->
                new IdTokenHint.Valid(
                    valid.subject(),
                    valid.audiences(),
                    claims.get("sid") instanceof String session
                        ? Optional.of(session)
                        : Optional.empty());
            case IdTokenCheck.Invalid invalid -> new IdTokenHint.Invalid(invalid.why());
          };
        } catch (ParseException e) {
          yield new IdTokenHint.Invalid(NOT_OURS);
        }
      }
    };
  }

  /** What a token says, once it is sure that a key of this issuer signed it. */
  private sealed interface Opened {
    record Claims(Map<String, Object> claims) implements Opened {}

    record No(String why) implements Opened {}
  }

  private Opened opened(Issuer issuer, String token) {
    if (token.length() > LONGEST) {
      return new Opened.No("longer than " + LONGEST + " characters");
    }
    try {
      JWSObject parsed = JWSObject.parse(token);
      Optional<String> unsigned = whyUnsigned(issuer, parsed);
      if (unsigned.isPresent()) {
        return new Opened.No(unsigned.get());
      }
      Map<String, Object> claims = parsed.getPayload().toJSONObject();
      return claims == null
          ? new Opened.No("the payload is no JSON object")
          : new Opened.Claims(claims);
    } catch (ParseException | IllegalArgumentException e) {
      return new Opened.No(NOT_OURS);
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
  private static AccessTokenCheck read(Issuer issuer, Map<String, Object> claims, Instant now)
      throws ParseException {
    if (!issuer.url().toString().equals(claims.get("iss"))) {
      return new Invalid("another issuer's");
    }
    // Every access token has these, even when empty, and no ID token has any.
    if (!(claims.get("scope") instanceof String scope)
        || !(claims.get("lineage") instanceof List<?>)
        || !(claims.get("client_id") instanceof String client)) {
      return new Invalid("not an access token");
    }
    Optional<String> untimely = untimely(claims, now);
    if (untimely.isPresent()) {
      return new Invalid(untimely.get());
    }
    return new Valid(
        text(claims, "sub"),
        new ClientId(client),
        scope,
        audiences(claims),
        texts(claims, "lineage").stream().map(GrantId::new).toList(),
        claims.containsKey("made_from") ? texts(claims, "made_from") : List.of(),
        text(claims, "jti"),
        time(claims, "iat"),
        time(claims, "exp"),
        claims.containsKey("auth_time") ? Optional.of(time(claims, "auth_time")) : Optional.empty(),
        claims);
  }

  private static IdTokenCheck readId(Issuer issuer, Map<String, Object> claims, Instant now)
      throws ParseException {
    if (!issuer.url().toString().equals(claims.get("iss"))) {
      return new IdTokenCheck.Invalid("another issuer's");
    }
    // Every access token has these, and no ID token has any.
    if (claims.containsKey("scope")
        || claims.containsKey("lineage")
        || claims.containsKey("client_id")) {
      return new IdTokenCheck.Invalid("not an ID token");
    }
    Optional<String> untimely = untimely(claims, now);
    if (untimely.isPresent()) {
      return new IdTokenCheck.Invalid(untimely.get());
    }
    return new IdTokenCheck.Valid(
        text(claims, "sub"),
        audiences(claims),
        claims.get("grant") instanceof String grant
            ? Optional.of(new GrantId(grant))
            : Optional.empty(),
        text(claims, "jti"),
        time(claims, "exp"),
        claims);
  }

  private static Optional<String> untimely(Map<String, Object> claims, Instant now)
      throws ParseException {
    if (!now.isBefore(time(claims, "exp"))) {
      return Optional.of("expired");
    }
    return now.isBefore(time(claims, "nbf")) ? Optional.of("not yet valid") : Optional.empty();
  }

  private static List<String> audiences(Map<String, Object> claims) throws ParseException {
    return claims.get("aud") instanceof String audience ? List.of(audience) : texts(claims, "aud");
  }

  private static Instant time(Map<String, Object> claims, String name) throws ParseException {
    return Instant.ofEpochSecond(JSONObjectUtils.getLong(claims, name));
  }

  private static String text(Map<String, Object> claims, String name) throws ParseException {
    return present(JSONObjectUtils.getString(claims, name), name);
  }

  private static List<String> texts(Map<String, Object> claims, String name) throws ParseException {
    return present(JSONObjectUtils.getStringList(claims, name), name);
  }

  private static <T> T present(@Nullable T value, String name) throws ParseException {
    if (value == null) {
      throw new ParseException(name + " is missing", 0);
    }
    return value;
  }
}
