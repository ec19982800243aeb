package org.symbolon.exchange;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.symbolon.grant.Actor;
import org.symbolon.grant.Party;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.GrantId;
import org.symbolon.protocol.ProtocolError;
import org.symbolon.protocol.ProtocolException;
import org.symbolon.resolve.Rights;

/** Who acts (RFC 8693 §2.1), and whether that one still may when something comes of it later. */
final class ProveActor {
  private final Tokens tokens;
  private final ProveSubject prove;
  private final Rights rights;

  ProveActor(Tokens tokens, Rights rights) {
    this.tokens = tokens;
    this.prove = new ProveSubject(tokens, "actor_token");
    this.rights = rights;
  }

  /**
   * @param once present where the actor's token counts once only: to be taken when something comes
   *     of it
   */
  record Proved(Actor actor, Optional<Subject.Once> once) {}

  Proved of(Asking asking, Presented presented) {
    Subject subject = prove.of(asking, presented);
    Held held = subject.held();
    if (!held.actors().isNobody() || held.mayAct().isPresent()) {
      throw refused("the actor_token is delegated itself: present one of the actor's own", "");
    }
    boolean own = held.issuedTo().equals(Optional.of(asking.client().id()));
    boolean meant = held.audiences().stream().anyMatch(asking.client().serves()::contains);
    if (!own && !meant && subject.issuer().equals(Subject.SELF)) {
      throw refused(
          "the actor_token was neither issued to this client nor meant for it", "another's token");
    }
    Actor actor =
        new Actor(
            party(subject),
            held.holder() instanceof Holder.Itself itself
                ? Optional.of(itself.client().id())
                : Optional.empty(),
            held.holder().localName(),
            held.lineage(),
            held.tokenIds());
    hasAccount(asking, held.holder());
    return new Proved(
        actor, subject instanceof Subject.Foreign foreign ? foreign.once() : Optional.empty());
  }

  /** As the actor's own issuer names it: what it is mapped to here is no subject of that one. */
  private static Party party(Subject subject) {
    Map<String, Object> claims = subject.held().claims();
    return subject instanceof Subject.Foreign
        ? new Party(
            Optional.of(String.valueOf(claims.get("iss"))), String.valueOf(claims.get("sub")))
        : Party.own(subject.held().subject());
  }

  /** Once more, when what was delegated is used later. */
  void again(Asking asking, Actor actor) {
    List<GrantId> lineage = actor.lineage();
    boolean there =
        actor
            .client()
            .map(id -> tokens.clients().find(asking.issuer().id(), id).isPresent())
            .orElse(!lineage.isEmpty());
    boolean alive =
        (lineage.isEmpty() && actor.tokenIds().isEmpty())
            || tokens.grants().alive(lineage, actor.tokenIds(), asking.now());
    if (!there || !alive) {
      throw ProtocolError.of(
              ErrorCode.INVALID_GRANT,
              "whoever acted for this person can not act any more: exchange anew")
          .withDetail("the actor " + actor.party() + " has gone")
          .exception();
    }
    actor
        .username()
        .ifPresent(name -> hasAccount(asking, ProveAccessToken.namedHere(asking.issuer(), name)));
  }

  private void hasAccount(Asking asking, Holder holder) {
    holder
        .who()
        .ifPresent(
            person -> {
              switch (rights.account(
                  asking.issuer(),
                  person,
                  holder.localName().orElseThrow(),
                  holder.personClaims())) {
                case Rights.Known.Found found -> {}
                case Rights.Outcome.NoAccount none ->
                    throw refused("the actor has no account here", none.detail());
                case Rights.Outcome.Unavailable down -> throw unavailable(down.why());
              }
            });
  }

  static ProtocolException unavailable(String detail) {
    return ProtocolError.unavailable(
            "a system that knows this account does not answer: try again later, nothing is lost",
            detail)
        .exception();
  }

  private static ProtocolException refused(String description, String detail) {
    return ProtocolError.of(ErrorCode.INVALID_REQUEST, description)
        .withDetail(detail.isEmpty() ? description : detail)
        .exception();
  }
}
