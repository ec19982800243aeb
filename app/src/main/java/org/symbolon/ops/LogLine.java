package org.symbolon.ops;

import ch.qos.logback.classic.spi.ILoggingEvent;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.event.KeyValuePair;

/**
 * What one log line says. {@link #of} is the only way from an event to a line, and every text goes
 * through {@link Masks} there: a format can not print what was never handed to it.
 *
 * @param fields the caller's key-value pairs and the request's reference, in order
 * @param trace the exception with its causes
 */
record LogLine(
    Instant time,
    String level,
    String logger,
    String thread,
    String message,
    Map<String, String> fields,
    Optional<String> trace) {

  static LogLine of(ILoggingEvent event) {
    return new LogLine(
        event.getInstant(),
        event.getLevel().toString(),
        event.getLoggerName(),
        Masks.mask(event.getThreadName()),
        Masks.mask(String.valueOf(event.getFormattedMessage())),
        fields(event),
        Optional.ofNullable(event.getThrowableProxy()).map(Trace::of));
  }

  private static Map<String, String> fields(ILoggingEvent event) {
    Map<String, String> fields = new LinkedHashMap<>();
    List<KeyValuePair> pairs = event.getKeyValuePairs();
    if (pairs != null) {
      pairs.forEach(pair -> fields.put(pair.key, Masks.mask(pair.key, String.valueOf(pair.value))));
    }
    event
        .getMDCPropertyMap()
        .forEach((key, value) -> fields.put(key, Masks.mask(key, String.valueOf(value))));
    return Collections.unmodifiableMap(fields);
  }
}
