package org.symbolon.condition;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a condition is asked about: values by their full names. Made by one thread. */
public final class Facts {
  /** Deeper than any sensible claim; what lies below is left out. */
  private static final int DEEPEST = 16;

  private final Map<String, Object> values = new HashMap<>();

  public Facts text(String name, String value) {
    values.put(name, value);
    return this;
  }

  public Facts texts(String name, Collection<String> value) {
    values.put(name, List.copyOf(value));
    return this;
  }

  public Facts number(String name, long value) {
    values.put(name, value);
    return this;
  }

  public Facts time(String name, Instant value) {
    values.put(name, value);
    return this;
  }

  /**
   * @param value members as a JSON reader gives them; those of other types are left out
   */
  public Facts json(String name, Map<String, ?> value) {
    values.put(name, object(value, 0));
    return this;
  }

  Map<String, Object> values() {
    return values;
  }

  private static SequencedMap<String, Object> object(Map<?, ?> members, int depth) {
    SequencedMap<String, Object> object = new TreeMap<>();
    members.forEach(
        (name, member) -> {
          Object value = value(member, depth + 1);
          if (name instanceof String text && value != null) {
            object.put(text, value);
          }
        });
    return object;
  }

  /** As the language has values: whole numbers are 64 bits long, others double. */
  private static @Nullable Object value(@Nullable Object json, int depth) {
    if (depth > DEEPEST) {
      return null;
    }
    return switch (json) {
      case String text -> text;
      case Boolean flag -> flag;
      case Long number -> number;
      case Integer number -> Long.valueOf(number);
      case Number number -> number.doubleValue();
      case Map<?, ?> members -> object(members, depth);
      case Collection<?> items ->
          items.stream()
              .map(item -> value(item, depth + 1))
              .filter(java.util.Objects::nonNull)
              .toList();
      case null -> null;
      default -> null;
    };
  }
}
