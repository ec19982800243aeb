package org.symbolon.explain;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.symbolon.protocol.ProtocolException;
import org.symbolon.resolve.Explanation;
import org.symbolon.scope.Decision;
import org.symbolon.scope.Outcome;
import org.symbolon.scope.Possible;
import org.symbolon.scope.Trace;

/** Holds a policy against expectations, or against another policy. */
public final class PolicyTrial {
  private final PolicyCases cases;

  public PolicyTrial(PolicyCases cases) {
    this.cases = cases;
  }

  /**
   * @param lines for a terminal: what does not hold and why, then how many
   * @param failed how many do not hold
   */
  public record Result(List<String> lines, int failed) {
    public Result {
      lines = List.copyOf(lines);
    }
  }

  /** Whether the policy does what is expected of it. */
  public Result test(Inquiry inquiry) {
    List<String> lines = new ArrayList<>();
    int all = 0;
    int failed = 0;
    for (Expectation expected : cases.expectations()) {
      for (String scope : expected.scopes()) {
        all++;
        Said said = said(inquiry, expected, scope);
        if (said.decided() && said.granted() == expected.may()) {
          continue;
        }
        failed++;
        lines.add(
            "FAILED"
                + (expected.line() > 0 ? " line " + expected.line() : "")
                + ": "
                + expected.inWords(scope));
        said.why().forEach(why -> lines.add("  " + why));
      }
    }
    lines.add(
        failed == 0
            ? "All %d expectations hold.".formatted(all)
            : "%d of %d expectations do not hold.".formatted(failed, all));
    return new Result(lines, failed);
  }

  /** What changes from one policy to another for what is expected and for the recorded accounts. */
  public Result diff(Inquiry old, Inquiry young) {
    List<String> lines = new ArrayList<>();
    Set<String> seen = new LinkedHashSet<>();
    int changed = 0;
    for (Expectation each : cases.expectations()) {
      for (String scope : each.scopes()) {
        String about =
            new Expectation(each.username(), each.client(), true, List.of(), 0).inWords(scope);
        if (!seen.add(about)) {
          continue;
        }
        Said before = said(old, each, scope);
        Said after = said(young, each, scope);
        if (!before.inWords().equals(after.inWords())) {
          changed++;
          lines.add(
              about.replace(" may ", ": ") + ": " + before.inWords() + " -> " + after.inWords());
          after.why().forEach(why -> lines.add("  " + why));
        }
      }
    }
    int possible = possible(old, young, lines);
    lines.add(
        changed + possible == 0
            ? "Nothing changes for these accounts."
            : "%d answers change, and what may be asked for in %d places."
                .formatted(changed, possible));
    return new Result(lines, changed + possible);
  }

  private int possible(Inquiry old, Inquiry young, List<String> lines) {
    int places = 0;
    Set<String> clients = new TreeSet<>();
    cases.expectations().stream()
        .filter(expected -> expected.username().isPresent())
        .forEach(expected -> clients.add(expected.client()));
    for (RecordedAccount account : new TreeMap<>(cases.accounts()).values()) {
      for (String client : clients) {
        Set<String> before = possible(old, account, client);
        Set<String> after = possible(young, account, client);
        if (before.equals(after)) {
          continue;
        }
        places++;
        lines.add(account.account().name() + " at " + client + " may have:");
        before.stream().filter(one -> !after.contains(one)).forEach(one -> lines.add("  - " + one));
        after.stream().filter(one -> !before.contains(one)).forEach(one -> lines.add("  + " + one));
      }
    }
    return places;
  }

  private static Set<String> possible(Inquiry inquiry, RecordedAccount account, String client) {
    try {
      return new LinkedHashSet<>(
          inquiry.may(account, client).possible().stream().map(Possible::inWords).toList());
    } catch (ProtocolException unknownClient) {
      return Set.of();
    }
  }

  /** What the policy says of one scope. */
  private record Said(boolean decided, boolean granted, List<String> why) {
    String inWords() {
      return !decided ? "can not be decided" : granted ? "granted" : "refused";
    }
  }

  private Said said(Inquiry inquiry, Expectation expected, String scope) {
    try {
      Explanation explanation = explanation(inquiry, expected, scope);
      Optional<Decision> decision = explanation.decision();
      if (decision.isEmpty()) {
        return new Said(true, false, List.of("no account: " + explanation.noAccount().orElse("")));
      }
      return new Said(
          !(decision.get().summary() instanceof Decision.CannotSay),
          decision.get().summary() instanceof Decision.Whole whole && !whole.granted().isEmpty(),
          why(decision.get()));
    } catch (ProtocolException mistake) {
      return new Said(true, false, List.of(mistake.error().description()));
    }
  }

  private Explanation explanation(Inquiry inquiry, Expectation expected, String scope) {
    Optional<RecordedAccount> recorded =
        expected.username().map(name -> cases.accounts().get(name));
    return recorded.isPresent()
        ? inquiry.explain(recorded.get(), expected.client(), scope)
        : inquiry.explain(
            expected.username().map(name -> inquiry.byName(name, java.util.Map.of())),
            expected.client(),
            scope);
  }

  private static List<String> why(Decision decision) {
    List<String> why = new ArrayList<>();
    for (Outcome outcome : decision.outcomes()) {
      outcome.trace().tried().stream()
          .filter(tried -> tried.why() != Trace.Why.OTHER_SCOPE)
          .forEach(tried -> why.add(tried.inWords()));
      outcome.trace().heard().forEach(heard -> why.add(heard.inWords()));
      why.add("= " + ExplanationText.inWords(outcome));
    }
    return why;
  }
}
