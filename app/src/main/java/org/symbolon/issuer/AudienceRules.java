package org.symbolon.issuer;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Which audiences a request gets: those it names by {@code audience} and {@code resource} (RFC
 * 8707), all of them allowed, or else the defaults.
 */
public final class AudienceRules {
  /** Tokens for these are accepted by every WLCG or SciTokens service: never given by accident. */
  public static final Set<String> WILDCARDS = Set.of("https://wlcg.cern.ch/jwt/v1/any", "ANY");

  /** A token that names more services than this is a mistake, and too big for a header. */
  public static final int MOST = 20;

  private static final int LONGEST = 512;

  private AudienceRules() {}

  /** What a request gets. */
  public sealed interface Result permits Targets, Invalid {}

  /**
   * @param audiences in the order asked, none twice
   */
  public record Targets(List<String> audiences) implements Result {
    public Targets {
      audiences = List.copyOf(audiences);
    }
  }

  /**
   * {@code invalid_target}.
   *
   * @param why for the client's developer, safe in an {@code error_description}
   */
  public record Invalid(String why) implements Result {}

  /**
   * @param audience values of the parameter, each one or several separated by blanks
   * @param resource values of the parameter, each one
   */
  public static Result resolve(Audiences rules, List<String> audience, List<String> resource) {
    return switch (read(audience, resource)) {
      case Invalid invalid -> invalid;
      case Targets(List<String> none) when none.isEmpty() -> new Targets(named(rules.defaults()));
      case Targets(List<String> asked) ->
          asked.stream()
              .filter(name -> !allows(rules, name))
              .findFirst()
              .<Result>map(
                  name ->
                      new Invalid(
                          "the audience '" + name + "' is not among those this client may have"))
              .orElse(new Targets(asked));
    };
  }

  /**
   * What a request names, whatever it may have; empty where it names nothing.
   *
   * @param audience values of the parameter, each one or several separated by blanks
   * @param resource values of the parameter
   */
  public static Result read(List<String> audience, List<String> resource) {
    Set<String> asked = new LinkedHashSet<>(separate(audience));
    // RFC 8707 §2: each value is one URI; several are several parameters.
    List<String> resources = resource.stream().filter(value -> !value.isBlank()).toList();
    asked.addAll(resources);
    if (asked.size() > MOST) {
      return new Invalid("more than " + MOST + " audiences are asked for");
    }
    for (String name : resources) {
      if (!isAbsolute(name)) {
        return new Invalid(
            "a resource must be an absolute URI without a fragment (RFC 8707 section 2)");
      }
    }
    for (String name : asked) {
      if (!isPrintable(name)) {
        return new Invalid("an audience is too long or has a character that none may have");
      }
    }
    return new Targets(List.copyOf(asked));
  }

  /**
   * Whether audiences asked for later are among those that were approved (RFC 8707 §2.2). An
   * approval that named none has the defaults, which bind nobody: the rules alone do.
   */
  public static boolean isWithin(Audiences rules, List<String> approved, List<String> asked) {
    return approved.containsAll(asked)
        || approved.stream().anyMatch(WILDCARDS::contains)
        || isDefault(rules, approved);
  }

  /** Whether these are what a request gets that names none. */
  public static boolean isDefault(Audiences rules, List<String> audiences) {
    return Set.copyOf(audiences).equals(Set.copyOf(named(rules.defaults())));
  }

  private static List<String> named(List<String> audiences) {
    return audiences.stream().filter(name -> !WILDCARDS.contains(name)).toList();
  }

  /** Whether a client under these rules may have this audience. */
  public static boolean allows(Audiences rules, String audience) {
    if (WILDCARDS.contains(audience)) {
      return rules.allowed().contains(audience);
    }
    return rules.defaults().contains(audience)
        || rules.allowed().stream().anyMatch(pattern -> matches(pattern, audience));
  }

  /** A star stands for any run of characters, the empty one included. */
  private static boolean matches(String pattern, String text) {
    List<String> parts = List.of(pattern.split("\\*", -1));
    if (parts.size() == 1) {
      return pattern.equals(text);
    }
    String first = parts.getFirst();
    String last = parts.getLast();
    if (text.length() < first.length() + last.length()
        || !text.startsWith(first)
        || !text.endsWith(last)) {
      return false;
    }
    int from = first.length();
    int end = text.length() - last.length();
    for (String part : parts.subList(1, parts.size() - 1)) {
      int found = text.indexOf(part, from);
      if (found < 0 || found + part.length() > end) {
        return false;
      }
      from = found + part.length();
    }
    return true;
  }

  private static List<String> separate(List<String> values) {
    List<String> all = new ArrayList<>();
    for (String value : values) {
      for (String name : value.split(" ")) {
        if (!name.isEmpty()) {
          all.add(name);
        }
      }
    }
    return all;
  }

  private static boolean isAbsolute(String resource) {
    try {
      URI uri = new URI(resource);
      return uri.isAbsolute() && uri.getRawFragment() == null;
    } catch (URISyntaxException notOne) {
      return false;
    }
  }

  /** What RFC 6749 §5.2 lets stand in a description, and every verifier can compare. */
  private static boolean isPrintable(String name) {
    return name.length() <= LONGEST
        && name.chars()
            .allMatch(letter -> letter > ' ' && letter <= '~' && letter != '"' && letter != '\\');
  }
}
