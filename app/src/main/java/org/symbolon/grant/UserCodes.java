package org.symbolon.grant;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.symbolon.keys.MasterKey;
import org.symbolon.protocol.IssuerId;
import org.symbolon.protocol.RandomText;

/**
 * User codes (RFC 8628 §6.1): eight of twenty letters, so 2^34.5 of them, without vowels (no words
 * come of it). Reaches the store only as a keyed hash: a plain one of so short a text could be
 * searched.
 */
public final class UserCodes {
  /** RFC 8628 §6.1: no vowels, no Y which stands for one, no digits to take for letters. */
  private static final String ALPHABET = "BCDFGHJKLMNPQRSTVWXZ";

  private static final int LENGTH = 8;
  private static final int LONGEST_TYPED = 64;
  private static final String PURPOSE = "user-code";

  private final MasterKey masterKey;
  private final RandomText random;

  public UserCodes(MasterKey masterKey, RandomText random) {
    this.masterKey = masterKey;
    this.random = random;
  }

  /** A new code in its canonical form: eight letters. */
  public String make() {
    StringBuilder code = new StringBuilder(LENGTH);
    for (int letter = 0; letter < LENGTH; letter++) {
      code.append(ALPHABET.charAt(random.below(ALPHABET.length())));
    }
    return code.toString();
  }

  /** As people read it: BDFG-HKLM. */
  public static String shown(String canonical) {
    return canonical.substring(0, LENGTH / 2) + "-" + canonical.substring(LENGTH / 2);
  }

  /** The canonical form of what a person typed; empty for what can be no code. */
  public static Optional<String> read(String typed) {
    if (typed.length() > LONGEST_TYPED) {
      return Optional.empty();
    }
    StringBuilder code = new StringBuilder();
    for (int letter : typed.codePoints().toArray()) {
      if (isSeparator(letter)) {
        continue;
      }
      int capital = letter >= 'a' && letter <= 'z' ? letter - 'a' + 'A' : letter;
      if (ALPHABET.indexOf(capital) < 0) {
        return Optional.empty();
      }
      code.append((char) capital);
    }
    return code.length() == LENGTH ? Optional.of(code.toString()) : Optional.empty();
  }

  /** The hash under which a new code is stored. */
  public String hash(IssuerId issuer, String canonical) {
    return hash(masterKey.activeId(), issuer, canonical);
  }

  /**
   * The hashes under which a code may have been stored, as master keys rotate; the likely first.
   */
  public List<String> hashes(IssuerId issuer, String canonical) {
    return masterKey.ids().stream().map(id -> hash(id, issuer, canonical)).toList();
  }

  private String hash(String keyId, IssuerId issuer, String canonical) {
    byte[] text = (issuer.value() + "\n" + canonical).getBytes(StandardCharsets.UTF_8);
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(masterKey.mac(keyId, PURPOSE, text));
  }

  /** Blanks of all widths, and whatever a telephone or a document makes of a dash. */
  private static boolean isSeparator(int letter) {
    return Character.isWhitespace(letter)
        || Character.isSpaceChar(letter)
        || Character.getType(letter) == Character.DASH_PUNCTUATION
        || letter == 0x2212;
  }
}
