package org.symbolon.scope;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.symbolon.condition.Answer;

/**
 * What a requester may have by the rules: more than this is never granted, and what a rule asks
 * resolvers about may be less.
 */
final class Possibilities {
  private final PolicyRequest request;
  private final Requester requester;
  private final Map<String, List<ScopePattern>> entitlements;
  private final Memberships memberships;
  private final List<ScopePattern> refused = new ArrayList<>();
  private final Map<String, Possible> found = new LinkedHashMap<>();

  Possibilities(
      PolicyRequest request,
      Map<String, List<ScopePattern>> entitlements,
      Memberships memberships) {
    this.request = request;
    this.requester = Requester.of(request);
    this.entitlements = entitlements;
    this.memberships = memberships;
  }

  List<Possible> of(List<Rule> rules) {
    for (Rule rule : rules) {
      boolean concerned = requester.is(rule.who()) instanceof Answer.Yes;
      boolean failed = requester.is(rule.who()) instanceof Answer.Failed;
      for (ScopePattern pattern : PatternMeet.expand(rule.pattern(), requester)) {
        switch (rule.how()) {
          case How.Grant grant when concerned ->
              ofMember(pattern).forEach(one -> add(rule, one, List.of()));
          case How.Ask ask when concerned && request.account().isPresent() ->
              ofMember(pattern).forEach(one -> entitled(rule, ask, one));
          // A condition without an answer refuses here, as it does when a scope is asked for.
          case How.Refuse refuse when concerned || failed -> refused.add(pattern);
          case How.Ask ask when failed || concerned -> refused.add(pattern);
          case How.Grant grant -> {}
          case How.Refuse refuse -> {}
          case How.Ask ask -> {}
        }
      }
    }
    return List.copyOf(found.values());
  }

  /** Groups and capability sets by name, those of the requester, as no rule gives any others. */
  private List<ScopePattern> ofMember(ScopePattern pattern) {
    if (!(pattern instanceof PlainPattern plain)) {
      return List.of(pattern);
    }
    String text = plain.piece().before();
    if (!plain.open()) {
      return memberships.refusal(new PlainScope(text), request).isEmpty()
          ? List.of(pattern)
          : List.of();
    }
    List<ScopePattern> own = new ArrayList<>();
    if (!Memberships.listsAll(text)) {
      own.add(pattern);
    }
    for (PlainScope scope : memberships.scopes(request)) {
      if (scope.text().startsWith(text)) {
        own.add(new PlainPattern(scope.text(), Piece.literal(scope.text()), false));
      }
    }
    return own;
  }

  /** Where all that are asked list what they give, no more than that. */
  private void entitled(Rule rule, How.Ask ask, ScopePattern pattern) {
    List<ScopePattern> patterns = List.of(pattern);
    if (ask.quorum() == How.Quorum.ALL || ask.resolvers().size() == 1) {
      for (String resolver : ask.resolvers()) {
        if (entitlements.containsKey(resolver)) {
          patterns = meets(patterns, entitlements.get(resolver));
        }
      }
    }
    patterns.forEach(one -> add(rule, one, ask.resolvers()));
  }

  private void add(Rule rule, ScopePattern pattern, List<String> asked) {
    List<ScopePattern> allowed =
        request
            .clientMayAsk()
            .map(mayAsk -> meets(List.of(pattern), mayAsk))
            .orElse(List.of(pattern));
    for (ScopePattern one : allowed) {
      List<String> except = new ArrayList<>();
      boolean gone = false;
      for (ScopePattern no : refused) {
        Optional<ScopePattern> meet = PatternMeet.meet(one, no);
        gone |= meet.filter(common -> common.text().equals(one.text())).isPresent();
        meet.ifPresent(common -> except.add(common.text()));
      }
      if (!gone) {
        found.putIfAbsent(one.text(), new Possible(one.text(), rule, asked, except));
      }
    }
  }

  private List<ScopePattern> meets(List<ScopePattern> some, List<ScopePattern> others) {
    Map<String, ScopePattern> meets = new LinkedHashMap<>();
    for (ScopePattern one : some) {
      for (ScopePattern other : new LinkedHashSet<>(others)) {
        for (ScopePattern expanded : PatternMeet.expand(other, requester)) {
          PatternMeet.meet(one, expanded).ifPresent(meet -> meets.put(meet.text(), meet));
        }
      }
    }
    return List.copyOf(meets.values());
  }
}
