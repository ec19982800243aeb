package org.symbolon.login;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import java.text.Normalizer;

/** Argon2id by password4j. */
final class LocalAccountsHash {
  // OWASP's first choice: 19 MiB, two passes, one lane.
  private static final Argon2Function FUNCTION =
      Argon2Function.getInstance(19_456, 2, 1, 32, Argon2.ID);
  private static final int SALT_BYTES = 16;
  private static final int LEAST_MEMORY = 7_168;
  private static final int MOST_MEMORY = 1_048_576;
  private static final int MOST_PASSES = 64;

  private LocalAccountsHash() {}

  static String hash(CharSequence password) {
    return Password.hash(canonical(password)).addRandomSalt(SALT_BYTES).with(FUNCTION).getResult();
  }

  /** Takes the time and the memory that the hash names. */
  static boolean matches(CharSequence password, String hash) {
    return Password.check(canonical(password), hash).with(Argon2Function.getInstanceFromHash(hash));
  }

  /**
   * @throws IllegalArgumentException when the hash is of another kind, too weak or absurdly costly
   */
  static void check(LocalAccount account) {
    String problem = problem(account.passwordHash().value());
    if (!problem.isEmpty()) {
      throw new IllegalArgumentException(
          "the password hash of the local account '" + account.name() + "' " + problem);
    }
  }

  private static String problem(String hash) {
    if (!hash.startsWith("$argon2id$")) {
      return "is not Argon2id in the form $argon2id$v=19$m=…,t=…,p=…$salt$hash";
    }
    try {
      Argon2Function function = Argon2Function.getInstanceFromHash(hash);
      if (function.getMemory() < LEAST_MEMORY) {
        return "uses less than " + LEAST_MEMORY + " KiB of memory";
      }
      if (function.getMemory() > MOST_MEMORY || function.getIterations() > MOST_PASSES) {
        return "costs more than " + MOST_MEMORY + " KiB or " + MOST_PASSES + " passes";
      }
      return "";
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      return "can not be read";
    }
  }

  /** One form for what keyboards write differently (RFC 8265 §4.2.2). */
  private static String canonical(CharSequence password) {
    return Normalizer.normalize(password, Normalizer.Form.NFC);
  }
}
