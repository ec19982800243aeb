package org.symbolon.mint;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.symbolon.issuer.Issuer;
import org.symbolon.keys.SigningKey;
import org.symbolon.keys.SigningKeys;
import org.symbolon.protocol.ClientId;
import org.symbolon.protocol.RandomText;

/** Makes logout tokens (OpenID Connect Back-Channel Logout 1.0 §2.4). */
public final class LogoutTokens {
  /** §4 recommends two minutes at most. */
  private static final long SECONDS = 120;

  private static final String TYPE = "logout+jwt";

  private static final String EVENT = "http://schemas.openid.net/event/backchannel-logout";

  private final SigningKeys keys;
  private final RandomText random;

  public LogoutTokens(SigningKeys keys, RandomText random) {
    this.keys = keys;
    this.random = random;
  }

  /**
   * Makes and signs one. It never has {@code nonce}, so that it is no ID token, and its type is its
   * own, so that it is nothing else either.
   *
   * @param algorithm where the client wants another than the issuer's first
   */
  public String logoutToken(
      Issuer issuer,
      ClientId client,
      Optional<String> algorithm,
      String subject,
      String session,
      Instant now) {
    SigningKey key = keys.signing(issuer, algorithm);
    Map<String, Object> payload = new LinkedHashMap<>();
    payload.put("iss", issuer.url().toString());
    payload.put("sub", subject);
    payload.put("aud", client.value());
    payload.put("iat", now.getEpochSecond());
    payload.put("exp", now.getEpochSecond() + SECONDS);
    payload.put("jti", random.identifier());
    payload.put("sid", session);
    payload.put("events", Map.of(EVENT, Map.of()));
    return key.sign(TYPE, Json.bytes(payload));
  }
}
