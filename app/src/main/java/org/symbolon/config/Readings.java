package org.symbolon.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.symbolon.web.Address;
import org.symbolon.web.Network;

/** How single values are written. */
final class Readings {
  private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
  private static final Pattern ADDRESS =
      Pattern.compile("(?:(\\[[0-9a-fA-F:.%]+\\]|[A-Za-z0-9.-]*):)?(\\d{1,5})");

  private Readings() {}

  static String text(String text) throws Mistake {
    if (text.isBlank()) {
      throw new Mistake("is empty: give a value or remove the line");
    }
    if (text.chars().anyMatch(Character::isISOControl)) {
      throw new Mistake("has a line break or another control character");
    }
    return text;
  }

  /** A short name that other settings refer to and that is stored. */
  static String name(String text) throws Mistake {
    if (!NAME.matcher(text).matches()) {
      throw new Mistake("should be a short name of lower-case letters, digits and dashes");
    }
    return text;
  }

  static boolean flag(String text) throws Mistake {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new Mistake("should be true or false");
    };
  }

  static Reading<Integer> number(int least, int most) {
    return text -> {
      if (!text.matches("\\d{1,9}")
          || Integer.parseInt(text) < least
          || Integer.parseInt(text) > most) {
        throw new Mistake("should be a whole number from " + least + " to " + most);
      }
      return Integer.valueOf(text);
    };
  }

  /** {@code 500ms}, {@code 60s}, {@code 20m}, {@code 1h}, {@code 30d}; {@code 0s} too. */
  static Duration duration(String text) throws Mistake {
    Matcher matcher = DURATION.matcher(text);
    if (!matcher.matches()) {
      throw new Mistake(
          "should be a duration: a whole number and ms, s, m, h or d, as in 20m or 30d");
    }
    long amount = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      case "h" -> Duration.ofHours(amount);
      default -> Duration.ofDays(amount);
    };
  }

  /** A duration within bounds, which are told as an administrator would write them. */
  static Reading<Duration> duration(String least, String most) {
    return text -> {
      Duration duration = duration(text);
      if (duration.compareTo(duration(least)) < 0 || duration.compareTo(duration(most)) > 0) {
        throw new Mistake("should be from " + least + " to " + most);
      }
      return duration;
    };
  }

  static <E extends Enum<E>> Reading<E> oneOf(Class<E> type) {
    return oneOf(Arrays.asList(type.getEnumConstants()), Readings::word);
  }

  static <T> Reading<T> oneOf(List<T> values, Function<T, String> word) {
    return text ->
        values.stream()
            .filter(value -> word.apply(value).equals(text))
            .findFirst()
            .orElseThrow(
                () -> {
                  List<String> words = values.stream().map(word).toList();
                  return new Mistake(
                      "should be one of "
                          + String.join(", ", words)
                          + Suggestion.closest(text, words)
                              .map(closest -> ": did you mean " + closest + "?")
                              .orElse(""));
                });
  }

  /** As it stands in the file: {@code local-name}. */
  static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Network network(String text) throws Mistake {
    Optional<Network> network = Network.parse(text);
    return network.orElseThrow(
        () ->
            new Mistake(
                "should be an IP address or a network such as 10.0.0.0/8 or fd00::/8, with no"
                    + " address bits beyond its length"));
  }

  /** {@code 127.0.0.1:8080}, {@code [::1]:8080}, or a port alone, which is on loopback. */
  static Address address(String text) throws Mistake {
    Matcher matcher = ADDRESS.matcher(text);
    if (!matcher.matches() || Integer.parseInt(matcher.group(2)) > 65_535) {
      throw new Mistake(
          "should be an address and a port, as in 127.0.0.1:8080, [::1]:8080 or 0.0.0.0:443");
    }
    String host = matcher.group(1);
    int port = Integer.parseInt(matcher.group(2));
    if (host == null) {
      return new Address("127.0.0.1", port);
    }
    // ":8080" is how many programs write "everywhere".
    return new Address(host.isEmpty() ? "0.0.0.0" : host.replaceAll("[\\[\\]]", ""), port);
  }

  /** A file; one that is not absolute is beside the configuration. */
  static Reading<Path> path(Path directory) {
    return text -> {
      try {
        return directory.resolve(text(text)).normalize();
      } catch (InvalidPathException e) {
        throw new Mistake("is not a path of a file");
      }
    };
  }

  static Pattern pattern(String text) throws Mistake {
    try {
      return Pattern.compile(text);
    } catch (PatternSyntaxException e) {
      throw new Mistake("is not a regular expression: " + e.getDescription());
    }
  }

  /** An absolute http(s) URL; http only where it does not leave this machine. */
  static URI httpsUrl(String text) throws Mistake {
    URI uri = uri(text);
    String scheme = uri.getScheme();
    if (scheme == null || uri.getHost() == null || !List.of("https", "http").contains(scheme)) {
      throw new Mistake("should be a URL that begins with https://");
    }
    if (scheme.equals("http") && !isLoopback(uri.getHost())) {
      throw new Mistake("should begin with https://: http is for loopback addresses only");
    }
    if (uri.getUserInfo() != null || uri.getQuery() != null || uri.getFragment() != null) {
      throw new Mistake("should have no user, no query and no fragment");
    }
    return uri;
  }

  static URI uri(String text) throws Mistake {
    try {
      return new URI(text(text));
    } catch (URISyntaxException e) {
      throw new Mistake("is not a URI: " + e.getReason());
    }
  }

  static boolean isLoopback(String host) {
    return host.equals("localhost")
        || Network.parse(host.replaceAll("[\\[\\]]", ""))
            .filter(network -> network.address().isLoopbackAddress())
            .isPresent();
  }
}
