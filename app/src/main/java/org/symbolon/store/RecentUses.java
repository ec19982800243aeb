package org.symbolon.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When the tokens of a family were first used, as far back as a grace window reaches: the column
 * {@code recent}, newest first, {@code generation:millis:keyId;} each.
 *
 * <p>An entry opens a run: it stands for its generation and all up to the next entry's, which were
 * used within {@link #slot} after it and whose successors have the same key. So the text stays
 * short however fast a client refreshes, and still answers for the whole window: only of tokens
 * after the first of a run the first use is known no better than to a slot, and taken at its end.
 */
final class RecentUses {
  /** A window has at most so many runs. */
  private static final int SLOTS = 32;

  /**
   * Room for a window's runs, even with long key ids. What falls off the end is half an entry,
   * which nobody reads.
   */
  static final int LONGEST = 2_000;

  private RecentUses() {}

  /** What is known of the first use of a token. */
  record FirstUse(Instant at, String keyId) {}

  static Duration slot(Duration grace) {
    return grace.dividedBy(SLOTS);
  }

  static String entry(long generation, Instant at, String keyId) {
    if (keyId.indexOf(';') >= 0) {
      throw new IllegalArgumentException("a key id has no semicolon");
    }
    return generation + ":" + at.toEpochMilli() + ":" + keyId + ";";
  }

  /**
   * @param recent the column
   * @return empty when the use lies further back than the column tells
   */
  static Optional<FirstUse> of(long generation, String recent, Duration grace) {
    int start = 0;
    for (int end = recent.indexOf(';'); end >= 0; end = recent.indexOf(';', start)) {
      int afterGeneration = recent.indexOf(':', start);
      int afterMillis = recent.indexOf(':', afterGeneration + 1);
      long first = Long.parseLong(recent, start, afterGeneration, 10);
      if (first <= generation) {
        Instant at =
            Instant.ofEpochMilli(Long.parseLong(recent, afterGeneration + 1, afterMillis, 10));
        return Optional.of(
            new FirstUse(
                first == generation ? at : at.plus(slot(grace)),
                recent.substring(afterMillis + 1, end)));
      }
      start = end + 1;
    }
    return Optional.empty();
  }
}
