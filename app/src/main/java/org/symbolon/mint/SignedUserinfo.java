package org.symbolon.mint;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.symbolon.issuer.Issuer;
import org.symbolon.keys.SigningKey;
import org.symbolon.keys.SigningKeys;
import org.symbolon.protocol.ClientId;

/** Signs what userinfo answers (OpenID Connect Core §5.3.2). */
public final class SignedUserinfo {
  private final SigningKeys keys;

  public SignedUserinfo(SigningKeys keys) {
    this.keys = keys;
  }

  /**
   * Without {@code exp}, which every ID token and access token needs: it can not be taken for one.
   *
   * @param algorithm one of the issuer's
   * @param told with {@code sub}
   */
  public String jwt(Issuer issuer, ClientId client, String algorithm, Map<String, Object> told) {
    SigningKey key = keys.signing(issuer, Optional.of(algorithm));
    Map<String, Object> payload = new LinkedHashMap<>();
    payload.put("iss", issuer.url().toString());
    payload.put("aud", client.value());
    payload.putAll(told);
    return key.sign(TokenType.JWT, Json.bytes(payload));
  }
}
