package org.symbolon.ops;

/** Keeps a text on its line: what a stranger chose must not forge lines or steer a terminal. */
final class OneLine {
  private OneLine() {}

  static String of(String text) {
    if (!anySteers(text)) {
      return text;
    }
    StringBuilder line = new StringBuilder(text.length() + 16);
    text.chars()
        .forEach(
            character -> {
              if (steers(character)) {
                line.append(escape(character));
              } else {
                line.append((char) character);
              }
            });
    return line.toString();
  }

  private static boolean anySteers(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (steers(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  private static String escape(int character) {
    return switch (character) {
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      default -> String.format("\\u%04x", character);
    };
  }

  // Control characters, line and paragraph separators, and what turns the reading direction.
  private static boolean steers(int character) {
    return Character.isISOControl(character)
        || character == 0x2028
        || character == 0x2029
        || (character >= 0x200e && character <= 0x200f)
        || (character >= 0x202a && character <= 0x202e)
        || (character >= 0x2066 && character <= 0x2069);
  }
}
