package org.symbolon.token;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.symbolon.exchange.Exchange;
import org.symbolon.exchange.Held;
import org.symbolon.exchange.Holder;
import org.symbolon.exchange.Mode;
import org.symbolon.grant.Grant;
import org.symbolon.grant.Login;
import org.symbolon.grant.Party;
import org.symbolon.issuer.Audiences;
import org.symbolon.mint.AccessTokenClaims;
import org.symbolon.mint.GroupClaims;
import org.symbolon.mint.IdTokenClaims;
import org.symbolon.mint.IdTokenClaims.BoundTo;
import org.symbolon.mint.IdTokens;
import org.symbolon.mint.Minted;
import org.symbolon.mint.Minter;
import org.symbolon.mint.PersonClaims;
import org.symbolon.mint.Subjects;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.GrantId;
import org.symbolon.protocol.ProtocolException;
import org.symbolon.resolver.Account;

/** From a decision to the claims of its tokens. */
public final class MintTokens {
  private final Minter minter;
  private final IdTokens idTokens;
  private final Subjects subjects;

  public MintTokens(Minter minter, IdTokens idTokens, Subjects subjects) {
    this.minter = minter;
    this.idTokens = idTokens;
    this.subjects = subjects;
  }

  Minted accessToken(Caller caller, Proof proof, DecideScopes.Decided decided, Duration lifetime) {
    if (proof instanceof Proof.Exchanged(Exchange exchange)) {
      return minter.accessToken(
          caller.issuer(), exchanged(caller, exchange, decided, lifetime).boundTo(caller.proved()));
    }
    return minter.accessToken(
        caller.issuer(),
        new AccessTokenClaims(
                subject(caller, proof, decided),
                caller.client().id(),
                decided.granted(),
                proof.audiences(),
                caller.client().audiences().orElse(caller.issuer().audiences()),
                proof.lineage(),
                caller.now(),
                lifetime,
                caller.client().algorithm(),
                proof instanceof Proof.Approved approved
                    ? Optional.of(approved.authenticatedAt())
                    : Optional.empty(),
                groups(caller, decided),
                Map.of())
            .boundTo(caller.proved())
            .signedInBy(
                proof instanceof Proof.Approved approved
                    ? PersonClaims.acr(approved.login().claims())
                    : Optional.empty()));
  }

  private AccessTokenClaims exchanged(
      Caller caller, Exchange exchange, DecideScopes.Decided decided, Duration lifetime) {
    Held held = exchange.held();
    AccessTokenClaims claims =
        new AccessTokenClaims(
            subject(caller, exchange, decided),
            caller.client().id(),
            decided.granted(),
            exchange.audiences(),
            permitted(exchange),
            held.lineage(),
            held.tokenIds(),
            caller.now(),
            lifetime,
            caller.client().algorithm(),
            held.authenticatedAt(),
            groups(caller, decided),
            exchange.actors().claim(),
            exchange.mayAct().map(Party::claim),
            Map.of());
    return held.authenticatedAt().isPresent()
            && held.holder() instanceof Holder.LoggedIn(Login login)
        ? claims.signedInBy(PersonClaims.acr(login.claims()))
        : claims;
  }

  /** Which wildcards may pass: those the rule names, and those that a narrowed token had. */
  private static Audiences permitted(Exchange exchange) {
    List<String> named = new ArrayList<>(exchange.rule().targets().rules().allowed());
    if (exchange.rule().mode() == Mode.DOWNSCOPE) {
      named.addAll(exchange.held().audiences());
    }
    return new Audiences(List.of(), named);
  }

  private String subject(Caller caller, Exchange exchange, DecideScopes.Decided decided) {
    return switch (exchange.held().holder()) {
      case Holder.Itself itself -> itself.name();
      case Holder.LoggedIn(Login login) ->
          person(caller, login.grant().person(), decided.account().orElseThrow().name());
      case Holder.Named named ->
          person(caller, named.person().key(), decided.account().orElseThrow().name());
    };
  }

  private String person(Caller caller, String person, String username) {
    return usable(subjects.ofPerson(caller.issuer(), person, username));
  }

