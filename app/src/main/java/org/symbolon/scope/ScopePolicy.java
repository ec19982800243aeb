package org.symbolon.scope;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.symbolon.condition.Answer;
import org.symbolon.scope.ScopePattern.Match;
import org.symbolon.scope.Trace.Tried;
import org.symbolon.scope.Trace.Why;

/**
 * The site's rules over scopes, in order: the first that matches decides; where none does there is
 * no scope. Pure and safe for all threads.
 */
public final class ScopePolicy {
  private final List<Rule> rules;
  private final RuleIndex index;

  public ScopePolicy(List<Rule> rules) {
    this.rules = List.copyOf(rules);
    this.index = new RuleIndex(this.rules);
  }

  public List<Rule> rules() {
    return rules;
  }

  /** Which rules decide, and what is to be asked of whom. */
  public Plan plan(PolicyRequest request) {
    return plan(request, false);
  }

  /** As {@link #plan}, with every rule in the trace: for explain. */
  public Plan planFully(PolicyRequest request) {
    return plan(request, true);
  }

  /**
   * What the requester may have, whatever is requested: an upper bound.
   *
   * @param entitlements of the resolvers that list what an account may have
   */
  public List<Possible> possible(
      PolicyRequest request, Map<String, List<ScopePattern>> entitlements) {
    return new Possibilities(request, entitlements).of(rules);
  }

  /** The decision, once the plan's questions are answered. */
  public static Decision decide(Plan plan, Verdicts verdicts) {
    return new Decide(plan, verdicts).decision();
  }

  private Plan plan(PolicyRequest request, boolean everyRule) {
    Requester requester = Requester.of(request);
    List<Plan.Item> items = new ArrayList<>();
    for (Scope asked : request.requested().scopes()) {
      List<Scope> parts = parts(asked, request);
      if (parts.isEmpty()) {
        items.add(beyondCeiling(asked, request));
      }
      for (Scope part : parts) {
        items.add(item(asked, part, request, requester, everyRule));
      }
    }
    return new Plan(request, items);
  }

  /** What the ceiling leaves of a scope. */
  private static List<Scope> parts(Scope asked, PolicyRequest request) {
    return request
        .ceiling()
        .map(ceiling -> ScopeSet.of(asked).narrow(ceiling).scopes())
        .orElse(List.of(asked));
  }

  private Plan.Item beyondCeiling(Scope asked, PolicyRequest request) {
    Trace trace = new Trace(List.of(), List.of());
    if (isMereName(asked, request) && index.candidates(asked).isEmpty()) {
      return new Plan.Settled(new Outcome.Ignored(asked, trace));
    }
    return new Plan.Settled(
        new Outcome.Refused(
            asked,
            "it was not granted before",
            "beyond the ceiling " + request.ceiling().map(ScopeSet::text).orElse(""),
            trace));
  }

  private Plan.Item item(
      Scope asked, Scope scope, PolicyRequest request, Requester requester, boolean everyRule) {
    Collection<Rule> candidates = everyRule ? rules : index.candidates(scope);
    List<Tried> tried = new ArrayList<>();
    boolean known = false;
    for (Rule rule : candidates) {
      Tried result = tryRule(rule, scope, requester);
      tried.add(result);
      Trace soFar = new Trace(tried, List.of());
      if (result.why() == Why.DECIDES || result.why() == Why.STOPS_WIDER) {
        if (!among(request.clientMayAsk(), scope, requester)) {
          return notForClient(asked, request, soFar);
        }
        return among(request.exchangeGives(), scope, requester)
            ? decided(asked, scope, rule, result.why(), request, soFar)
            : notExchanged(asked, soFar);
      }
      if (result.why() == Why.CONDITION_FAILED && !(rule.how() instanceof How.Grant)) {
        return conditionFailed(asked, result, soFar);
      }
      known |= result.why() != Why.OTHER_SCOPE;
    }
    Trace trace = new Trace(tried, List.of());
    if (!known && isMereName(scope, request)) {
      return new Plan.Settled(new Outcome.Ignored(asked, trace));
    }
    return new Plan.Settled(
        new Outcome.Refused(asked, "no rule of this site allows it", "no rule matches", trace));
  }

