package org.symbolon.protocol;

/** What may stand in an {@code error_description}. */
public final class DescriptionText {
  private static final int LONGEST = 1000;

  private DescriptionText() {}

  /** Bounded, and without the characters that RFC 6749 §4.1.2.1 and §5.2 forbid. */
  public static String safe(String text) {
    StringBuilder safe = new StringBuilder();
    text.codePoints()
        .limit(LONGEST)
        .forEach(
            letter ->
                safe.append(
                    letter < ' ' || letter > '~' || letter == '\\'
                        ? '?'
                        : letter == '"' ? '\'' : (char) letter));
    return safe.toString();
  }
}
