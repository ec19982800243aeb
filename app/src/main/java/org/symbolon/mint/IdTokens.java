package org.symbolon.mint;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.symbolon.issuer.Issuer;
import org.symbolon.issuer.Profile;
import org.symbolon.keys.SigningKey;
import org.symbolon.keys.SigningKeys;
import org.symbolon.mint.IdTokenClaims.BoundTo;
import org.symbolon.protocol.RandomText;

/** Makes ID tokens (OpenID Connect Core §2). */
public final class IdTokens {
  /** Half of what the linter lets through: the rest of the token has its place beside it. */
  private static final int MOST_PERSON_BYTES = 16 * 1024;

  private final SigningKeys keys;
  private final RandomText random;
  private final TokenLinter linter;

  public IdTokens(SigningKeys keys, RandomText random, InstantSource clock) {
    this.keys = keys;
    this.random = random;
    linter = new TokenLinter(keys, clock);
  }

  /**
   * Makes, lints and signs an ID token. It never has {@code scope} or {@code lineage}, which every
   * access token has.
   *
   * @throws org.symbolon.protocol.ProtocolException {@code server_error} when the linter refuses
   *     what would be signed, or no key may sign; {@code invalid_scope} where what was asked for
   *     makes it too long
   */
  public Minted idToken(Issuer issuer, IdTokenClaims claims) {
    SigningKey key = keys.signing(issuer, claims.algorithm());
    String jti = random.identifier();
    long issuedAt = claims.issuedAt().getEpochSecond();
    long expires = issuedAt + claims.lifetime().toSeconds();
    Map<String, Object> payload = new LinkedHashMap<>();
    if (issuer.profile() == Profile.WLCG) {
      payload.put("wlcg.ver", "1.0");
    }
    payload.put("iss", issuer.url().toString());
    payload.put("sub", claims.subject());
    payload.put("aud", claims.client().value());
    payload.put("iat", issuedAt);
    payload.put("nbf", issuedAt - Minter.NOT_BEFORE_SECONDS);
    payload.put("exp", expires);
    payload.put("jti", jti);
    payload.put("auth_time", Math.min(claims.authenticatedAt().getEpochSecond(), issuedAt));
    PersonClaims.acr(claims.person()).ifPresent(acr -> payload.put("acr", acr));
    claims.nonce().ifPresent(nonce -> payload.put("nonce", nonce));
    payload.putAll(hashes(claims.boundTo(), key.algorithm().hash()));
    claims.grant().ifPresent(grant -> payload.put("grant", grant.value()));
    claims.acting().ifPresent(actors -> payload.put("act", actors));
    payload.putAll(
        fitting(
            PersonClaims.select(
                issuer.claims(), claims.granted(), claims.asked(), claims.person())));
    payload.putAll(claims.groups().claims());
    claims.session().ifPresent(login -> payload.put("sid", login.value()));
    byte[] bytes = Json.bytes(payload);
    TokenSize.check(payload, bytes, claims.groups(), claims.client());
    linter.idToken(issuer, key.header(TokenType.JWT), bytes);
    return new Minted(key.sign(TokenType.JWT, bytes), jti, Instant.ofEpochSecond(expires));
  }

  /**
   * OpenID Connect Core §5.4 lets userinfo tell the rest: an institution that says very much, such
   * as a picture as data, must not keep the person from any token.
   */
  private static Map<String, Object> fitting(Map<String, Object> person) {
    Map<String, Object> fitting = new LinkedHashMap<>();
    int left = MOST_PERSON_BYTES;
    for (Map.Entry<String, Object> claim : person.entrySet()) {
      int bytes = Json.bytes(Map.of(claim.getKey(), claim.getValue())).length;
      if (bytes <= left) {
        fitting.put(claim.getKey(), claim.getValue());
        left -= bytes;
      }
    }
    return fitting;
  }

  private static Map<String, Object> hashes(BoundTo boundTo, String algorithm) {
    Map<String, Object> hashes = new LinkedHashMap<>();
    boundTo.accessToken().ifPresent(token -> hashes.put("at_hash", half(token, algorithm)));
    boundTo.code().ifPresent(code -> hashes.put("c_hash", half(code, algorithm)));
    boundTo.state().ifPresent(state -> hashes.put("s_hash", half(state, algorithm)));
    return hashes;
  }

  /** OpenID Connect Core §3.1.3.6, §3.3.2.11: the left half of the hash. */
  private static String half(String text, String algorithm) {
    try {
      byte[] hash =
          MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(Arrays.copyOf(hash, hash.length / 2));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has the SHA-2 hashes", e);
    }
  }
}
