package org.symbolon.templates;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a person registers a program of their own. Sends {@link Fields#NAME}, {@link Fields#KIND},
 * {@link Fields#KEEPS_SECRET}, {@link Fields#ADDRESSES} and, once for each that is chosen, {@link
 * Fields#SCOPE}.
 *
 * @param typed what was typed before
 * @param offered what the program may ask for
 * @param notice what holds for all of the form, such as that it was sent already
 * @param problems by the field, a sentence that says what to change
 * @param account the person's own page
 */
public record RegisterProgram(
    Form form,
    Typed typed,
    List<Offered> offered,
    Optional<String> notice,
    Map<String, String> problems,
    String account)
    implements Page {
  public static final String WEB = "web";
  public static final String NATIVE = "native";
  public static final String DEVICE = "device";
  public static final String YES = "yes";
  public static final String NO = "no";

  public RegisterProgram {
    offered = List.copyOf(offered);
    problems = Map.copyOf(problems);
    Href.path(account);
  }

  /**
   * What a person had typed and chosen; empty where nothing.
   *
   * @param kind {@link #WEB} …
   * @param keepsSecret {@link #YES} …
   * @param addresses one a line
   */
  public record Typed(String name, String kind, String keepsSecret, String addresses) {
    public static final Typed NOTHING = new Typed("", "", "", "");
  }

  /** Something to choose. */
  public record Offered(ScopeLine line, boolean chosen) {}

  /** What is wrong with a field. */
  public Optional<String> problem(String field) {
    return Optional.ofNullable(problems.get(field));
  }

  /** Whether a field is the first, in the order of the page, with which something is wrong. */
  public boolean isFirstProblem(String field) {
    return Fields.OF_REGISTRATION.stream()
        .filter(problems::containsKey)
        .findFirst()
        .filter(field::equals)
        .isPresent();
  }
}
