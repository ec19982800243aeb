package org.symbolon.resolver.contract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.symbolon.resolver.Settings;

/**
 * Settings over a map of texts, numbers, booleans, lists and maps, as a YAML reader leaves them. It
 * remembers what was read and which mistakes were reported, so that a test can ask.
 */
public final class MapSettings implements Settings {
  private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");

  private final String name;
  private final String prefix;
  private final Map<String, ?> values;
  private final List<String> mistakes;
  private final Set<String> read = new TreeSet<>();
  private final List<MapSettings> nested = new ArrayList<>();

  public MapSettings(String name, Map<String, ?> values) {
    this(name, "", values, new ArrayList<>());
  }

  private MapSettings(String name, String prefix, Map<String, ?> values, List<String> mistakes) {
    this.name = name;
    this.prefix = prefix;
    this.values = new LinkedHashMap<>(values);
    this.mistakes = mistakes;
  }

  /** Every reported mistake, "path: message". */
  public List<String> mistakes() {
    return List.copyOf(mistakes);
  }

  /** The paths of settings that stand in the map and were never asked for: start-up errors. */
  public Set<String> unread() {
    Set<String> unread = new TreeSet<>();
    values.keySet().stream()
        .filter(key -> !read.contains(key))
        .forEach(key -> unread.add(prefix + key));
    nested.forEach(section -> unread.addAll(section.unread()));
    return unread;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Optional<String> text(String key) {
    return value(key, value -> scalar(value), "a text");
  }

  @Override
  public String required(String key) {
    Optional<String> text = text(key);
    if (text.isEmpty() && !values.containsKey(key)) {
      mistake(key, "is missing");
    }
    return text.orElse("");
  }

  @Override
  public Optional<String> secret(String key) {
    Optional<String> direct = text(key);
    Optional<Path> file = path(key + "-file");
    if (direct.isPresent() || file.isEmpty()) {
      return direct;
    }
    try {
      return Files.readAllLines(file.get()).stream().findFirst();
    } catch (IOException unreadable) {
      mistake(key + "-file", "can not be read");
      return Optional.empty();
    }
  }

  @Override
  public long integer(String key, long otherwise) {
    return value(
            key,
            value -> scalar(value).filter(text -> text.matches("-?\\d{1,18}")).map(Long::valueOf),
            "a whole number")
        .orElse(otherwise);
  }

  @Override
  public boolean flag(String key, boolean otherwise) {
    return value(
            key,
            value -> scalar(value).filter(text -> text.matches("true|false")).map(Boolean::valueOf),
            "true or false")
        .orElse(otherwise);
  }

  @Override
  public Duration duration(String key, Duration otherwise) {
    return value(key, value -> scalar(value).flatMap(MapSettings::parse), "a duration like 5s")
        .orElse(otherwise);
  }

  @Override
  public Optional<Path> path(String key) {
    return value(
        key,
        value -> scalar(value).filter(text -> text.indexOf('\0') < 0).map(Path::of),
        "a file's path");
  }

  @Override
  public List<String> texts(String key) {
    return value(
            key,
            value ->
                value instanceof List<?> list
                    ? Optional.of(list.stream().map(String::valueOf).toList())
                    : scalar(value).map(List::of),
            "a list")
        .orElse(List.of());
  }

  @Override
  public Map<String, String> map(String key) {
    return value(
            key,
            value -> {
              if (!(value instanceof Map<?, ?> map)) {
                return Optional.<Map<String, String>>empty();
              }
              Map<String, String> texts = new LinkedHashMap<>();
              map.forEach((inner, text) -> texts.put(String.valueOf(inner), String.valueOf(text)));
              return Optional.of(texts);
            },
            "a map")
        .orElse(Map.of());
  }

  @Override
  public Optional<Settings> section(String key) {
    return value(
        key,
        value ->
            value instanceof Map<?, ?> map ? Optional.of(nest(key + ".", map)) : Optional.empty(),
        "a block");
  }

  @Override
  public List<Settings> sections(String key) {
    return value(
            key,
            value -> {
              if (!(value instanceof List<?> list)
                  || !list.stream().allMatch(Map.class::isInstance)) {
                return Optional.<List<Settings>>empty();
              }
              List<Settings> sections = new ArrayList<>();
              for (int i = 0; i < list.size(); i++) {
                sections.add(nest(key + "[" + i + "].", (Map<?, ?>) list.get(i)));
              }
              return Optional.of(sections);
            },
            "a list of blocks")
        .orElse(List.of());
  }

  @Override
  public void mistake(String key, String message) {
    mistakes.add(prefix + key + ": " + message);
  }

  private <T> Optional<T> value(
      String key, Function<Object, Optional<T>> convert, String expected) {
    read.add(key);
    Object value = values.get(key);
    if (value == null) {
      return Optional.empty();
    }
    Optional<T> converted = convert.apply(value);
    if (converted.isEmpty()) {
      mistake(key, "should be " + expected);
    }
    return converted;
  }

  private Settings nest(String path, Map<?, ?> map) {
    Map<String, Object> texts = new LinkedHashMap<>();
    map.forEach((key, value) -> texts.put(String.valueOf(key), value));
    MapSettings section = new MapSettings(name, prefix + path, texts, mistakes);
    nested.add(section);
    return section;
  }

  private static Optional<String> scalar(Object value) {
    return value instanceof Map || value instanceof List
        ? Optional.empty()
        : Optional.of(value.toString());
  }

  private static Optional<Duration> parse(String text) {
    Matcher matcher = DURATION.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    long amount = Long.parseLong(matcher.group(1));
    return Optional.of(
        switch (matcher.group(2)) {
          case "ms" -> Duration.ofMillis(amount);
          case "s" -> Duration.ofSeconds(amount);
          case "m" -> Duration.ofMinutes(amount);
          case "h" -> Duration.ofHours(amount);
          default -> Duration.ofDays(amount);
        });
  }
}
