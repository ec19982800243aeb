package org.symbolon.exchange;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.symbolon.exchange.Tried.Miss;
import org.symbolon.exchange.Tried.Stage;
import org.symbolon.protocol.ErrorCode;

/**
 * The site's rules over token exchange, in order: the first that matches decides; where none does,
 * nothing is exchanged. One whose condition can not be answered, though all else matches, refuses:
 * a later rule may give more than it would have. Pure and safe for all threads.
 */
public final class ExchangePolicy {
  private final List<ExchangeRule> rules;

  /**
   * @param narrowOwn whether {@link ExchangeRule#NARROW_OWN} stands at the end
   */
  public ExchangePolicy(List<ExchangeRule> rules, boolean narrowOwn) {
    List<ExchangeRule> all = new ArrayList<>(rules);
    if (narrowOwn) {
      all.add(ExchangeRule.NARROW_OWN);
    }
    this.rules = List.copyOf(all);
  }

  public List<ExchangeRule> rules() {
    return rules;
  }

  /** What the rules say. */
  public sealed interface Verdict {
    /**
     * @param audiences the result's
     */
    record Permitted(ExchangeRule rule, List<String> audiences) implements Verdict {
      public Permitted {
        audiences = List.copyOf(audiences);
      }
    }

    /**
     * @param description for the client's developer; never tells whether somebody else exists
     * @param detail for the log: why the rule that came closest does not match
     */
    record Refused(ErrorCode code, String description, String detail) implements Verdict {}
  }

  public Verdict decide(Facts facts) {
    Optional<Tried> closest = Optional.empty();
    for (ExchangeRule rule : rules) {
      switch (MatchRule.match(rule, facts)) {
        case MatchRule.Result.Leads(List<String> audiences) -> {
          return new Verdict.Permitted(rule, audiences);
        }
        case MatchRule.Result.CannotSay(Miss miss) -> {
          return refused(Optional.of(new Tried(rule, Optional.of(miss))));
        }
        case MatchRule.Result.Misses(Miss miss) -> {
          if (closest.isEmpty() || stage(closest.get()).compareTo(miss.stage()) < 0) {
            closest = Optional.of(new Tried(rule, Optional.of(miss)));
          }
        }
      }
    }
    return refused(closest);
  }

  /** Every rule and why it does or would not decide: for explain. */
  public List<Tried> explain(Facts facts) {
    return rules.stream()
        .map(
            rule ->
                new Tried(
                    rule,
                    switch (MatchRule.match(rule, facts)) {
                      case MatchRule.Result.Leads leads -> Optional.<Miss>empty();
                      case MatchRule.Result.Misses(Miss miss) -> Optional.of(miss);
                      case MatchRule.Result.CannotSay(Miss miss) -> Optional.of(miss);
                    }))
        .toList();
  }

  /** How long anything may live beyond its subject token. */
  public Duration reach() {
    return rules.stream()
        .map(ExchangeRule::reach)
        .max(Comparator.naturalOrder())
        .orElse(Duration.ZERO);
  }

  private static Verdict refused(Optional<Tried> closest) {
    Stage stage = closest.map(ExchangePolicy::stage).orElse(Stage.CLIENT);
    String detail = closest.map(Tried::inWords).orElse("there is no rule");
    return switch (stage) {
      case CLIENT, MODE ->
          new Verdict.Refused(
              ErrorCode.UNAUTHORIZED_CLIENT,
              "no rule of this site lets this client exchange tokens in this way",
              detail);
      // RFC 8693 §2.2.2: unacceptable by policy is invalid_request.
      case SUBJECT ->
          new Verdict.Refused(
              ErrorCode.INVALID_REQUEST,
              "no rule of this site lets this client exchange this subject: it is of another kind,"
                  + " was meant for another client, or is nobody this client may act for",
              detail);
      case ACTOR ->
          new Verdict.Refused(
              ErrorCode.INVALID_REQUEST,
              "no rule of this site lets this actor act for this subject by this client",
              detail);
      case TARGET ->
          new Verdict.Refused(
              ErrorCode.INVALID_TARGET,
              "no rule of this site leads from this subject to the audiences asked for: name others"
                  + " by audience or resource, or one where none is named",
              detail);
    };
  }

  private static Stage stage(Tried tried) {
    return tried.miss().map(Miss::stage).orElse(Stage.CLIENT);
  }
}
