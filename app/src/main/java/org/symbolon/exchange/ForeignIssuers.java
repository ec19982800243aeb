package org.symbolon.exchange;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.symbolon.client.Client;
import org.symbolon.client.Clients;
import org.symbolon.condition.Answer;
import org.symbolon.condition.Condition;
import org.symbolon.condition.Facts;
import org.symbolon.exchange.ForeignIssuer.Mapping;
import org.symbolon.exchange.ForeignIssuer.To;
import org.symbolon.grant.Actors;
import org.symbolon.grant.Party;
import org.symbolon.grant.Person;
import org.symbolon.issuer.Issuer;
import org.symbolon.mint.Subjects;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.ProtocolError;
import org.symbolon.protocol.ProtocolException;
import org.symbolon.upstream.UsernameRule.Username;
import org.symbolon.verify.ForeignCheck;
import org.symbolon.verify.KeySources;

/** The configured foreign issuers of one issuer. */
public final class ForeignIssuers implements ForeignTokens {
  /** One that is trusted, with its keys. */
  private record Trusted(ForeignIssuer issuer, org.symbolon.verify.ForeignTokens tokens) {}

  private final Map<String, Trusted> byUrl;
  private final Clients clients;
  private final Subjects subjects;

  public ForeignIssuers(
      Collection<ForeignIssuer> issuers, KeySources keys, Clients clients, Subjects subjects) {
    this.byUrl =
        issuers.stream()
            .map(
                one ->
                    new Trusted(
                        one,
                        new org.symbolon.verify.ForeignTokens(
                            one.expected(), keys.open(one.keys()))))
            .collect(
                Collectors.toUnmodifiableMap(
                    trusted -> trusted.issuer().expected().issuer(), Function.identity()));
    this.clients = clients;
    this.subjects = subjects;
  }

  @Override
  public boolean knows(String issuer) {
    return byUrl.containsKey(issuer);
  }

  @Override
  public Subject.Foreign prove(Asking asking, Presented presented) {
    String url = UnverifiedIssuer.of(presented.token()).orElse("");
    Trusted trusted = Optional.ofNullable(byUrl.get(url)).orElseThrow();
    ForeignIssuer issuer = trusted.issuer();
    if (!issuer.kinds().contains(presented.kind())) {
      throw refused(issuer, "it is presented as another kind of token than this site takes");
    }
    return switch (trusted.tokens().check(presented.token(), asking.now())) {
      case ForeignCheck.Invalid(String why) -> throw refused(issuer, why);
      case ForeignCheck.Unavailable(String why) ->
          throw ProtocolError.unavailable(
                  "the keys of the issuer " + issuer.name() + " can not be had now: try again", why)
              .exception();
      case ForeignCheck.Valid valid -> mapped(asking, issuer, presented.kind(), valid);
    };
  }

  private Subject.Foreign mapped(
      Asking asking, ForeignIssuer issuer, TokenKind kind, ForeignCheck.Valid token) {
    Facts facts = ForeignConditions.facts(token.claims(), asking.client().id(), asking.now());
    if (!issuer.when().map(condition -> holds(condition, facts)).orElse(true)) {
      throw refused(issuer, "it does not fulfil this site's condition");
    }
    Mapping mapping =
        issuer.mappings().stream()
            .filter(each -> each.when().map(when -> applies(issuer, when, facts)).orElse(true))
            .findFirst()
            .orElseThrow(() -> refused(issuer, "this site maps it to nobody"));
    Held held =
        held(asking.issuer(), issuer, holder(asking.issuer(), issuer, mapping, token), token);
    return new Subject.Foreign(held, issuer.name(), kind, once(issuer, token));
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

  private Holder holder(
      Issuer here, ForeignIssuer issuer, Mapping mapping, ForeignCheck.Valid token) {
    return switch (mapping.to()) {
      case To.Robot(var id) -> {
        Client robot =
            clients
                .find(here.id(), id)
                .orElseThrow(() -> refused(issuer, "its robot is not there any more"));
        yield new Holder.Itself(robot);
      }
      case To.User(var rule) ->
          switch (rule.apply(token.claims())) {
            case Username.Unusable(String why) -> throw refused(issuer, why);
            case Username.Name(String name) ->
                new Holder.Named(
                    new Person(
                        here.id(), "issuer " + issuer.name(), token.issuer(), token.subject()),
                    name,
                    token.claims());
          };
    };
  }

  private Held held(Issuer here, ForeignIssuer issuer, Holder holder, ForeignCheck.Valid token) {
    Object act = token.claims().get("act");
    Object mayAct = token.claims().get("may_act");
    String ours = here.url().toString();
    // RFC 8693 §4.1: whom a token names without an issuer is its own issuer's, not one of ours.
    Optional<Actors> actors =
        act == null ? Optional.of(Actors.NOBODY) : Actors.readForeign(act, token.issuer(), ours);
    Optional<Party> party =
        Optional.ofNullable(mayAct)
            .flatMap(claim -> Party.readForeign(claim, token.issuer(), ours));
    // What can not be understood wholly must not be passed over.
    if (actors.isEmpty() || (mayAct != null && party.isEmpty())) {
      throw refused(issuer, "its act or may_act can not be understood");
    }
    return new Held(
        holder,
        subject(here, holder),
        Optional.empty(),
        audiences(issuer, token),
        Optional.empty(),
        List.of(),
        List.of(),
        token.expires(),
        Instant.MAX,
        actors.get(),
        party,
        token.issued(),
        token.claims());
  }

  /** Those of ours that it was made for: a rule about one is not about a token for another. */
  private static List<String> audiences(ForeignIssuer issuer, ForeignCheck.Valid token) {
    Object made = token.claims().get("aud");
    return issuer.expected().audiences().stream()
        .filter(name -> name.equals(made) || (made instanceof List<?> all && all.contains(name)))
        .toList();
  }

  private String subject(Issuer here, Holder holder) {
    return switch (holder) {
      case Holder.Itself(Client client) -> Subjects.ofClient(client.id());
      case Holder.Named named -> subjects.ofPerson(here, named.person().key(), named.username());
      case Holder.LoggedIn loggedIn -> throw new IllegalStateException("nobody logged in here");
    };
  }

  private static Optional<Subject.Once> once(ForeignIssuer issuer, ForeignCheck.Valid token) {
    if (!issuer.singleUse()) {
      return Optional.empty();
    }
    String id = token.id().orElseThrow(() -> refused(issuer, "it has no jti"));
    return Optional.of(
        new Subject.Once(
            "token of " + token.issuer(), id, token.expires().plus(issuer.expected().skew())));
  }

  private static ProtocolException refused(ForeignIssuer issuer, String why) {
    return ProtocolException.of(
        ErrorCode.INVALID_REQUEST,
        "the token of the issuer " + issuer.name() + " is not accepted: " + why);
  }
}
