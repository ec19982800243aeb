package org.symbolon.templates;

import java.time.Duration;
import java.util.Optional;

/**
 * A system that must be asked does not answer: neither yes nor no.
 *
 * @param system which, in words that begin a sentence: "The campus sign-in"
 * @param retryAfter when it makes sense to try again
 * @param retry where, if a link can do it
 * @param reference to tell an administrator
 */
public record Unavailable(
    String system, Duration retryAfter, Optional<String> retry, String reference) implements Page {
  public Unavailable {
    retry.ifPresent(Href::link);
  }

  /** The time to wait in words, rounded up: "1 second", "30 seconds", "3 minutes". */
  public String waiting() {
    long seconds = Math.max(1, retryAfter.plusNanos(999_999_999).toSeconds());
    return seconds < 120 ? counted(seconds, "second") : counted((seconds + 59) / 60, "minute");
  }

  private static String counted(long number, String unit) {
    return number + " " + unit + (number == 1 ? "" : "s");
  }
}
