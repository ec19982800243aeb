package org.symbolon.exchange;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.symbolon.client.Assertions;
import org.symbolon.client.Client;
import org.symbolon.client.Client.Authentication.Workload;
import org.symbolon.condition.Answer;
import org.symbolon.condition.Condition;
import org.symbolon.condition.Facts;
import org.symbolon.issuer.Issuer;
import org.symbolon.protocol.IssuerId;
import org.symbolon.verify.ForeignCheck;
import org.symbolon.verify.KeySources;
import org.symbolon.verify.Replay;

/**
 * Clients that prove themselves by what their platform signs for them: a token of a configured
 * foreign issuer, verified as for an exchange, whose claims fulfil the client's condition.
 */
public final class WorkloadAssertions implements Assertions {
  private final Function<IssuerId, List<ForeignIssuer>> trusted;
  private final KeySources keys;
  private final Replay replay;
  private final InstantSource clock;

  /**
   * @param trusted whom one of our issuers trusts now
   */
  public WorkloadAssertions(
      Function<IssuerId, List<ForeignIssuer>> trusted,
      KeySources keys,
      Replay replay,
      InstantSource clock) {
    this.trusted = trusted;
    this.keys = keys;
    this.replay = replay;
    this.clock = clock;
  }

  @Override
  public Checked check(Issuer issuer, Client client, String assertion) {
    if (!(client.authentication() instanceof Workload(String name, Condition when))) {
      return new Checked.Refused("this client is no workload");
    }
    Optional<ForeignIssuer> vouching =
        trusted.apply(issuer.id()).stream().filter(one -> one.name().equals(name)).findFirst();
    return vouching
        .map(foreign -> check(foreign, when, client, assertion))
        .orElseGet(() -> new Checked.Refused("the issuer " + name + " is trusted no more"));
  }

  private Checked check(ForeignIssuer foreign, Condition when, Client client, String assertion) {
    Instant now = clock.instant();
    return switch (new org.symbolon.verify.ForeignTokens(
            foreign.expected(), keys.open(foreign.keys()))
        .check(assertion, now)) {
      case ForeignCheck.Invalid(String why) -> new Checked.Refused(why);
      case ForeignCheck.Unavailable(String why) -> new Checked.Unavailable(why);
      case ForeignCheck.Valid token -> {
        Facts facts = ForeignConditions.facts(token.claims(), client.id(), now);
        yield Stream.concat(foreign.when().stream(), Stream.of(when))
            .flatMap(condition -> unfulfilled(condition, facts).stream())
            .findFirst()
            .<Checked>map(Checked.Refused::new)
            .orElseGet(() -> once(foreign, token));
      }
    };
  }

  /** What can not be answered is never a yes. */
  private static Optional<String> unfulfilled(Condition condition, Facts facts) {
    return switch (condition.ask(facts)) {
      case Answer.Yes yes -> Optional.empty();
      case Answer.No no -> Optional.of("its claims do not fulfil: " + condition);
      case Answer.Failed(String why) -> Optional.of(condition + " can not be answered: " + why);
    };
  }

  private Checked once(ForeignIssuer foreign, ForeignCheck.Valid token) {
    if (!foreign.singleUse()) {
      return new Checked.Proved();
    }
    if (token.id().isEmpty()) {
      return new Checked.Refused("it has no jti");
    }
    Subject.Once once = foreign.once(token, token.id().get());
    return replay.first(once.use(), once.id(), once.expires())
        ? new Checked.Proved()
        : new Checked.Refused("used before");
  }
}
