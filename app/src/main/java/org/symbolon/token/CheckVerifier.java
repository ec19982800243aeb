package org.symbolon.token;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/** Whether a PKCE verifier fits its challenge (RFC 7636 §4.6), S256 only. */
final class CheckVerifier {
  // RFC 7636 §4.1
  private static final Pattern VERIFIER = Pattern.compile("[A-Za-z0-9._~-]{43,128}");

  private CheckVerifier() {}

  /** A verifier without a challenge does not fit (RFC 9700 §4.8.2: a downgrade otherwise). */
  static boolean fits(Optional<String> challenge, Optional<String> verifier) {
    if (challenge.isEmpty() || verifier.isEmpty()) {
      return challenge.isEmpty() && verifier.isEmpty();
    }
    return VERIFIER.matcher(verifier.get()).matches()
        && MessageDigest.isEqual(ascii(s256(verifier.get())), ascii(challenge.get()));
  }

  private static String s256(String verifier) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(ascii(verifier));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
