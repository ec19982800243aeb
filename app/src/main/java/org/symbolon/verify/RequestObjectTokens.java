package org.symbolon.verify;

import com.nimbusds.jose.Header;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.symbolon.client.Client;
import org.symbolon.client.ClientKeys;
import org.symbolon.client.SecurityProfile;
import org.symbolon.issuer.Issuer;
import org.symbolon.verify.RequestObjectCheck.Invalid;
import org.symbolon.verify.RequestObjectCheck.Unavailable;
import org.symbolon.verify.RequestObjectCheck.Valid;

/** Reads request objects (RFC 9101 §6, OpenID Connect Core §6). */
public final class RequestObjectTokens {
  /** JWS names by which a client's key may sign one. */
  public static final Set<String> ALGORITHMS = Signatures.ASYMMETRIC;

  private static final int LONGEST = 16 * 1024;
  private static final Duration SKEW = Duration.ofSeconds(30);

  /** FAPI 2.0 Message Signing §5.3.1: how old one may be, and for how long it may count. */
  private static final Duration LONGEST_FAPI = Duration.ofMinutes(60);

  private static final String NONE = "none";

  /** RFC 9101 §10.8; many clients leave the type out or call it a JWT. */
  private static final Set<String> TYPES = Set.of("oauth-authz-req+jwt", "jwt");

  private final KeySources sources;

  public RequestObjectTokens(KeySources sources) {
    this.sources = sources;
  }

  /** Blocks while keys are fetched. */
  public RequestObjectCheck check(Issuer issuer, Client client, String object, Instant now) {
    if (object.length() > LONGEST) {
      return new Invalid("is longer than " + LONGEST + " characters");
    }
    try {
      JWT parsed = JWTParser.parse(object);
      Optional<String> form = wrongForm(client, parsed.getHeader());
      if (form.isPresent()) {
        return new Invalid(form.get());
      }
      JWTClaimsSet claims = parsed.getJWTClaimsSet();
      return switch (parsed) {
        case PlainJWT plain -> plain(issuer, client, claims, now);
        case SignedJWT signed -> signed(issuer, client, signed, claims, now);
        default -> new Invalid("is encrypted, which is not supported");
      };
    } catch (ParseException | IllegalArgumentException e) {
      return new Invalid("is no JWT");
    }
  }

  private static Optional<String> wrongForm(Client client, Header header) {
    String algorithm = header.getAlgorithm().getName();
    Optional<String> own = client.preferences().requests().algorithm();
    if (own.isPresent() && !own.get().equals(algorithm)) {
      return Optional.of("is not signed with the algorithm that this client has registered");
    }
    // Without a word from the client nothing unsigned passes (RFC 9101 §10.1).
    if (own.isEmpty() && !ALGORITHMS.contains(algorithm)) {
      return Optional.of(
          NONE.equals(algorithm)
              ? "is not signed, which this client has not registered"
              : "is signed by an algorithm that is not accepted");
    }
    if (!client.preferences().profile().allows(algorithm)) {
      return Optional.of("is signed by an algorithm that this client's profile does not allow");
    }
    if (header.getCriticalParams() != null || header.toJSONObject().containsKey("b64")) {
      return Optional.of("asks for an extension in its header");
    }
    JOSEObjectType type = header.getType();
    return type == null || TYPES.contains(type.getType().toLowerCase(Locale.ROOT))
        ? Optional.empty()
        : Optional.of("has a type (typ) of something else");
  }

  /** It proves nothing, and so it says no more than the address around it. */
  private static RequestObjectCheck plain(
      Issuer issuer, Client client, JWTClaimsSet claims, Instant now) {
    Optional<String> wrong = wrongClaims(issuer, client, claims, now, false);
    return wrong.<RequestObjectCheck>map(Invalid::new).orElseGet(() -> valid(claims, false));
  }

  private RequestObjectCheck signed(
      Issuer issuer, Client client, SignedJWT object, JWTClaimsSet claims, Instant now) {
    Optional<ClientKeys> keys = client.keys();
    if (keys.isEmpty()) {
      return new Invalid("is signed, but this client has no keys here");
    }
    // The claims first: what is not meant for us makes us fetch no keys.
    Optional<String> wrong = wrongClaims(issuer, client, claims, now, true);
    if (wrong.isPresent()) {
      return new Invalid(wrong.get());
    }
    return switch (sources.open(keys.get()).matching(object.getHeader())) {
      case PublicKeys.Found.Unavailable(String why) -> new Unavailable(why);
      case PublicKeys.Found.Keys found ->
          found.keys().stream().anyMatch(key -> Signatures.verifies(object, key))
              ? valid(claims, true)
              : new Invalid("is signed by none of this client's keys");
    };
  }

  private static Optional<String> wrongClaims(
      Issuer issuer, Client client, JWTClaimsSet claims, Instant now, boolean signed) {
    String id = client.id().value();
    if (signed ? !id.equals(claims.getIssuer()) : isOther(claims.getIssuer(), id)) {
      return Optional.of("has an iss other than its client");
    }
    String url = issuer.url().toString();
    if ((signed || !claims.getAudience().isEmpty()) && !claims.getAudience().contains(url)) {
      return Optional.of("has an aud other than this issuer");
    }
    // RFC 9101 §10.8: what proves a client at an endpoint is no request, and the other way round.
    if (id.equals(claims.getSubject())) {
      return Optional.of("has its client as sub, like what proves a client");
    }
    return wrongTimes(client, claims, now);
  }

  private static boolean isOther(@Nullable String given, String id) {
    return given != null && !given.equals(id);
  }

  private static Optional<String> wrongTimes(Client client, JWTClaimsSet claims, Instant now) {
    Optional<Instant> expires = time(claims.getExpirationTime());
    Optional<Instant> begins = time(claims.getNotBeforeTime());
    if (expires.isPresent() && !now.minus(SKEW).isBefore(expires.get())) {
      return Optional.of("has expired");
    }
    if (begins.isPresent() && now.plus(SKEW).isBefore(begins.get())) {
      return Optional.of("is not valid yet");
    }
    if (client.preferences().profile() != SecurityProfile.FAPI2) {
      return Optional.empty();
    }
    boolean tooLong =
        expires.isEmpty()
            || begins.isEmpty()
            || begins.get().plus(LONGEST_FAPI).isBefore(expires.get())
            || begins.get().plus(LONGEST_FAPI).isBefore(now);
    return tooLong
        ? Optional.of("needs nbf and exp, of the last hour and not more than an hour apart")
        : Optional.empty();
  }

  private static Optional<Instant> time(@Nullable Date date) {
    return Optional.ofNullable(date).map(Date::toInstant);
  }

  private static RequestObjectCheck valid(JWTClaimsSet claims, boolean signed) {
    Map<String, Object> all = new LinkedHashMap<>(claims.toJSONObject());
    all.values().removeIf(Objects::isNull);
    return new Valid(all, signed);
  }
}
