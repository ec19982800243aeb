package org.symbolon.protocol;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What whoever presents a token must prove to have (RFC 7800 §3.1): the claim {@code cnf}. With
 * neither part the token is a bearer token.
 *
 * @param key {@code jkt}: the SHA-256 thumbprint of a DPoP key (RFC 9449 §6.1)
 * @param certificate {@code x5t#S256}: the SHA-256 of a client certificate (RFC 8705 §3.1)
 */
public record Confirmation(Optional<String> key, Optional<String> certificate) {
  public static final Confirmation NONE = new Confirmation(Optional.empty(), Optional.empty());

  private static final String KEY = "jkt";
  private static final String CERTIFICATE = "x5t#S256";

  /** Of a token's claims. */
  public static Confirmation of(Map<String, Object> claims) {
    return claims.get("cnf") instanceof Map<?, ?> claim
        ? new Confirmation(text(claim, KEY), text(claim, CERTIFICATE))
        : NONE;
  }

  /** The same without the certificate. */
  public static Confirmation ofKey(Optional<String> key) {
    return new Confirmation(key, Optional.empty());
  }

  public boolean isNone() {
    return key.isEmpty() && certificate.isEmpty();
  }

  /**
   * Whether all that is demanded here is among what somebody has proved; the other way round
   * nothing is demanded.
   */
  public boolean isMetBy(Confirmation proved) {
    return (key.isEmpty() || key.equals(proved.key))
        && (certificate.isEmpty() || certificate.equals(proved.certificate));
  }

  /** As JSON values; empty where nothing is demanded. */
  public Map<String, Object> claim() {
    Map<String, Object> claim = new LinkedHashMap<>();
    key.ifPresent(value -> claim.put(KEY, value));
    certificate.ifPresent(value -> claim.put(CERTIFICATE, value));
    return claim;
  }

  private static Optional<String> text(Map<?, ?> claim, String name) {
    return claim.get(name) instanceof String value ? Optional.of(value) : Optional.empty();
  }
}
