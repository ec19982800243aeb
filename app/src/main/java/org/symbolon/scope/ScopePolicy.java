package org.symbolon.scope;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
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
  private final Memberships memberships;

  public ScopePolicy(List<Rule> rules) {
    this(rules, Memberships.PLAIN);
  }

  public ScopePolicy(List<Rule> rules, Memberships memberships) {
    this.rules = List.copyOf(rules);
    this.index = new RuleIndex(this.rules);
    this.memberships = memberships;
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
    return new Possibilities(request, entitlements, memberships).of(rules);
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
        Plan.Item item = item(asked, part, request, requester, everyRule);
        items.add(
            memberships
                .set(part)
                .map(set -> whole(set, asked, item, request, requester))
                .orElse(item));
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
            ? decidedForMember(asked, scope, result, request, soFar)
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
    return byApprovedSet(asked, scope, request, requester)
        .orElseGet(
            () ->
                new Plan.Settled(
                    new Outcome.Refused(
                        asked, "no rule of this site allows it", "no rule matches", trace)));
  }

  /** No rule that grants or asks makes anybody a member of a group. */
  private Plan.Item decidedForMember(
      Scope asked, Scope scope, Tried deciding, PolicyRequest request, Trace trace) {
    Rule rule = deciding.rule();
    Optional<String> notMember =
        rule.how() instanceof How.Refuse ? Optional.empty() : memberships.refusal(scope, request);
    return notMember
        .<Plan.Item>map(
            why ->
                new Plan.Settled(new Outcome.Refused(asked, why, rule.label() + ": " + why, trace)))
        .orElseGet(() -> decided(asked, scope, rule, deciding.why(), request, trace));
  }

  /** A capability set as the rule about its name decided, for each of its scopes. */
  private Plan.Item whole(
      CapabilitySet set, Scope asked, Plan.Item named, PolicyRequest request, Requester requester) {
    Optional<Function<Scope, Plan.Item>> each = asTheName(asked, named);
    if (each.isEmpty()) {
      return named;
    }
    Outcome.Granted name = grantedName(asked, set, named);
    Optional<List<Scope>> scopes = set.scopesFor(requester.username());
    if (scopes.isEmpty()) {
      return refused(name, "the name of the account fits into no path of it");
    }
    for (Scope scope : scopes.get()) {
      Optional<String> refusal = refusedBefore(name.rule(), scope, requester);
      if (refusal.isPresent()) {
        return refused(name, "it would include what is refused: " + refusal.get());
      }
    }
    ScopeSet most = new ScopeSet(scopes.get());
    // What was added to the set since a person approved it is not theirs to have yet.
    ScopeSet allowed = request.ceiling().map(most::narrow).orElse(most);
    return new Plan.Whole(name, allowed.scopes().stream().map(each.get()).toList());
  }

  /** How the rule about the name treats a scope of the set; empty where it does not give it. */
  private static Optional<Function<Scope, Plan.Item>> asTheName(Scope asked, Plan.Item named) {
    return switch (named) {
      case Plan.Settled(Outcome.Granted name) ->
          Optional.of(
              scope ->
                  new Plan.Settled(
                      new Outcome.Granted(
                          asked, scope, name.rule(), name.reasons(), false, name.trace())));
      case Plan.Asking name ->
          Optional.of(
              scope -> new Plan.Asking(asked, scope, name.rule(), name.ask(), name.trace()));
      case Plan.Settled other -> Optional.empty();
      case Plan.Whole other -> Optional.empty();
    };
  }

  private static Outcome.Granted grantedName(Scope asked, CapabilitySet set, Plan.Item named) {
    List<String> reasons = List.of("all of its scopes were granted");
    return switch (named) {
      case Plan.Settled(Outcome.Granted name) -> name;
      case Plan.Asking name ->
          new Outcome.Granted(asked, set.name(), name.rule(), reasons, false, name.trace());
      case Plan.Settled other -> throw new IllegalArgumentException("not granted: " + other);
      case Plan.Whole other -> throw new IllegalArgumentException("no set in a set: " + other);
    };
  }

  private static Plan.Item refused(Outcome.Granted name, String why) {
    return new Plan.Settled(
        new Outcome.Refused(name.asked(), why, name.rule().label() + ": " + why, name.trace()));
  }

  /** A refusal that stands before the rule about the set holds for what is in it too. */
  private Optional<String> refusedBefore(Rule aboutSet, Scope scope, Requester requester) {
    for (Rule rule : index.candidates(scope)) {
      if (rule.how() instanceof How.Refuse refuse
          && rules.indexOf(rule) < rules.indexOf(aboutSet)
          && tryRule(rule, scope, requester).why() != Why.NOT_FOR_REQUESTER
          && rule.pattern().touches(scope, requester)) {
        return Optional.of(refuse.why());
      }
    }
    return Optional.empty();
  }

  /**
   * A scope that no rule knows, but that came with a set the person approved: a client that
   * refreshes repeats what it was given, or asks for a part of it.
   */
  private Optional<Plan.Item> byApprovedSet(
      Scope asked, Scope scope, PolicyRequest request, Requester requester) {
    for (Scope approved : request.ceiling().orElse(ScopeSet.EMPTY).scopes()) {
      Optional<CapabilitySet> set =
          memberships
              .set(approved)
              .filter(
                  one ->
                      new ScopeSet(one.scopesFor(requester.username()).orElse(List.of()))
                          .covers(scope));
      if (set.isPresent()) {
        Plan.Item named = item(asked, approved, request, requester, false);
        Plan.Item whole = whole(set.get(), asked, named, request, requester);
        return Optional.of(
            whole instanceof Plan.Whole
                ? asTheName(asked, named).orElseThrow().apply(scope)
                : whole);
      }
    }
    return Optional.empty();
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
