package org.symbolon.ops;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** For people: {@code 2026-01-31T12:00:00.000Z INFO ops.Sweeper: message key=value}. */
final class TextFormat implements LogFormat {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final String OURS = "org.symbolon.";

  @Override
  public String print(LogLine line) {
    StringBuilder text = new StringBuilder(160);
    TIME.formatTo(line.time(), text);
    text.append(' ').append(line.level()).append(' ').append(logger(line.logger())).append(": ");
    text.append(OneLine.of(line.message()));
    line.fields()
        .forEach((key, value) -> text.append(' ').append(key).append('=').append(quoted(value)));
    text.append('\n');
    line.trace().ifPresent(trace -> text.append(trace.indent(2)));
    return text.toString();
  }

  private static String logger(String name) {
    return name.startsWith(OURS) ? name.substring(OURS.length()) : name;
  }

  private static String quoted(String value) {
    String line = OneLine.of(value);
    return needsQuotes(line) ? '"' + line.replace("\"", "\\\"") + '"' : line;
  }

  /** No other white space is left on a line. */
  private static boolean needsQuotes(String line) {
    return line.isEmpty()
        || line.indexOf(' ') >= 0
        || line.indexOf('"') >= 0
        || line.indexOf('=') >= 0;
  }
}
