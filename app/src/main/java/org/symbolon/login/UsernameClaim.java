package org.symbolon.login;

import java.util.Map;
import java.util.regex.Pattern;

/** The local name that an institution's claims make. */
final class UsernameClaim {
  /** {@code sub} may be at most this long (OpenID Connect Core §2). */
  private static final int LONGEST = 255;

  private UsernameClaim() {}

  /** What the claims make. */
  sealed interface Result {
    record Name(String name) implements Result {}

    /**
     * @param detail for the log
     */
    record None(String detail) implements Result {}
  }

  static Result read(Map<String, Object> claims, String claim, Pattern pattern) {
    return switch (claims.get(claim)) {
      case String name when isUsable(name, pattern) -> new Result.Name(name);
      case String unusable ->
          new Result.None("the claim " + claim + " does not match " + pattern.pattern());
      case null -> new Result.None("there is no claim " + claim);
      default -> new Result.None("the claim " + claim + " is no text");
    };
  }

  private static boolean isUsable(String name, Pattern pattern) {
    return !name.isEmpty()
        && name.length() <= LONGEST
        && name.chars().allMatch(letter -> letter > ' ' && letter <= '~')
        && pattern.matcher(name).matches();
  }
}
