package org.symbolon.exchange;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.symbolon.exchange.Subject.OwnAccessToken;
import org.symbolon.exchange.Subject.OwnIdToken;
import org.symbolon.exchange.Subject.OwnJobGrant;
import org.symbolon.exchange.Subject.OwnRefreshToken;
import org.symbolon.grant.Actors;
import org.symbolon.grant.Derivation;
import org.symbolon.grant.Exchanged;
import org.symbolon.grant.Family;
import org.symbolon.grant.Grant;
import org.symbolon.grant.GrantKind;
import org.symbolon.grant.JobGrant;
import org.symbolon.grant.Login;
import org.symbolon.grant.Party;
import org.symbolon.grant.RefreshTokens;
import org.symbolon.protocol.ClientId;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.ProtocolError;
import org.symbolon.protocol.ProtocolException;
import org.symbolon.scope.ScopeSet;
import org.symbolon.verify.AccessTokenCheck;
import org.symbolon.verify.IdTokenCheck;

/**
 * Finds out for whom a token speaks, by its kind: what the request calls it has to be what it is.
 * Redeems nothing.
 */
final class ProveSubject {
  private final Tokens tokens;
  private final ProveAccessToken accessTokens;
  private final String parameter;

  /**
   * @param parameter which one is read, for the error
   */
  ProveSubject(Tokens tokens, String parameter) {
    this.tokens = tokens;
    this.accessTokens = new ProveAccessToken(tokens);
    this.parameter = parameter;
  }

  /**
   * @throws ProtocolException {@code invalid_request}: RFC 8693 §2.2.2 has it for a token that is
   *     invalid for any reason
   */
  Subject of(Asking asking, Presented presented) {
    try {
      return switch (presented.kind()) {
        case ACCESS_TOKEN -> accessToken(asking, presented);
        case ID_TOKEN -> idToken(asking, presented);
        // RFC 8693 §3: a JWT of either kind.
        case JWT -> jwt(asking, presented);
        case REFRESH_TOKEN -> refreshToken(asking, presented.token());
        case JOB_GRANT -> jobGrant(asking, presented.token());
      };
    } catch (Unacceptable e) {
      throw ProtocolError.of(
              ErrorCode.INVALID_REQUEST,
              "the "
                  + parameter
                  + " is no valid token of the kind that "
                  + parameter
                  + "_type says: it has expired or ended, is of another issuer, client or kind, or"
                  + " has been used already")
          .withDetail(e.why())
          .exception();
    }
  }

  private Subject accessToken(Asking asking, Presented presented) throws Unacceptable {
    return switch (tokens
        .own()
        .verifyAccessToken(asking.issuer(), presented.token(), asking.now())) {
      case AccessTokenCheck.Valid valid -> {
        CheckBinding.check(asking, valid);
        yield new OwnAccessToken(accessTokens.held(asking, valid));
      }
      case AccessTokenCheck.Invalid(String why) -> foreign(asking, presented, why);
    };
  }

  private Subject idToken(Asking asking, Presented presented) throws Unacceptable {
    return switch (tokens.own().verifyIdToken(asking.issuer(), presented.token(), asking.now())) {
      case IdTokenCheck.Valid valid -> new OwnIdToken(ofIdToken(asking, valid));
      case IdTokenCheck.Invalid(String why) -> foreign(asking, presented, why);
    };
  }

  private Subject jwt(Asking asking, Presented presented) throws Unacceptable {
    if (tokens.own().verifyIdToken(asking.issuer(), presented.token(), asking.now())
        instanceof IdTokenCheck.Valid valid) {
      return new OwnIdToken(ofIdToken(asking, valid));
    }
    return accessToken(asking, presented);
  }

  private Subject foreign(Asking asking, Presented presented, String why) throws Unacceptable {
    ForeignTokens foreign = asking.inForce().foreign();
    if (UnverifiedIssuer.of(presented.token()).filter(foreign::knows).isEmpty()) {
      throw new Unacceptable(why);
    }
    return foreign.prove(asking, presented);
  }

  private Held ofIdToken(Asking asking, IdTokenCheck.Valid token) throws Unacceptable {
    // OpenID Connect Core §2: it is for its audience and nobody else.
    if (!token.audiences().contains(asking.client().id().value())) {
      throw new Unacceptable("an ID token of another client");
    }
    if (token.grant().isEmpty()) {
      throw new Unacceptable("an ID token that came of an exchange itself");
    }
    Exchanged found =
        tokens
            .exchanges()
            .find(token.grant().get(), asking.now())
            .filter(Exchanged::alive)
            .orElseThrow(() -> new Unacceptable("the grant of the ID token has ended"));
    // It has no key of its own, and must not be the way around that of its grant's other tokens.
    if (!found.grant().confirmation().isMetBy(asking.proved())) {
      throw new Unacceptable("its grant is bound to a key or certificate that is not proved");
    }
    return held(
        asking,
        found,
        token.audiences(),
        earlier(token.expires(), found.grant().expires()),
        token.claims());
  }

