package org.symbolon.verify;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyType;
import java.util.List;

/** Keys that the operator wrote down, or a client registered. */
public final class PinnedKeys implements PublicKeys {
  /**
   * A published set may be long and its keys without names: a signature is not tried with each of
   * thousands.
   */
  static final int MOST_TRIED = 10;

  private final JWKSet keys;

  public PinnedKeys(JWKSet keys) {
    this.keys = keys.toPublicJWKSet();
  }

  @Override
  public Found matching(JWSHeader header) {
    return new Found.Keys(matching(keys, header));
  }

  @Override
  public Found all() {
    return new Found.Keys(keys.getKeys());
  }

  /** A shared secret in a published set would let everyone sign. */
  static List<JWK> matching(JWKSet keys, JWSHeader header) {
    JWKMatcher matcher = JWKMatcher.forJWSHeader(header);
    return matcher == null
        ? List.of()
        : keys.getKeys().stream()
            .filter(key -> matcher.matches(key) && !key.getKeyType().equals(KeyType.OCT))
            .limit(MOST_TRIED)
            .toList();
  }
}
