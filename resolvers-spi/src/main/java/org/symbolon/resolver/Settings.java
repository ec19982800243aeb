package org.symbolon.resolver;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A resolver's part of the configuration. Reading a setting marks it as known: one that nobody
 * reads is a start-up error with a suggestion. A mistake is reported by {@link #mistake} and
 * reading goes on with a harmless value, so that an administrator sees all of them at once.
 */
public interface Settings {
  /** The name under which the resolver is configured: policy rules refer to it. */
  String name();

  Optional<String> text(String key);

  /** As {@link #text}; its absence is reported as a mistake and an empty text returned. */
  String required(String key);

  /** A secret: given as is, or by {@code KEY-file} as the first line of a file. */
  Optional<String> secret(String key);

  long integer(String key, long otherwise);

  boolean flag(String key, boolean otherwise);

  /** Durations as in the rest of the configuration: {@code 500ms}, {@code 5s}, {@code 10m}. */
  Duration duration(String key, Duration otherwise);

  Optional<Path> path(String key);

  List<String> texts(String key);

  /** A map of texts, in order; empty where absent. */
  Map<String, String> map(String key);

  /** A nested block, its mistakes reported under its path. */
  Optional<Settings> section(String key);

  /** A list of nested blocks. */
  List<Settings> sections(String key);

  /** Reports a mistake: what is wrong and what to do, one sentence. */
  void mistake(String key, String message);
}