  /**
   * An ID token in exchange: the start of no other exchange, so it names no grant.
   *
   * @throws ProtocolException {@code invalid_scope} where nobody logged in, or {@code openid} is
   *     not granted
   */
  Minted idToken(
      Caller caller, Exchange exchange, DecideScopes.Decided decided, Duration lifetime) {
    if (!(exchange.held().holder() instanceof Holder.LoggedIn(Login login))
        || !decided.granted().has("openid")) {
      throw ProtocolException.of(
          ErrorCode.INVALID_SCOPE,
          "an ID token is of a person who logged in here, and needs the scope openid");
    }
    return idTokens.idToken(
        caller.issuer(),
        new IdTokenClaims(
            told(caller, login.grant(), decided),
            caller.client().id(),
            caller.now(),
            lifetime,
            caller.client().idTokenAlgorithm(),
            login.grant().authenticatedAt(),
            Optional.empty(),
            BoundTo.NOTHING,
            decided.granted(),
            Set.of(),
            groups(caller, decided),
            Optional.empty(),
            exchange.actors().claim(),
            person(caller, login, decided)));
  }

  /** Only for a person and only where {@code openid} was granted (OpenID Connect Core §3.1.3.3). */
  Optional<Minted> idToken(
      Caller caller, Proof proof, DecideScopes.Decided decided, Minted accessToken) {
    return proof instanceof Proof.Approved approved
        ? idToken(
            caller,
            approved,
            decided,
            BoundTo.accessToken(accessToken.token()),
            Optional.of(approved.grant().id()))
        : Optional.empty();
  }

  /**
   * @param grant by which it can be exchanged; empty where it can not
   */
  Optional<Minted> idToken(
      Caller caller,
      Proof.Approved approved,
      DecideScopes.Decided decided,
      BoundTo boundTo,
      Optional<GrantId> grant) {
    if (!decided.granted().has("openid")) {
      return Optional.empty();
    }
    return Optional.of(
        idTokens.idToken(
            caller.issuer(),
            inSession(
                new IdTokenClaims(
                    told(caller, approved.grant(), decided),
                    caller.client().id(),
                    caller.now(),
                    idTokenLifetime(caller, approved),
                    caller.client().idTokenAlgorithm(),
                    approved.authenticatedAt(),
                    approved.nonce(),
                    boundTo,
                    decided.granted(),
                    decided.told().idToken(),
                    groups(caller, decided),
                    grant,
                    Optional.empty(),
                    person(caller, approved.login(), decided)),
                approved.grant())));
  }

  private static IdTokenClaims inSession(IdTokenClaims claims, Grant grant) {
    return switch (grant.kind()) {
      case CODE, FRONT -> claims.inSession(grant.lineage().getFirst());
      // Nothing else comes of a browser's session, so nobody else is told when one ends.
      case LOGIN, FOREIGN, DEVICE, PASSWORD, EXCHANGE, JOB -> claims;
    };
  }

  /** How the client is told of the person, who may have another subject in the access token. */
  private String told(Caller caller, Grant grant, DecideScopes.Decided decided) {
    return usable(
        subjects.toldTo(
            caller.client(),
            caller.issuer(),
            grant.person(),
            decided.account().map(Account::name).orElse(grant.username())));
  }

  private static Map<String, Object> person(
      Caller caller, Login login, DecideScopes.Decided decided) {
    return PersonClaims.known(
        caller.issuer().claims(),
        login.claims(),
        decided.account().map(Account::attributes).orElse(Map.of()));
  }

  /** The same in both tokens (WLCG profile, Common Claims). */
  private static GroupClaims groups(Caller caller, DecideScopes.Decided decided) {
    return decided
        .account()
        .map(
            account ->
                GroupClaims.of(
                    caller.issuer().groups(),
                    caller.client().id(),
                    decided.granted(),
                    account.groupNames()))
        .orElse(GroupClaims.NONE);
  }

  /** Never longer than the login that it tells of. */
  private static Duration idTokenLifetime(Caller caller, Proof.Approved approved) {
    Instant wanted = caller.now().plus(caller.issuer().lifetimes().idToken());
    return Duration.between(
        caller.now(), Lifetime.earlier(wanted, approved.login().grant().expires()));
  }

  private String subject(Caller caller, Proof proof, DecideScopes.Decided decided) {
    return switch (proof) {
      case Proof.Approved approved ->
          person(
              caller,
              approved.grant().person(),
              decided.account().map(Account::name).orElse(approved.grant().username()));
      case Proof.ClientItself itself -> Subjects.ofClient(caller.client().id());
      case Proof.Exchanged(Exchange exchange) -> subject(caller, exchange, decided);
    };
  }

  /** Not every name that a directory has can stand in {@code sub} (OpenID Connect Core §2). */
  private static String usable(String subject) {
    if (!subject.chars().allMatch(letter -> letter > ' ' && letter <= '~')) {
      throw ProtocolException.of(
          ErrorCode.INVALID_GRANT,
          "the name of the local account has a blank or a letter that is not ASCII, so that no"
              + " token can name it");
    }
    return subject;
  }
}
