package org.symbolon.exchange;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.symbolon.client.Client;
import org.symbolon.client.Clients;
import org.symbolon.condition.Answer;
import org.symbolon.condition.Condition;
import org.symbolon.condition.Facts;
import org.symbolon.exchange.ForeignIssuer.Mapping;
import org.symbolon.exchange.ForeignIssuer.To;
import org.symbolon.grant.Person;
import org.symbolon.issuer.Issuer;
import org.symbolon.protocol.ClientId;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.ProtocolException;
import org.symbolon.upstream.UsernameRule.Username;

/** Whom a foreign issuer's word stands for here: by its condition, and the first that maps it. */
final class MapForeign {
  private final Clients clients;

  MapForeign(Clients clients) {
    this.clients = clients;
  }

  /** Its {@code iss}, {@code sub} and all its claims, verified now or when something was kept. */
  record Vouched(String issuer, String subject, Map<String, Object> claims) {
    Vouched {
      claims = Map.copyOf(claims);
    }
  }

  /**
   * @param client that presented it
   * @throws ProtocolException {@code invalid_request} where it stands for nobody
   */
  Holder holder(Issuer here, ForeignIssuer issuer, Vouched vouched, ClientId client, Instant now) {
    Facts facts = ForeignConditions.facts(vouched.claims(), client, now);
    if (!issuer.when().map(condition -> holds(condition, facts)).orElse(true)) {
      throw refused(issuer, "it does not fulfil this site's condition");
    }
    Mapping mapping =
        issuer.mappings().stream()
            .filter(each -> each.when().map(when -> applies(issuer, when, facts)).orElse(true))
            .findFirst()
            .orElseThrow(() -> refused(issuer, "this site maps it to nobody"));
    Person person =
        new Person(here.id(), issuer.loginMethod(), vouched.issuer(), vouched.subject());
    return switch (mapping.to()) {
      case To.Robot(var id) -> {
        Client robot =
            clients
                .find(here.id(), id)
                .orElseThrow(() -> refused(issuer, "its robot is not there any more"));
        yield new Holder.Itself(robot, Optional.of(person));
      }
      case To.User(var rule) ->
          switch (rule.apply(vouched.claims())) {
            case Username.Unusable(String why) -> throw refused(issuer, why);
            case Username.Name(String name) -> new Holder.Named(person, name, vouched.claims());
          };
    };
  }

  /** What can not be answered must not lead on to a mapping that was meant for others. */
  private static boolean applies(ForeignIssuer issuer, Condition condition, Facts facts) {
    return switch (condition.ask(facts)) {
      case Answer.Yes yes -> true;
      case Answer.No no -> false;
      case Answer.Failed(String why) ->
          throw refused(issuer, "a condition of this site can not be answered: " + why);
    };
  }

  /** What can not be answered is never a yes. */
  private static boolean holds(Condition condition, Facts facts) {
    return condition.ask(facts) instanceof Answer.Yes;
  }

  static ProtocolException refused(ForeignIssuer issuer, String why) {
    return ProtocolException.of(
        ErrorCode.INVALID_REQUEST,
        "the token of the issuer " + issuer.name() + " is not accepted: " + why);
  }
}
