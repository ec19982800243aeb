package org.symbolon.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.symbolon.protocol.SecretText;
import org.symbolon.resolver.Settings;

/** A resolver's own settings; it remembers which were read. */
public final class RawSettings implements Settings {
  private static final Reading<Long> WHOLE_NUMBER =
      text -> {
        if (!text.matches("-?\\d{1,18}")) {
          throw new Mistake("should be a whole number");
        }
        return Long.valueOf(text);
      };

  private final String name;
  private final Section section;

  RawSettings(String name, Section section) {
    this.name = name;
    this.section = section;
  }

  /**
   * Everything the resolver found wrong, and every setting it never asked for. Call it when {@code
   * ResolverFactory.open} has returned.
   */
  public List<Problem> problemsAfterOpen() {
    section.finish();
    return section.context().problems().sorted();
  }

  /** For whoever opens the resolver: no factory of this type, say. */
  @Override
  public void mistake(String key, String message) {
    section.mistake(key, message);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Optional<String> text(String key) {
    return section.value(key, Readings::text);
  }

  @Override
  public String required(String key) {
    return section.required(key, Readings::text, "this resolver can not do without").orElse("");
  }

  @Override
  public Optional<String> secret(String key) {
    return section.secret(key).map(SecretText::value);
  }

  @Override
  public long integer(String key, long otherwise) {
    return section.value(key, WHOLE_NUMBER, otherwise);
  }

  @Override
  public boolean flag(String key, boolean otherwise) {
    return section.value(key, Readings::flag, otherwise);
  }

  @Override
  public Duration duration(String key, Duration otherwise) {
    return section.value(key, Readings::duration, otherwise);
  }

  @Override
  public Optional<Path> path(String key) {
    return section.value(key, Readings.path(section.context().directory()));
  }

  @Override
  public List<String> texts(String key) {
    return section.list(key, Readings::text);
  }

  @Override
  public Map<String, String> map(String key) {
    return section.texts(key);
  }

  @Override
  public Optional<Settings> section(String key) {
    return section.section(key).map(nested -> new RawSettings(name, nested));
  }

  @Override
  public List<Settings> sections(String key) {
    return section.sections(key).stream()
        .<Settings>map(nested -> new RawSettings(name, nested))
        .toList();
  }
}
