package org.symbolon.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Reads configurations that stand in tests. */
final class Reader {
  /** A valid file; what a test is about is put in by {@link #with}. */
  static final String SIMPLE =
      """
      database: sqlite:symbolon.db
      master-key-file: master.key
      issuer:
        url: https://tokens.lab.example
        profile: wlcg
        audience: https://storage.lab.example
      login:
        - name: campus
          openid: https://idp.campus.example/realm
          client-id: gateway
          client-secret: not-a-secret
      resolvers:
        - name: files
          type: posix
          base-path: /data
      accounts: files
      clients:
        - id: lab-cli
          name: Lab command line
          public: true
          grants: [device, refresh]
      scopes:
        - scope: storage.read:/**
          for: everyone
          ask: files
      """;

  private Reader() {}

  static Configurations.Result result(String yaml) {
    return result(yaml, Map.of());
  }

  static Configurations.Result result(String yaml, Map<String, String> environment) {
    return Configurations.read(yaml, Path.of("/etc/symbolon"), environment).result();
  }

  static Configuration loaded(String yaml) {
    return loaded(yaml, Map.of());
  }

  static Configuration loaded(String yaml, Map<String, String> environment) {
    Configurations.Result result = result(yaml, environment);
    assertThat(result).isInstanceOf(Configurations.Loaded.class);
    return ((Configurations.Loaded) result).configuration();
  }

  static List<Problem> problems(String yaml) {
    return problems(yaml, Map.of());
  }

  static List<Problem> problems(String yaml, Map<String, String> environment) {
    return switch (result(yaml, environment)) {
      case Configurations.Loaded loaded -> List.of();
      case Configurations.Mistaken mistaken -> mistaken.problems();
    };
  }

  /** "path message" of each. */
  static List<String> mistakes(String yaml) {
    return problems(yaml).stream()
        .map(problem -> (problem.path() + " " + problem.message()).strip())
        .toList();
  }

  /** The simple file with one line of it replaced by others. */
  static String with(String line, String... others) {
    assertThat(SIMPLE.lines().map(String::strip)).contains(line);
    StringBuilder yaml = new StringBuilder();
    for (String each : SIMPLE.lines().toList()) {
      if (each.strip().equals(line)) {
        String indent = each.substring(0, each.indexOf(line));
        Arrays.stream(others).forEach(other -> yaml.append(indent).append(other).append('\n'));
      } else {
        yaml.append(each).append('\n');
      }
    }
    return yaml.toString();
  }

  /** The simple file without one line. */
  static String without(String line) {
    return with(line);
  }

  /** The simple file with a further line (and those below it) after one. */
  static String after(String line, String... others) {
    String[] all = new String[others.length + 1];
    all[0] = line;
    System.arraycopy(others, 0, all, 1, others.length);
    return with(line, all);
  }
}
