package org.symbolon.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.symbolon.resolve.Explanation;
import org.symbolon.resolve.SourceSaid;
import org.symbolon.scope.Decision;
import org.symbolon.scope.Outcome;
import org.symbolon.scope.ScopeWords;
import org.symbolon.scope.Trace;

/** An explanation for a terminal, at night. */
public final class ExplanationText {
  private ExplanationText() {}

  public static String of(Explanation explanation) {
    List<String> lines = new ArrayList<>();
    lines.add(
        explanation.username().orElse("the client itself")
            + " at "
            + explanation.client().id()
            + " asks for "
            + (explanation.asked().isEmpty() ? "nothing" : explanation.asked().text()));
    if (explanation.username().isPresent()) {
      lines.add("");
      account(explanation, lines);
    }
    explanation
        .decision()
        .ifPresent(
            decision -> {
              for (Outcome outcome : decision.outcomes()) {
                lines.add("");
                outcome(outcome, lines);
              }
            });
    lines.add("");
    lines.add("Result: " + result(explanation));
    return String.join("\n", lines) + "\n";
  }

  private static void account(Explanation explanation, List<String> lines) {
    lines.add("The account");
    if (explanation.sources().isEmpty() && explanation.noAccount().isEmpty()) {
      lines.add("  no source is asked: the login's name is the account");
    }
    for (SourceSaid said : explanation.sources()) {
      lines.add("  " + said.resolver() + ": " + said.inWords());
    }
    explanation
        .account()
        .ifPresent(account -> lines.add("  together " + AccountWords.inWords(account)));
    explanation.noAccount().ifPresent(why -> lines.add("  none: " + why));
  }

  private static void outcome(Outcome outcome, List<String> lines) {
    lines.add(outcome.asked().text());
    rules(outcome.trace().tried(), lines);
    outcome.trace().heard().forEach(word -> lines.add("  " + word.inWords()));
    lines.add("  = " + inWords(outcome));
  }

  /** Rules about other scopes are many and say little: a run of them is one line. */
  private static void rules(List<Trace.Tried> tried, List<String> lines) {
    for (int at = 0; at < tried.size(); at++) {
      int end = at;
      while (end < tried.size() && tried.get(end).why() == Trace.Why.OTHER_SCOPE) {
        end++;
      }
      if (end - at > 2) {
        lines.add(
            "  %s to %s: are about other scopes"
                .formatted(tried.get(at).rule().label(), tried.get(end - 1).rule().label()));
        at = end - 1;
      } else {
        lines.add("  " + tried.get(at).inWords());
      }
    }
  }

  /** "refused: group project1 (gid 12350) has r-x on /data/ana/project1: no w". */
  static String inWords(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Granted granted ->
          "granted"
              + (granted.scope().equals(granted.asked()) ? "" : " as " + granted.scope().text())
              + ": "
              + String.join("; ", granted.reasons())
              + ScopeWords.note(granted).map(note -> ". " + note).orElse("");
      case Outcome.Refused refused -> "refused: " + refused.reason();
      case Outcome.Ignored ignored -> "ignored: it is no authorization, and no rule knows the name";
      case Outcome.Undecided undecided ->
          "can not be decided now: "
              + undecided.unavailable().stream()
                  .map(down -> down.resolver() + ": " + down.why())
                  .collect(Collectors.joining("; "));
    };
  }

  private static String result(Explanation explanation) {
    Optional<Decision> decision = explanation.decision();
    if (decision.isEmpty()) {
      return "nothing can be granted: there is no account.";
    }
    return switch (decision.get().summary()) {
      case Decision.CannotSay down -> "temporarily unavailable: a source can not say.";
      case Decision.Whole whole ->
          whole.granted().isEmpty()
              ? "nothing was asked for that could be granted."
              : "all is granted.";
      case Decision.Narrowed narrowed ->
          narrowed.granted().isEmpty()
              ? "nothing is granted."
              : "only this is granted: " + narrowed.granted().text();
    };
  }
}
