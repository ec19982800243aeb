package org.symbolon.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** "Did you mean …?" */
final class Suggestion {
  private static final int MOST_LISTED = 12;

  private Suggestion() {}

  /** The end of a sentence: what was probably meant, or what there is. */
  static String among(String written, Collection<String> known) {
    Optional<String> closest = closest(written, known);
    if (closest.isPresent()) {
      return ": did you mean " + closest.get() + "?";
    }
    List<String> sorted = known.stream().sorted().toList();
    if (sorted.isEmpty()) {
      return ": there are none";
    }
    return ": there "
        + (sorted.size() == 1 ? "is " : "are ")
        + String.join(", ", sorted.subList(0, Math.min(MOST_LISTED, sorted.size())))
        + (sorted.size() > MOST_LISTED ? " and others" : "");
  }

  static Optional<String> closest(String written, Collection<String> known) {
    String plain = plain(written);
    int most = Math.max(1, plain.length() / 3);
    return known.stream()
        .sorted()
        .min(Comparator.comparingInt(candidate -> distance(plain, plain(candidate))))
        .filter(candidate -> distance(plain, plain(candidate)) <= most);
  }

  /** clientId, client_id and client-id are one word written three ways. */
  private static String plain(String text) {
    return text.replaceAll("[-_. ]", "").toLowerCase(Locale.ROOT);
  }

  /** Levenshtein's distance, a swap of neighbours counting once. */
  private static int distance(String left, String right) {
    int[][] cost = new int[left.length() + 1][right.length() + 1];
    for (int i = 0; i <= left.length(); i++) {
      for (int j = 0; j <= right.length(); j++) {
        if (i == 0 || j == 0) {
          cost[i][j] = i + j;
          continue;
        }
        int change = left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1;
        int least =
            Math.min(Math.min(cost[i - 1][j], cost[i][j - 1]) + 1, cost[i - 1][j - 1] + change);
        boolean swapped =
            i > 1
                && j > 1
                && left.charAt(i - 1) == right.charAt(j - 2)
                && left.charAt(i - 2) == right.charAt(j - 1);
        cost[i][j] = swapped ? Math.min(least, cost[i - 2][j - 2] + 1) : least;
      }
    }
    return cost[left.length()][right.length()];
  }
}