  private static Tried tryRule(Rule rule, Scope scope, Requester requester) {
    Match match = rule.pattern().match(scope, requester);
    boolean stopsWider =
        match != Match.MATCHES
            && rule.how() instanceof How.Refuse
            && rule.pattern().touches(scope, requester);
    if (match == Match.OTHER_SCOPE && !stopsWider) {
      return new Tried(rule, Why.OTHER_SCOPE);
    }
    if (match == Match.OTHER_PERSON && !stopsWider) {
      return new Tried(rule, Why.OTHER_PERSON);
    }
    return switch (requester.is(rule.who())) {
      case Answer.No no -> new Tried(rule, Why.NOT_FOR_REQUESTER);
      case Answer.Failed failed -> new Tried(rule, Why.CONDITION_FAILED, failed.why());
      case Answer.Yes yes -> new Tried(rule, stopsWider ? Why.STOPS_WIDER : Why.DECIDES);
    };
  }

  /**
   * A rule that grants could only have given more, and is passed over. Were one that refuses or
   * asks passed over too, a missing claim would open what it guards.
   */
  private static Plan.Item conditionFailed(Scope asked, Tried failed, Trace trace) {
    return new Plan.Settled(
        new Outcome.Refused(
            asked, "a condition of this site could not be checked", failed.inWords(), trace));
  }

  private static Plan.Item decided(
      Scope asked, Scope scope, Rule rule, Why why, PolicyRequest request, Trace trace) {
    Optional<String> tooShallow = rule.tooShallow(scope);
    if (tooShallow.isPresent() && why == Why.DECIDES) {
      return new Plan.Settled(
          new Outcome.Refused(
              asked, tooShallow.get(), rule.label() + ": " + tooShallow.get(), trace));
    }
    return switch (rule.how()) {
      case How.Grant grant ->
          new Plan.Settled(
              new Outcome.Granted(
                  asked, scope, rule, List.of("granted by the site"), false, trace));
      case How.Refuse refuse -> {
        String included = why == Why.STOPS_WIDER ? "it would include what is refused: " : "";
        yield new Plan.Settled(
            new Outcome.Refused(
                asked, included + refuse.why(), rule.label() + ": " + refuse.why(), trace));
      }
      case How.Ask ask ->
          request.account().isPresent()
              ? new Plan.Asking(asked, scope, rule, ask, trace)
              : new Plan.Settled(
                  new Outcome.Refused(
                      asked,
                      "it depends on a local account, and a client acting for itself has none",
                      rule.label() + " asks resolvers, but there is no account",
                      trace));
    };
  }

  private static boolean among(
      Optional<List<ScopePattern>> patterns, Scope scope, Requester requester) {
    return patterns.isEmpty()
        || patterns.get().stream()
            .anyMatch(pattern -> pattern.match(scope, requester) == Match.MATCHES);
  }

  private static Plan.Item notForClient(Scope asked, PolicyRequest request, Trace trace) {
    return new Plan.Settled(
        new Outcome.Refused(
            asked,
            "this client may not ask for it",
            "no scope pattern of the client " + request.client() + " matches",
            trace));
  }

  private static Plan.Item notExchanged(Scope asked, Trace trace) {
    return new Plan.Settled(
        new Outcome.Refused(
            asked,
            "it is not given in exchange for such a token",
            "no scope pattern of the exchange rule matches",
            trace));
  }

  /** No authorization, so that ignoring it refuses nobody anything. */
  private static boolean isMereName(Scope scope, PolicyRequest request) {
    return scope instanceof PlainScope plain
        && !Vocabulary.isPlainAuthorization(plain.text(), request.profile());
  }

  /** The configured resolvers that some rule asks. */
  public Set<String> resolvers() {
    return rules.stream()
        .map(Rule::how)
        .filter(How.Ask.class::isInstance)
        .map(How.Ask.class::cast)
        .flatMap(ask -> ask.resolvers().stream())
        .collect(Collectors.toUnmodifiableSet());
  }
}
