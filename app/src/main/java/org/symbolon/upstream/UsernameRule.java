package org.symbolon.upstream;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which claim makes the local name.
 *
 * @param claim {@code preferred_username}, for example
 * @param pattern must match the claim as a whole; if it has a group, the first one is the local
 *     name: {@code ([a-z]+)@lab\.example} takes {@code anna} from {@code anna@lab.example}
 */
public record UsernameRule(String claim, Pattern pattern) {
  private static final int LONGEST = 255;

  /** The local name, or why there is none. */
  public sealed interface Username {
    record Name(String value) implements Username {}

    /**
     * @param why for the log and for the person: names the claim, not its value
     */
    record Unusable(String why) implements Username {}
  }

  public Username apply(Map<String, Object> claims) {
    Object value = claims.get(claim);
    if (!(value instanceof String text) || text.isEmpty()) {
      return new Username.Unusable("the institution did not tell the claim " + claim);
    }
    if (text.length() > LONGEST) {
      return new Username.Unusable("the claim " + claim + " is too long for a name");
    }
    Matcher matcher = pattern.matcher(text);
    if (!matcher.matches()) {
      return new Username.Unusable("the claim " + claim + " does not have the form of a name here");
    }
    String name = matcher.groupCount() > 0 ? matcher.group(1) : text;
    return name == null || name.isEmpty()
        ? new Username.Unusable("the claim " + claim + " gives an empty name")
        : new Username.Name(name);
  }
}
