package org.symbolon.exchange;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.symbolon.condition.Answer;
import org.symbolon.condition.Condition;
import org.symbolon.exchange.Tried.Miss;
import org.symbolon.exchange.Tried.Stage;
import org.symbolon.issuer.AudienceRules;
import org.symbolon.issuer.Audiences;
import org.symbolon.protocol.ClientId;

/** Whether one rule is about a request, and if so to which audiences it leads. */
final class MatchRule {
  private final ExchangeRule rule;
  private final Facts facts;

  private MatchRule(ExchangeRule rule, Facts facts) {
    this.rule = rule;
    this.facts = facts;
  }

  /** The audiences, or why not. */
  sealed interface Result {
    record Leads(List<String> audiences) implements Result {}

    record Misses(Miss miss) implements Result {}

    /** All but its condition matches, and that can not be answered. */
    record CannotSay(Miss miss) implements Result {}
  }

  static Result match(ExchangeRule rule, Facts facts) {
    MatchRule match = new MatchRule(rule, facts);
    return match
        .client()
        .or(match::mode)
        .or(match::subject)
        .or(match::meant)
        .or(match::actor)
        .<Result>map(Result.Misses::new)
        .orElseGet(match::targetsAndCondition);
  }

  /** The condition is last: what can not be answered matters only where all else matches. */
  private Result targetsAndCondition() {
    Result led = targets();
    if (!(led instanceof Result.Leads) || rule.subject().condition().isEmpty()) {
      return led;
    }
    Condition condition = rule.subject().condition().get();
    return switch (ExchangeConditions.ask(condition, facts)) {
      case Answer.Yes yes -> led;
      case Answer.No no ->
          new Result.Misses(new Miss(Stage.SUBJECT, "is for subjects with " + condition.text()));
      case Answer.Failed failed ->
          new Result.CannotSay(
              new Miss(
                  Stage.SUBJECT,
                  "is for subjects with "
                      + condition.text()
                      + ", which can not be answered: "
                      + failed.why()
                      + ": refused, as a later rule may give more"));
    };
  }

  private Optional<Miss> client() {
    return rule.clients().isEmpty() || rule.clients().contains(facts.client())
        ? Optional.empty()
        : miss(Stage.CLIENT, "is for the clients " + sorted(rule.clients()));
  }

  private Optional<Miss> mode() {
    return facts.shape().canMean(rule.mode())
        ? Optional.empty()
        : miss(Stage.MODE, "is for mode " + rule.mode().word());
  }

  private Optional<Miss> subject() {
    SubjectRule wanted = rule.subject();
    boolean named = facts.shape() == Facts.Shape.SOMEBODY_NAMED;
    if (!named && !wanted.issuers().contains(facts.issuer())) {
      return subject("is for tokens of " + sorted(wanted.issuers()));
    }
    if (!named && !wanted.kinds().contains(facts.kind())) {
      return subject(
          wanted.kinds().isEmpty()
              ? "is for people whom the client names, without a token"
              : "is for subject tokens that are " + kinds(wanted.kinds()));
    }
    if (!wanted.audiences().isEmpty()
        && facts.audiences().stream()
            .noneMatch(name -> AudienceRules.allows(patterns(wanted.audiences()), name))) {
      return subject("is for subject tokens for " + String.join(", ", wanted.audiences()));
    }
    if (!wanted.issuedTo().isEmpty()
        && facts.issuedTo().filter(wanted.issuedTo()::contains).isEmpty()) {
      return subject("is for subject tokens issued to " + sorted(wanted.issuedTo()));
    }
    if (!wanted.users().isEmpty() && facts.username().filter(wanted.users()::contains).isEmpty()) {
      return subject("is for the accounts " + sorted(wanted.users()));
    }
    if (!wanted.groups().isEmpty()
        && facts.groups().stream().noneMatch(wanted.groups()::contains)) {
      return subject("is for members of " + sorted(wanted.groups()));
    }
    return Optional.empty();
  }

