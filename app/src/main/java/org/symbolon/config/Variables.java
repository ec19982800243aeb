package org.symbolon.config;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts {@code ${NAME}} and {@code ${NAME:-default}} into values; {@code $$} is one dollar sign. As
 * in a shell the default also stands for a variable that is set but empty. What is put in is text
 * and never read as YAML.
 */
final class Variables {
  private static final Pattern REFERENCE =
      Pattern.compile("\\$\\$|\\$\\{([A-Za-z_][A-Za-z0-9_]*)(:-([^}]*))?\\}|\\$\\{[^}]*\\}?");

  private final Map<String, String> environment;

  Variables(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  Optional<String> get(String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
  }

  /** Empty ones too. */
  boolean isSet(String name) {
    return environment.containsKey(name);
  }

  /** Whether anything is to be put in. */
  boolean concern(String text) {
    return REFERENCE.matcher(text).find();
  }

  String putInto(String text) throws Mistake {
    Matcher matcher = REFERENCE.matcher(text);
    StringBuilder result = new StringBuilder();
    while (matcher.find()) {
      matcher.appendReplacement(result, Matcher.quoteReplacement(value(matcher)));
    }
    return matcher.appendTail(result).toString();
  }

  private String value(Matcher matcher) throws Mistake {
    if (matcher.group().equals("$$")) {
      return "$";
    }
    String name = matcher.group(1);
    if (name == null) {
      throw new Mistake(
          "has a malformed variable: write ${NAME} or ${NAME:-default}, and $$ for a dollar sign");
    }
    String set = environment.get(name);
    String otherwise = matcher.group(3);
    if (otherwise != null) {
      return set == null || set.isEmpty() ? otherwise : set;
    }
    if (set == null) {
      throw new Mistake(
          "needs the environment variable "
              + name
              + ", which is not set: set it, or write a default as ${"
              + name
              + ":-default}");
    }
    return set;
  }
}
