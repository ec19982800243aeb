package org.symbolon.keys;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * The published key set (RFC 7517 §5).
 *
 * @param json public keys only
 * @param etag strong, with its quotation marks (RFC 9110 §8.8.3)
 */
public record KeySet(String json, String etag) {
  static KeySet of(String json) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(json.getBytes(StandardCharsets.UTF_8));
      String tag = Base64.getUrlEncoder().withoutPadding().encodeToString(hash).substring(0, 22);
      return new KeySet(json, "\"" + tag + "\"");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
