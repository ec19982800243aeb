package org.symbolon.explain;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an administrator expects of a policy: {@code alice at portal may storage.read:/x}.
 *
 * @param username absent where the client acts for itself
 * @param may whether each of the scopes is expected to be granted, or none of them
 * @param line in the file, from 1; 0 where it is not known
 */
public record Expectation(
    Optional<String> username, String client, boolean may, List<String> scopes, int line) {
  private static final Pattern FORM =
      Pattern.compile("(?:(\\S+) at (\\S+)|(\\S+) itself) may (not )?(\\S+(?: \\S+)*)");

  public Expectation {
    scopes = List.copyOf(scopes);
  }

  /** Empty where it is not written like one. */
  public static Optional<Expectation> read(String text, int line) {
    Matcher matcher = FORM.matcher(text.strip().replaceAll("\\s+", " "));
    if (!matcher.matches()) {
      return Optional.empty();
    }
    boolean person = matcher.group(1) != null;
    return Optional.of(
        new Expectation(
            Optional.ofNullable(matcher.group(1)),
            person ? matcher.group(2) : matcher.group(3),
            matcher.group(4) == null,
            List.of(matcher.group(5).split(" ")),
            line));
  }

  /** "alice at portal may not storage.read:/x". */
  public String inWords(String scope) {
    return username.map(user -> user + " at " + client).orElse(client + " itself")
        + (may ? " may " : " may not ")
        + scope;
  }
}
