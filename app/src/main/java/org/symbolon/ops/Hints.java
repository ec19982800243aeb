package org.symbolon.ops;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Cheap signs that a text may hold a secret: without one, {@link Masks} need not look closer. Every
 * token issued writes a line, and patterns tried on all of it would cost more than the signature.
 */
final class Hints {
  /** As long as 256 bits in base64url: the shortest secret that is told by its shape alone. */
  private static final int LONG_RUN = 43;

  private Hints() {}

  /**
   * Whether the text is so short and plain that no pattern can find anything in it: no secret's
   * name is followed by a value without one of these characters, and none is told by its shape in
   * less. Most of what the audit writes is of this kind.
   */
  static boolean isPlain(String text) {
    if (text.length() >= LONG_RUN) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      if (character <= ' '
          || character == '='
          || character == ':'
          || character == '%'
          || character == '"'
          || character == '$') {
        return false;
      }
    }
    return !text.contains("eyJ");
  }

  /** Whether a run of base64url's characters is as long as a secret. */
  static boolean longRun(String text) {
    int run = 0;
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      boolean inside =
          (character >= 'a' && character <= 'z')
              || (character >= 'A' && character <= 'Z')
              || (character >= '0' && character <= '9')
              || character == '-'
              || character == '_';
      run = inside ? run + 1 : 0;
      if (run == LONG_RUN) {
        return true;
      }
    }
    return false;
  }

  /**
   * Words to look for in any case.
   *
   * @param byFirst those that begin with each letter of the alphabet
   */
  record Words(List<String> words, List<List<String>> byFirst) {
    /**
     * @param words in lower case, each beginning with a letter
     */
    static Words of(String... words) {
      List<List<String>> byFirst = new ArrayList<>();
      for (char letter = 'a'; letter <= 'z'; letter++) {
        char first = letter;
        byFirst.add(Arrays.stream(words).filter(word -> word.charAt(0) == first).toList());
      }
      return new Words(List.of(words), byFirst);
    }

    boolean anyIn(String text) {
      for (int i = 0; i < text.length(); i++) {
        int letter = (text.charAt(i) | 0x20) - 'a';
        if (letter >= 0 && letter < byFirst.size() && anyAt(i, text, byFirst.get(letter))) {
          return true;
        }
      }
      return false;
    }

    boolean anyEnds(String text) {
      for (String word : words) {
        if (text.regionMatches(true, text.length() - word.length(), word, 0, word.length())) {
          return true;
        }
      }
      return false;
    }

    private static boolean anyAt(int index, String text, List<String> candidates) {
      // By index: for most letters there is none, and an iterator is made for nothing.
      for (int number = 0; number < candidates.size(); number++) {
        String word = candidates.get(number);
        if (text.regionMatches(true, index, word, 0, word.length())) {
          return true;
        }
      }
      return false;
    }
  }
}