  private Subject refreshToken(Asking asking, String text) throws Unacceptable {
    if (asking.client().isPublic()) {
      // RFC 9700 §4.14.2: rotation alone shows that one was stolen, and an exchange rotates
      // nothing.
      throw new Unacceptable("a refresh token of a client without a secret: refresh it instead");
    }
    RefreshTokens.Genuine genuine =
        tokens
            .refreshTokens()
            .read(asking.issuer().id(), asking.client().id(), text)
            .orElseThrow(() -> new Unacceptable("no refresh token of this client"));
    Family family =
        tokens
            .families()
            .find(genuine.grant())
            .filter(Family::alive)
            .filter(found -> asking.now().isBefore(found.idleExpires()))
            .orElseThrow(() -> new Unacceptable("its family has ended"));
    if (family.generation() != genuine.generation()) {
      throw new Unacceptable("the refresh token has been used: a newer one stands for its family");
    }
    Exchanged found = new Exchanged(family.grant(), family.login(), true);
    return new OwnRefreshToken(
        held(
            asking,
            found,
            family.grant().audiences(),
            earlier(family.idleExpires(), family.grant().expires()),
            Map.of()));
  }

  private Subject jobGrant(Asking asking, String text) throws Unacceptable {
    JobGrant job =
        tokens
            .jobTokens()
            .read(asking.issuer().id(), asking.client().id(), text)
            .flatMap(id -> tokens.jobGrants().find(id, asking.now()))
            .filter(JobGrant::alive)
            .orElseThrow(() -> new Unacceptable("no living job grant of this client"));
    if (job.uses() >= job.terms().mostUses()) {
      throw new Unacceptable("the job grant is used up");
    }
    return new OwnJobGrant(stored(asking, job.grant(), job.login(), job.derivation()), job);
  }

  private Held held(
      Asking asking,
      Exchanged found,
      List<String> audiences,
      Instant expires,
      Map<String, Object> claims)
      throws Unacceptable {
    Grant grant = found.grant();
    Optional<Derivation> derivation =
        grant.kind() == GrantKind.EXCHANGE || grant.kind() == GrantKind.JOB
            ? tokens.exchanges().derivation(grant.id())
            : Optional.empty();
    return held(asking, found, derivation, audiences, grant.client(), expires, claims);
  }

  /** What a stored grant that came of an exchange holds: its subject is what it came of. */
  Held stored(Asking asking, Grant grant, Login login, Derivation derivation) throws Unacceptable {
    return held(
        asking,
        new Exchanged(grant, login, true),
        Optional.of(derivation),
        derivation.audiences(),
        derivation.issuedTo(),
        grant.expires(),
        derivation.claims());
  }

  private Held held(
      Asking asking,
      Exchanged found,
      Optional<Derivation> derivation,
      List<String> audiences,
      Optional<ClientId> issuedTo,
      Instant expires,
      Map<String, Object> claims)
      throws Unacceptable {
    Grant grant = found.grant();
    List<String> tokenIds = derivation.map(Derivation::tokenIds).orElse(List.of());
    if (!tokenIds.isEmpty() && !tokens.grants().alive(List.of(), tokenIds, asking.now())) {
      throw new Unacceptable("a token it came of has been revoked");
    }
    Holder holder = tokens.holder(asking, found.login());
    return new Held(
        holder,
        holder.subject(asking.issuer(), tokens.subjects()),
        Optional.of(ceiling(asking, grant)),
        audiences,
        issuedTo,
        grant.lineage(),
        tokenIds,
        expires,
        grant.expires(),
        derivation.map(Derivation::actors).orElse(Actors.NOBODY),
        derivation.flatMap(Derivation::mayAct),
        Optional.of(grant.authenticatedAt()),
        claims);
  }

  private static ScopeSet ceiling(Asking asking, Grant grant) throws Unacceptable {
    return ProveAccessToken.scopes(asking.issuer(), grant.ceiling());
  }

  static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  /** Somebody named by a client, of whom nothing is known yet. */
  static Subject named(Asking asking, String username) {
    return new Subject.Named(
        new Held(
            ProveAccessToken.namedHere(asking.issuer(), username),
            username,
            Optional.empty(),
            List.of(),
            Optional.empty(),
            List.of(),
            List.of(),
            Instant.MAX,
            Instant.MAX,
            Actors.NOBODY,
            Optional.<Party>empty(),
            Optional.empty(),
            Map.of()));
  }
}
