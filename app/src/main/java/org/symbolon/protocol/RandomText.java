package org.symbolon.protocol;

import java.security.SecureRandom;
import java.util.Base64;

/** Unguessable text from the injected source of randomness. */
public final class RandomText {
  private final SecureRandom random;

  public RandomText(SecureRandom random) {
    this.random = random;
  }

  /** 256 bits in base64url, 43 characters of {@code [A-Za-z0-9_-]}: for secrets. */
  public String secret() {
    return text(32);
  }

  /** 128 bits in base64url, 22 characters: for identifiers. */
  public String identifier() {
    return text(16);
  }

  /** A number below the bound, each as likely. */
  public int below(int bound) {
    return random.nextInt(bound);
  }

  private String text(int bytes) {
    byte[] value = new byte[bytes];
    random.nextBytes(value);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(value);
  }
}
