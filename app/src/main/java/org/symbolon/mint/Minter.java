package org.symbolon.mint;

import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.symbolon.issuer.Issuer;
import org.symbolon.keys.SigningKey;
import org.symbolon.keys.SigningKeys;
import org.symbolon.protocol.GrantId;
import org.symbolon.protocol.RandomText;

/** Makes access tokens. */
public final class Minter {
  /** {@code nbf} lies this far back: verifiers of this field allow no clock skew. */
  static final long NOT_BEFORE_SECONDS = 60;

  private final SigningKeys keys;
  private final RandomText random;
  private final TokenLinter linter;

  public Minter(SigningKeys keys, RandomText random, InstantSource clock) {
    this.keys = keys;
    this.random = random;
    linter = new TokenLinter(keys, clock);
  }

  /**
   * Makes, lints and signs a token.
   *
   * @throws org.symbolon.protocol.ProtocolException {@code server_error} when the linter refuses
   *     what would be signed, or no key may sign; {@code invalid_scope} where what was asked for
   *     makes it too long
   */
  public Minted accessToken(Issuer issuer, AccessTokenClaims claims) {
    SigningKey key = keys.signing(issuer, claims.algorithm());
    String jti = random.identifier();
    long issuedAt = claims.issuedAt().getEpochSecond();
    long expires = issuedAt + claims.lifetime().toSeconds();
    Map<String, Object> content = payload(issuer, claims, jti, issuedAt, expires);
    byte[] payload = Json.bytes(content);
    TokenSize.check(content, payload, claims.groups(), claims.client());
    String type = TokenType.ofAccessToken(issuer.profile());
    linter.accessToken(issuer, claims.permitted(), key.header(type), payload);
    return new Minted(key.sign(type, payload), jti, Instant.ofEpochSecond(expires));
  }

  private static Map<String, Object> payload(
      Issuer issuer, AccessTokenClaims claims, String jti, long issuedAt, long expires) {
    Map<String, Object> payload = new LinkedHashMap<>();
    switch (issuer.profile()) {
      case WLCG -> payload.put("wlcg.ver", "1.0");
      case SCITOKENS -> payload.put("ver", "scitoken:2.0");
      case PLAIN -> {}
    }
    payload.put("iss", issuer.url().toString());
    payload.put("sub", claims.subject());
    payload.put(
        "aud", claims.audiences().size() == 1 ? claims.audiences().getFirst() : claims.audiences());
    payload.put("iat", issuedAt);
    payload.put("nbf", issuedAt - NOT_BEFORE_SECONDS);
    payload.put("exp", expires);
    payload.put("jti", jti);
    payload.put("client_id", claims.client().value());
    payload.put("scope", claims.scopes().text());
    payload.put("lineage", claims.lineage().stream().map(GrantId::value).toList());
    if (!claims.madeFrom().isEmpty()) {
      payload.put("made_from", claims.madeFrom());
    }
    claims
        .authenticatedAt()
        .ifPresent(time -> payload.put("auth_time", Math.min(time.getEpochSecond(), issuedAt)));
    claims.acr().ifPresent(acr -> payload.put("acr", acr));
    payload.putAll(claims.groups().claims());
    claims.acting().ifPresent(actors -> payload.put("act", actors));
    claims.mayAct().ifPresent(party -> payload.put("may_act", party));
    if (!claims.confirmation().isNone()) {
      payload.put("cnf", claims.confirmation().claim());
    }
    addUnreserved(payload, issuer.customClaims());
    addUnreserved(payload, claims.extra());
    return payload;
  }

  /** Never instead of a claim of ours: the configuration was checked, this makes it sure. */
  private static void addUnreserved(Map<String, Object> payload, Map<String, Object> more) {
    List<String> problems = ReservedClaims.check(more);
    if (!problems.isEmpty()) {
      throw TokenLinter.defect(problems);
    }
    payload.putAll(new TreeMap<>(more));
  }
}
