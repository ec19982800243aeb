package org.symbolon.web;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as pages tell them: "today, 14:05 UTC", "3 March 2027, 14:05 UTC". */
final class PageTime {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm 'UTC'", Locale.ROOT);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm 'UTC'", Locale.ENGLISH);

  private final InstantSource clock;

  PageTime(InstantSource clock) {
    this.clock = clock;
  }

  String of(Instant time) {
    ZonedDateTime then = time.atZone(ZoneOffset.UTC);
    boolean today = then.toLocalDate().equals(clock.instant().atZone(ZoneOffset.UTC).toLocalDate());
    return today ? "today, " + TIME.format(then) : DAY.format(then);
  }
}
