package org.symbolon.keys;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * The root of encryption at rest and of derived secrets: the same on all nodes, read from a file,
 * several keys with ids so that it can be rotated. The active one encrypts and derives; all decrypt
 * and check.
 */
public interface MasterKey {
  /** The id of the active key. */
  String activeId();

  /** All ids, the active one first. */
  java.util.List<String> ids();

  /**
   * A keyed hash (HMAC-SHA-256 under a key derived for the purpose): 32 bytes.
   *
   * @throws IllegalArgumentException for an unknown key id
   */
  byte[] mac(String keyId, String purpose, byte[] text);

  /**
   * Encrypts and authenticates (AES-256-GCM) under the active key.
   *
   * @param context what the text belongs to; decryption with another fails
   * @return {@code keyId.base64url}
   */
  String encrypt(String purpose, String context, String text);

  /**
   * @throws IllegalStateException when the key is unknown or the text was changed; the message
   *     names the key id and never the text
   */
  String decrypt(String purpose, String context, String encrypted);

  /**
   * A check value of one key, safe to store and to show: whether all nodes have the same key is
   * seen by comparing it with the one in the database.
   *
   * @throws IllegalArgumentException for an unknown key id
   */
  default String fingerprint(String keyId) {
    byte[] check = mac(keyId, "fingerprint", keyId.getBytes(StandardCharsets.US_ASCII));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(check).substring(0, 22);
  }
}
