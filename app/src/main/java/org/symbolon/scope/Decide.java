package org.symbolon.scope;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.symbolon.resolver.ScopeQuestion;
import org.symbolon.resolver.Verdict;
import org.symbolon.scope.Trace.Heard;

/** Joins the verdicts of one plan to outcomes. */
final class Decide {
  private final Plan plan;
  private final Map<String, Map<ScopeQuestion, Verdict>> answers;

  Decide(Plan plan, Verdicts verdicts) {
    this.plan = plan;
    this.answers = verdicts.to(plan);
  }

  Decision decision() {
    return new Decision(plan.items().stream().flatMap(item -> outcomes(item).stream()).toList());
  }

  private List<Outcome> outcomes(Plan.Item item) {
    return switch (item) {
      case Plan.Settled settled -> List.of(settled.outcome());
      case Plan.Asking asking -> List.of(judged(asking));
      case Plan.Whole whole -> whole(whole);
    };
  }

  /** One refusal refuses the whole set, even while something else could not be asked. */
  private List<Outcome> whole(Plan.Whole whole) {
    List<Outcome> all = new ArrayList<>();
    all.add(whole.name());
    whole.parts().forEach(part -> all.addAll(outcomes(part)));
    Optional<Outcome> refused = first(all, Outcome.Refused.class);
    return refused
        .or(() -> first(all, Outcome.Undecided.class))
        .<List<Outcome>>map(List::of)
        .orElse(all);
  }

  private static Optional<Outcome> first(List<Outcome> all, Class<? extends Outcome> kind) {
    return all.stream().filter(kind::isInstance).findFirst();
  }

  private Outcome judged(Plan.Asking asking) {
    ScopeQuestion question = asking.question();
    List<Heard> heard =
        asking.ask().resolvers().stream()
            .map(resolver -> new Heard(resolver, verdict(resolver, question)))
            .toList();
    boolean granted = heard.stream().anyMatch(word -> grants(word.verdict(), question));
    boolean refused = has(heard, Verdict.Refused.class);
    boolean unavailable = has(heard, Verdict.Unavailable.class);
    return switch (asking.ask().quorum()) {
      case ALL -> {
        if (refused) {
          yield refused(asking, heard);
        }
        yield unavailable ? undecided(asking, heard) : grantedIf(granted, asking, heard);
      }
      case ANY -> {
        if (granted) {
          yield granted(asking, heard);
        }
        yield unavailable ? undecided(asking, heard) : refused(asking, heard);
      }
    };
  }

  private Verdict verdict(String resolver, ScopeQuestion question) {
    return answers
        .getOrDefault(resolver, Map.of())
        .getOrDefault(question, new Verdict.Unavailable("was not asked"));
  }

  private static Outcome grantedIf(boolean granted, Plan.Asking asking, List<Heard> heard) {
    return granted ? granted(asking, heard) : refused(asking, heard);
  }

  private static Outcome granted(Plan.Asking asking, List<Heard> heard) {
    return new Outcome.Granted(
        asking.asked(),
        asking.scope(),
        asking.rule(),
        whys(heard, Verdict.Granted.class),
        asking.question().subtree().isPresent(),
        asking.trace().with(heard));
  }

  private static Outcome refused(Plan.Asking asking, List<Heard> heard) {
    List<String> whys = whys(heard, Verdict.Refused.class);
    String reason = whys.isEmpty() ? whyNobodyGrants(heard) : String.join("; ", whys);
    String words = heard.stream().map(Heard::inWords).collect(Collectors.joining("; "));
    return new Outcome.Refused(
        asking.asked(), reason, asking.rule().label() + ": " + words, asking.trace().with(heard));
  }

  private static String whyNobodyGrants(List<Heard> heard) {
    return has(heard, Verdict.Granted.class)
        ? "what lies below it must be checked as well, and nobody asked could do that"
        : "no resolver judged it";
  }

  private static Outcome undecided(Plan.Asking asking, List<Heard> heard) {
    List<Outcome.Unavailable> missing =
        heard.stream()
            .filter(word -> word.verdict() instanceof Verdict.Unavailable)
            .map(word -> new Outcome.Unavailable(word.resolver(), word.verdict().why()))
            .toList();
    return new Outcome.Undecided(asking.asked(), missing, asking.trace().with(heard));
  }

  /**
   * Where the rule wants all below judged, the word of one who has not looked there is no grant.
   */
  private static boolean grants(Verdict verdict, ScopeQuestion question) {
    return verdict instanceof Verdict.Granted granted
        && (question.subtree().isEmpty() || granted.subtreeChecked());
  }

  private static boolean has(List<Heard> heard, Class<? extends Verdict> kind) {
    return heard.stream().anyMatch(word -> kind.isInstance(word.verdict()));
  }

  private static List<String> whys(List<Heard> heard, Class<? extends Verdict> kind) {
    return heard.stream()
        .filter(word -> kind.isInstance(word.verdict()))
        .map(word -> word.verdict().why())
        .toList();
  }
}
