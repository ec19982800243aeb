package org.symbolon.resolver.contract;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.symbolon.resolver.ScopeQuestion;
import org.symbolon.resolver.ScopeQuestion.ScopePath;

/** Input that means something to a shell, a directory, a database or a file system. */
final class Hostile {
  private Hostile() {}

  /** Names that no source has; several begin with or contain one that it has. */
  static List<String> namesLike(String known) {
    return List.of(
        "",
        "*",
        "%",
        "_",
        known + "*",
        known + "%",
        known + "\0",
        "\0" + known,
        known + "\n",
        known + ":x:0:0",
        known + "/../root",
        "../" + known,
        known + ")(uid=*",
        "*)(|(uid=*",
        known + "\\2a",
        known + "' OR '1'='1",
        known + "'; DROP TABLE users; --",
        known + "\" OR \"\"=\"",
        "$(" + known + ")",
        "`" + known + "`",
        "${" + known + "}",
        known + "#",
        known + "," + known,
        "+" + known,
        "-" + known,
        "\uD800",
        known + "\uDC00",
        known + "\u202E",
        "no-such-user".repeat(10_000));
  }

  /** Scopes whose paths are as bad as a careless caller could make them. */
  static List<ScopeQuestion> scopesLike(String action) {
    Stream<List<String>> paths =
        Stream.of(
            List.of(".."),
            List.of("a", "..", "..", "..", "etc", "passwd"),
            List.of("."),
            List.of(""),
            List.of("a/b"),
            List.of("a\0b"),
            List.of("a\nb"),
            List.of("\uD800"),
            List.of("*"),
            List.of("%2e%2e"),
            List.of("' OR '1'='1"),
            List.of("*)(uid=*"),
            List.of("$(touch x)"),
            List.of("x".repeat(100_000)),
            IntStream.range(0, 5_000).mapToObj(i -> "d").toList());
    return paths
        .flatMap(
            segments -> Stream.of(new ScopePath(segments, false), new ScopePath(segments, true)))
        .map(path -> new ScopeQuestion(action + ":" + path, action, Optional.of(path)))
        .toList();
  }
}
