package org.symbolon.resolve;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** "Did you mean": the known word nearest to what was written. */
final class Suggestion {
  private Suggestion() {}

  /** Empty where none is near: at most every third letter may differ. */
  static Optional<String> near(String written, Collection<String> known) {
    return known.stream()
        .filter(word -> distance(written, word) <= Math.max(1, word.length() / 3))
        .min(Comparator.comparingInt(word -> distance(written, word)));
  }

  /** Letters to insert, delete or replace (Levenshtein). */
  private static int distance(String one, String other) {
    int[] row = new int[other.length() + 1];
    for (int column = 0; column <= other.length(); column++) {
      row[column] = column;
    }
    for (int line = 1; line <= one.length(); line++) {
      int diagonal = row[0];
      row[0] = line;
      for (int column = 1; column <= other.length(); column++) {
        int replaced = diagonal + (one.charAt(line - 1) == other.charAt(column - 1) ? 0 : 1);
        diagonal = row[column];
        row[column] = Math.min(replaced, Math.min(row[column], row[column - 1]) + 1);
      }
    }
    return row[other.length()];
  }
}
