package org.symbolon.ops;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;

/**
 * For machines: one JSON object a line, with {@code time}, {@code level}, {@code logger}, {@code
 * thread}, {@code message}, where there is one {@code exception}, and the line's own fields.
 */
final class JsonFormat implements LogFormat {
  private static final Set<String> RESERVED =
      Set.of("time", "level", "logger", "thread", "message", "exception");

  private final JsonFactory json = new JsonFactory();

  @Override
  public String print(LogLine line) {
    StringWriter text = new StringWriter();
    try (JsonGenerator object = json.createGenerator(text)) {
      object.writeStartObject();
      object.writeStringField("time", line.time().toString());
      object.writeStringField("level", line.level());
      object.writeStringField("logger", line.logger());
      object.writeStringField("thread", line.thread());
      object.writeStringField("message", line.message());
      for (Map.Entry<String, String> field : line.fields().entrySet()) {
        String name = field.getKey();
        object.writeStringField(RESERVED.contains(name) ? name + "_" : name, field.getValue());
      }
      if (line.trace().isPresent()) {
        object.writeStringField("exception", line.trace().get());
      }
      object.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException("writing to memory failed", impossible);
    }
    return text.append('\n').toString();
  }
}
