package org.symbolon.config;

import java.util.Locale;

/** Reads {@code logging}. */
final class ReadLogging {
  private ReadLogging() {}

  static Logging from(Section root) {
    return root.section("logging")
        .map(
            logging ->
                new Logging(
                    logging.value(
                        "format", Readings.oneOf(Logging.Format.class), Logging.DEFAULT.format()),
                    logging.value("level", ReadLogging::level, Logging.DEFAULT.level())))
        .orElse(Logging.DEFAULT);
  }

  private static Logging.Level level(String text) throws Mistake {
    return Readings.oneOf(Logging.Level.class).read(text.toLowerCase(Locale.ROOT));
  }
}
