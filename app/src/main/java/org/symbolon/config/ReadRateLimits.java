package org.symbolon.config;

import java.util.Optional;
import org.symbolon.web.RateLimits;

/** Reads {@code rate-limits}: how often programs may ask. */
final class ReadRateLimits {
  private static final int MOST = 100_000_000;

  private ReadRateLimits() {}

  static RateLimits.Settings from(Section root) {
    Optional<Section> section = root.section("rate-limits");
    RateLimits.Settings usual = RateLimits.Settings.DEFAULT;
    return new RateLimits.Settings(
        number(section, "per-address", usual.perAddress()),
        number(section, "per-client", usual.perClient()),
        number(section, "failures-per-address", usual.failures()));
  }

  private static int number(Optional<Section> section, String key, int otherwise) {
    return section.flatMap(block -> block.value(key, Readings.number(1, MOST))).orElse(otherwise);
  }
}
