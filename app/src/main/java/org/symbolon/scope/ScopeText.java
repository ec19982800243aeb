package org.symbolon.scope;

/** The characters a scope may have, and quoting a hostile one. */
final class ScopeText {
  private static final int MOST_QUOTED = 120;
  private static final int MOST_DESCRIBED = 1000;

  private ScopeText() {}

  /** RFC 6749 §3.3: scope-token = 1*( %x21 / %x23-5B / %x5D-7E ). */
  static boolean isTokenCharacter(int character) {
    return character > 0x20 && character < 0x7F && character != '"' && character != '\\';
  }

  static boolean isToken(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!isTokenCharacter(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  /** A short text from outside, quoted, for an error_description. */
  static String quoted(String text) {
    return "'" + safe(text, MOST_QUOTED) + "'";
  }

  /** A longer text for an error_description. */
  static String described(String text) {
    return safe(text, MOST_DESCRIBED);
  }

  /** Bounded, and what RFC 6749 §5.2 forbids in an error_description is replaced. */
  private static String safe(String text, int most) {
    StringBuilder safe = new StringBuilder();
    text.chars()
        .limit(most)
        .forEach(
            character ->
                safe.append(
                    character == ' ' || isTokenCharacter(character) ? (char) character : '?'));
    return safe.append(text.length() > most ? "..." : "").toString();
  }
}
