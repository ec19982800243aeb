package org.symbolon.login;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import java.text.Normalizer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Argon2id by password4j. */
final class LocalAccountsHash {
  // OWASP's first choice: 19 MiB, two passes, one lane.
  private static final Argon2Function FUNCTION =
      Argon2Function.getInstance(19_456, 2, 1, 32, Argon2.ID);
  private static final int SALT_BYTES = 16;
  private static final int LEAST_MEMORY = 7_168;
  private static final int MOST_MEMORY = 262_144;
  private static final int MOST_PASSES = 64;
  private static final Pattern FORM =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=(?<memory>[0-9]{1,8}),t=(?<passes>[0-9]{1,4}),p=[1-8]"
              + "\\$[A-Za-z0-9+/]{11,86}\\$[A-Za-z0-9+/]{22,86}");

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

  /** Read here and not by password4j, which takes the memory that a hash names to look at it. */
  private static String problem(String hash) {
    Matcher parts = FORM.matcher(hash);
    if (!parts.matches()) {
      return "is not Argon2id in the form $argon2id$v=19$m=…,t=…,p=…$salt$hash";
    }
    int memory = Integer.parseInt(parts.group("memory"));
    int passes = Integer.parseInt(parts.group("passes"));
    if (memory < LEAST_MEMORY) {
      return "uses less than " + LEAST_MEMORY + " KiB of memory";
    }
    return memory > MOST_MEMORY || passes > MOST_PASSES
        ? "costs more than " + MOST_MEMORY + " KiB or " + MOST_PASSES + " passes"
        : "";
  }

  /** One form for what keyboards write differently (RFC 8265 §4.2.2). */
  private static String canonical(CharSequence password) {
    return Normalizer.normalize(password, Normalizer.Form.NFC);
  }
}