  /** Whether the client may present this token in this mode at all. */
  private Optional<Miss> meant() {
    return switch (rule.mode()) {
      case ON_BEHALF_OF, DELEGATE ->
          facts.meantForClient()
              ? Optional.empty()
              : subject("the subject token is not meant for this client, by its audience");
      case DOWNSCOPE ->
          facts.ownToken()
              ? Optional.empty()
              : miss(Stage.MODE, "the subject token was not issued to this client");
      case JOB ->
          facts.meantForClient() || facts.ownToken()
              ? Optional.empty()
              : subject("the subject token was neither issued to this client nor meant for it");
      case IMPERSONATE -> Optional.empty();
    };
  }

  private Optional<Miss> actor() {
    if (rule.mode() != Mode.DELEGATE) {
      return Optional.empty();
    }
    boolean onlyItself = rule.actors().isEmpty() && rule.actingUsers().isEmpty();
    Set<ClientId> clients = onlyItself ? Set.of(facts.client()) : rule.actors();
    boolean may =
        facts
            .actor()
            .filter(
                actor ->
                    actor.client().filter(clients::contains).isPresent()
                        || actor.username().filter(rule.actingUsers()::contains).isPresent())
            .isPresent();
    return may
        ? Optional.empty()
        : miss(
            Stage.ACTOR,
            onlyItself
                ? "only the client itself may act"
                : "only " + sorted(clients) + " " + sorted(rule.actingUsers()) + " may act");
  }

  private Result targets() {
    if (facts.itself()) {
      return new Result.Leads(List.of(facts.client().value()));
    }
    if (facts.targets().isEmpty()) {
      return defaults();
    }
    List<String> audiences = new ArrayList<>();
    for (String asked : facts.targets()) {
      Optional<String> audience = target(asked);
      if (audience.isEmpty()) {
        return elsewhere(asked);
      }
      audiences.add(audience.get());
    }
    return new Result.Leads(audiences.stream().distinct().toList());
  }

  private Optional<String> target(String asked) {
    Optional<String> audience =
        rule.targets().isEmpty() ? Optional.of(asked) : rule.targets().audience(asked);
    return audience.filter(this::within);
  }

  /** What the mode itself bounds, whatever the rule lists. */
  private boolean within(String audience) {
    return switch (rule.mode()) {
      case ON_BEHALF_OF, DELEGATE, JOB -> true;
      case IMPERSONATE -> facts.serves().contains(audience);
      case DOWNSCOPE ->
          facts.audiences().contains(audience)
              || (facts.audiences().stream().anyMatch(AudienceRules.WILDCARDS::contains)
                  && !AudienceRules.WILDCARDS.contains(audience)
                  && AudienceRules.allows(facts.permitted(), audience));
    };
  }

  /** Where a request names no audience: one that can not be mistaken, and never "all". */
  private Result defaults() {
    return switch (rule.mode()) {
      case DOWNSCOPE -> {
        List<String> kept =
            facts.audiences().stream().filter(name -> target(name).isPresent()).toList();
        yield kept.isEmpty() ? elsewhere("") : new Result.Leads(kept);
      }
      case IMPERSONATE ->
          facts.serves().size() == 1 && target(facts.serves().iterator().next()).isPresent()
              ? new Result.Leads(List.copyOf(facts.serves()))
              : elsewhere("");
      case ON_BEHALF_OF, DELEGATE, JOB ->
          rule.targets()
              .only()
              .<Result>map(only -> new Result.Leads(List.of(only)))
              .orElseGet(() -> elsewhere(""));
    };
  }

  private Result elsewhere(String asked) {
    return new Result.Misses(
        new Miss(
            Stage.TARGET,
            asked.isEmpty()
                ? "leads to more than one audience: one has to be named"
                : "does not lead to the audience " + asked));
  }

  private static Audiences patterns(List<String> patterns) {
    return new Audiences(List.of(), patterns);
  }

  private static Optional<Miss> subject(String why) {
    return miss(Stage.SUBJECT, why);
  }

  private static Optional<Miss> miss(Stage stage, String why) {
    return Optional.of(new Miss(stage, why));
  }

  private static String kinds(Set<TokenKind> kinds) {
    return kinds.stream()
        .sorted(Comparator.naturalOrder())
        .map(TokenKind::word)
        .collect(Collectors.joining(", "));
  }

  private static String sorted(Set<?> values) {
    return String.join(", ", new TreeSet<>(values.stream().map(Object::toString).toList()));
  }
}
