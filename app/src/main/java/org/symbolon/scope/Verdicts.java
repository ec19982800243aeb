package org.symbolon.scope;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.symbolon.resolver.ScopeQuestion;
import org.symbolon.resolver.Verdict;

/**
 * The answers to {@link Plan#questions}.
 *
 * @param byResolver for each resolver one verdict a question, by index. What is missing counts as
 *     unavailable
 */
public record Verdicts(Map<String, List<Verdict>> byResolver) {
  /** Where nothing was asked. */
  public static final Verdicts NONE = new Verdicts(Map.of());

  public Verdicts {
    byResolver = Map.copyOf(byResolver);
  }

  /** By resolver and question. */
  Map<String, Map<ScopeQuestion, Verdict>> to(Plan plan) {
    Map<String, Map<ScopeQuestion, Verdict>> all = new HashMap<>();
    plan.questions()
        .forEach(
            (resolver, questions) -> {
              List<Verdict> verdicts = byResolver.getOrDefault(resolver, List.of());
              // Verdicts of another number can not be told apart: none of them counts.
              boolean usable = verdicts.size() == questions.size();
              Map<ScopeQuestion, Verdict> answers = new HashMap<>();
              for (int at = 0; at < questions.size(); at++) {
                answers.put(
                    questions.get(at),
                    usable ? verdicts.get(at) : new Verdict.Unavailable("gave no usable answer"));
              }
              all.put(resolver, answers);
            });
    return all;
  }
}
