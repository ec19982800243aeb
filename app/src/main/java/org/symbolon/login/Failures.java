package org.symbolon.login;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The port that limits guesses (wrong user codes, wrong passwords) for all nodes together. A guess
 * is counted before it is looked at, and taken back when it was right: of parallel guesses no more
 * are looked at than are left.
 */
public interface Failures {
  /**
   * @param bucket what is counted: "user-code|ISSUER|address|192.0.2.1"
   * @param most how many are tolerated in a window, at least 1
   */
  record Limit(String bucket, int most) {}

  /** What became of an attempt. */
  enum Attempt {
    /** Counted, and some are left. */
    COUNTED,
    /** Counted, and it was the last of one of the limits. */
    LAST,
    /** One of the limits is reached: not counted anywhere, and not to be looked at. */
    FULL
  }

  /**
   * Counts an attempt in all buckets or in none, in one unit; compare-and-set. A bucket's window
   * begins with its first attempt, and later ones do not lengthen it.
   */
  Attempt attempt(List<Limit> limits, Duration window, Instant now);

  /** The attempt was no failure after all: as if it had not been counted. */
  void takeBack(List<Limit> limits, Instant now);
}
