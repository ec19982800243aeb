package org.symbolon.ops;

import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;
import org.symbolon.audit.Audit;
import org.symbolon.audit.Event;

/** Writes each event as one line of the logger {@code symbolon.audit}. */
public final class AuditLog implements Audit {
  private static final Logger LOG = LoggerFactory.getLogger(Logs.AUDIT);

  @Override
  public void report(Event event) {
    Entry entry = Entry.of(event);
    LoggingEventBuilder line = LOG.atInfo();
    for (Map.Entry<String, String> field : entry.fields().entrySet()) {
      line = line.addKeyValue(field.getKey(), field.getValue());
    }
    line.log(entry.name());
  }
}
