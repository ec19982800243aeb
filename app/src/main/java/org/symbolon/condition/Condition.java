package org.symbolon.condition;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A question that is known to have a yes or a no for an answer, if its facts are there. Safe for
 * all threads. Equal to any other with the same text and the same names of facts.
 */
public final class Condition {
  private final String text;
  private final Set<String> facts;
  private final CelRuntime.Program program;

  Condition(String text, Set<String> facts, CelRuntime.Program program) {
    this.text = text;
    this.facts = Set.copyOf(facts);
    this.program = program;
  }

  /** As the administrator wrote it. */
  public String text() {
    return text;
  }

  /** The names of the facts it is about. */
  public Set<String> facts() {
    return facts;
  }

  /** Never throws: what can not be answered is {@link Answer.Failed}. */
  // The values come from outside, and whatever the library throws over them is no answer.
  @SuppressWarnings("CatchingUnchecked")
  public Answer ask(Facts given) {
    try {
      Object result =
          program.eval(
              (dev.cel.runtime.CelVariableResolver)
                  name -> Optional.ofNullable(given.values().get(name)));
      return switch (result) {
        case Boolean yes when yes -> new Answer.Yes();
        case Boolean no -> new Answer.No();
        default -> new Answer.Failed(missing(given));
      };
    } catch (CelEvaluationException | RuntimeException failed) {
      return new Answer.Failed(why(failed));
    }
  }

  private String missing(Facts given) {
    List<String> missing =
        facts.stream().filter(fact -> !given.values().containsKey(fact)).sorted().toList();
    return missing.isEmpty()
        ? "it is neither true nor false"
        : String.join(" and ", missing) + (missing.size() == 1 ? " is" : " are") + " not known";
  }

  private static String why(Exception failed) {
    String message = Objects.requireNonNullElse(failed.getMessage(), failed.toString());
    return message.replaceFirst("^evaluation error( at [^:]*:\\d+)?: ", "").strip();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Condition that && text.equals(that.text) && facts.equals(that.facts);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
