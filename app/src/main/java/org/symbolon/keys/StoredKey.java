package org.symbolon.keys;

import java.time.Instant;
import org.symbolon.protocol.IssuerId;

/**
 * A signing key as stored.
 *
 * @param algorithm JWS name: ES256, RS256, EdDSA …
 * @param publicJwk JSON, what the key set shows
 * @param encryptedPrivateJwk under the master key
 */
public record StoredKey(
    String kid,
    IssuerId issuer,
    String algorithm,
    KeyState state,
    String publicJwk,
    String encryptedPrivateJwk,
    Instant created) {}
