package org.symbolon.scope;

/** The characters a scope may have, and quoting a hostile one. */
final class ScopeText {
  private static final int SHOWN = 120;

  private ScopeText() {}

  /** RFC 6749 §3.3: scope-token = 1*( %x21 / %x23-5B / %x5D-7E ). */
  static boolean isTokenCharacter(int character) {
    return character > 0x20 && character < 0x7F && character != '"' && character != '\\';
  }

  static boolean isToken(String text) {
    return text.chars().allMatch(ScopeText::isTokenCharacter);
  }

  /** For an error_description: bounded, and what RFC 6749 §5.2 forbids there is replaced. */
  static String quoted(String text) {
    StringBuilder safe = new StringBuilder("'");
    text.chars()
        .limit(SHOWN)
        .forEach(
            character ->
                safe.append(
                    character == ' ' || isTokenCharacter(character) ? (char) character : '?'));
    return safe.append(text.length() > SHOWN ? "...'" : "'").toString();
  }
}
