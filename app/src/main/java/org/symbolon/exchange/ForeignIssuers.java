package org.symbolon.exchange;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.symbolon.client.Clients;
import org.symbolon.exchange.MapForeign.Vouched;
import org.symbolon.grant.Actors;
import org.symbolon.grant.Login;
import org.symbolon.grant.Party;
import org.symbolon.grant.Person;
import org.symbolon.issuer.Issuer;
import org.symbolon.mint.Subjects;
import org.symbolon.protocol.ProtocolError;
import org.symbolon.protocol.ProtocolException;
import org.symbolon.verify.ForeignCheck;
import org.symbolon.verify.KeySources;

/** The configured foreign issuers of one issuer. */
public final class ForeignIssuers implements ForeignTokens {
  /** One that is trusted, with its keys. */
  private record Trusted(ForeignIssuer issuer, org.symbolon.verify.ForeignTokens tokens) {}

  private final Map<String, Trusted> byUrl;
  private final MapForeign mapForeign;
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
    this.mapForeign = new MapForeign(clients);
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
      throw MapForeign.refused(
          issuer, "it is presented as another kind of token than this site takes");
    }
    return switch (trusted.tokens().check(presented.token(), asking.now())) {
      case ForeignCheck.Invalid(String why) -> throw MapForeign.refused(issuer, why);
      case ForeignCheck.Unavailable(String why) ->
          throw ProtocolError.unavailable(
                  "the keys of the issuer " + issuer.name() + " can not be had now: try again", why)
              .exception();
      case ForeignCheck.Valid valid -> mapped(asking, issuer, presented.kind(), valid);
    };
  }

  private Subject.Foreign mapped(
      Asking asking, ForeignIssuer issuer, TokenKind kind, ForeignCheck.Valid token) {
    Holder holder =
        mapForeign.holder(
            asking.issuer(),
            issuer,
            new Vouched(token.issuer(), token.subject(), token.claims()),
            asking.client().id(),
            asking.now());
    return new Subject.Foreign(
        held(asking.issuer(), issuer, holder, token), issuer.name(), kind, once(issuer, token));
  }

  @Override
  public Holder again(Asking asking, Login root) throws Unacceptable {
    Person person = root.person();
    ForeignIssuer issuer =
        Optional.ofNullable(byUrl.get(person.upstreamIssuer()))
            .map(Trusted::issuer)
            .filter(trusted -> trusted.loginMethod().equals(person.method()))
            .orElseThrow(() -> new Unacceptable("its foreign issuer is trusted no more"));
    Holder holder;
    try {
      holder =
          mapForeign.holder(
              asking.issuer(),
              issuer,
              new Vouched(person.upstreamIssuer(), person.upstreamSubject(), root.claims()),
              root.grant().client().orElse(asking.client().id()),
              asking.now());
    } catch (ProtocolException e) {
      throw new Unacceptable(e.error().description());
    }
    // Whoever is somebody else by now is not the one for whom it was kept.
    if (!holder.name().equals(root.grant().username())) {
      throw new Unacceptable("this site maps its token to another now");
    }
    return holder;
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
      throw MapForeign.refused(issuer, "its act or may_act can not be understood");
    }
    return new Held(
        holder,
        holder.subject(here, subjects),
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

  private static Optional<Subject.Once> once(ForeignIssuer issuer, ForeignCheck.Valid token) {
    if (!issuer.singleUse()) {
      return Optional.empty();
    }
    String id = token.id().orElseThrow(() -> MapForeign.refused(issuer, "it has no jti"));
    return Optional.of(issuer.once(token, id));
  }
}
