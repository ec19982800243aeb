package org.symbolon.explain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.symbolon.resolve.Explanation;
import org.symbolon.resolver.Verdict;
import org.symbolon.scope.Decision;
import org.symbolon.scope.Outcome;
import org.symbolon.scope.Trace;

/** An explanation for programs: the same facts as {@link ExplanationText}, in the same order. */
public final class ExplanationJson {
  private ExplanationJson() {}

  /** JSON values. */
  public static Map<String, Object> of(Explanation explanation) {
    Map<String, Object> json = new LinkedHashMap<>();
    explanation.username().ifPresent(username -> json.put("user", username));
    json.put("client", explanation.client().id().value());
    json.put("asked", explanation.asked().texts());
    json.put(
        "sources",
        explanation.sources().stream()
            .map(said -> Map.of("resolver", said.resolver(), "said", said.inWords()))
            .toList());
    explanation.account().ifPresent(account -> json.put("account", AccountWords.json(account)));
    explanation.noAccount().ifPresent(why -> json.put("no_account", why));
    explanation
        .decision()
        .ifPresent(
            decision -> {
              json.put(
                  "scopes", decision.outcomes().stream().map(ExplanationJson::outcome).toList());
              json.put("granted", decision.granted().texts());
              json.put("available", !(decision.summary() instanceof Decision.CannotSay));
            });
    return json;
  }

  private static Map<String, Object> outcome(Outcome outcome) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("scope", outcome.asked().text());
    json.put("outcome", kind(outcome));
    if (outcome instanceof Outcome.Granted granted) {
      json.put("granted", granted.scope().text());
      json.put("subtreeChecked", granted.subtreeChecked());
    }
    json.put("words", ExplanationText.inWords(outcome));
    json.put("rules", outcome.trace().tried().stream().map(ExplanationJson::tried).toList());
    List<Map<String, Object>> verdicts = new ArrayList<>();
    for (Trace.Heard heard : outcome.trace().heard()) {
      verdicts.add(
          Map.of(
              "resolver", heard.resolver(),
              "verdict", kind(heard.verdict()),
              "why", heard.verdict().why()));
    }
    json.put("verdicts", verdicts);
    return json;
  }

  private static Map<String, Object> tried(Trace.Tried tried) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("rule", tried.rule().name());
    json.put("pattern", tried.rule().pattern().text());
    json.put("result", tried.why().name().toLowerCase(Locale.ROOT));
    json.put("words", tried.inWords());
    return json;
  }

  private static String kind(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Granted granted -> "granted";
      case Outcome.Refused refused -> "refused";
      case Outcome.Ignored ignored -> "ignored";
      case Outcome.Undecided undecided -> "undecided";
    };
  }

  private static String kind(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Granted granted -> "granted";
      case Verdict.Refused refused -> "refused";
      case Verdict.NotMine notMine -> "not_mine";
      case Verdict.Unavailable unavailable -> "unavailable";
    };
  }
}
