package org.symbolon.config;

import java.time.Duration;
import java.util.Optional;
import org.symbolon.issuer.Lifetimes;

/** Reads {@code lifetimes} of an issuer. */
final class ReadLifetimes {
  /** Above it only clients that authenticate; the WLCG profile recommends a day to those. */
  static final Duration LONGEST_PUBLIC_GRACE = Duration.ofMinutes(5);

  private ReadLifetimes() {}

  static Lifetimes from(Section block) {
    Optional<Section> section = block.section("lifetimes");
    if (section.isEmpty()) {
      return Lifetimes.DEFAULT;
    }
    Section lifetimes = section.get();
    Lifetimes otherwise = Lifetimes.DEFAULT;
    Lifetimes read =
        new Lifetimes(
            lifetimes.value("access-token", accessToken(), otherwise.accessToken()),
            lifetimes.value("id-token", accessToken(), otherwise.idToken()),
            // RFC 6749 §4.1.2: at most ten minutes.
            lifetimes.value("code", Readings.duration("5s", "10m"), otherwise.code()),
            lifetimes.value("device-code", Readings.duration("1m", "1h"), otherwise.deviceCode()),
            lifetimes.value("refresh-idle", refresh(), otherwise.refreshIdle()),
            lifetimes.value("refresh-absolute", refresh(), otherwise.refreshAbsolute()),
            lifetimes.value("refresh-grace", grace(), otherwise.refreshGrace()),
            lifetimes.value("session", Readings.duration("1m", "30d"), otherwise.session()));
    if (read.refreshIdle().compareTo(read.refreshAbsolute()) > 0) {
      lifetimes.mistake(
          lifetimes.has("refresh-idle") ? "refresh-idle" : "refresh-absolute",
          "makes refresh-idle longer than refresh-absolute, which would never let it end: change"
              + " one");
    }
    return read;
  }

  static Reading<Duration> accessToken() {
    return Readings.duration("1m", "24h");
  }

  static Reading<Duration> refresh() {
    return Readings.duration("1m", "3650d");
  }

  static Reading<Duration> grace() {
    return Readings.duration("0s", "1d");
  }
}
