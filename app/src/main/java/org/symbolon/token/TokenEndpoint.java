package org.symbolon.token;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.symbolon.audit.Audit;
import org.symbolon.audit.Event;
import org.symbolon.client.Client;
import org.symbolon.client.ClientAuthentication;
import org.symbolon.client.ClientUse;
import org.symbolon.client.GrantType;
import org.symbolon.client.ScopeAudiences;
import org.symbolon.exchange.Exchange;
import org.symbolon.exchange.ExchangeFlow;
import org.symbolon.exchange.TokenKind;
import org.symbolon.grant.Grant;
import org.symbolon.grant.Party;
import org.symbolon.grant.RefreshTokens;
import org.symbolon.issuer.Issuer;
import org.symbolon.login.PasswordSignIn;
import org.symbolon.mint.Minted;
import org.symbolon.protocol.Call;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.Parameters;
import org.symbolon.protocol.ProtocolException;
import org.symbolon.resolve.Rights;
import org.symbolon.resolver.Account;
import org.symbolon.scope.DefaultScopes;
import org.symbolon.upstream.Rechecker;
import org.symbolon.verify.DpopProofs;

/**
 * The token endpoint of one issuer (RFC 6749 §3.2). Every grant type goes the same way:
 * authenticate, parse, prove, decide, mint, commit, respond. Until the commit nothing is consumed:
 * what fails before can be tried again.
 */
public final class TokenEndpoint {
  private final Issuer issuer;
  private final ClientAuthentication authentication;
  private final ClientUse use;
  private final Possession possession;
  private final DecideScopes decideScopes;
  private final MintTokens mintTokens;
  private final Audit audit;
  private final InstantSource clock;
  private final AuthorizationCodeHandler authorizationCode;
  private final DeviceCodeHandler deviceCode;
  private final RefreshHandler refresh;
  private final ClientCredentialsHandler clientCredentials;
  private final ExchangeHandler exchange;
  private final JwtBearerHandler jwtBearer;
  private final PasswordHandler password;

  public TokenEndpoint(
      Issuer issuer,
      ClientAuthentication authentication,
      ClientUse use,
      DpopProofs proofs,
      DefaultScopes defaultScopes,
      Rights rights,
      MintTokens mintTokens,
      Redeemables redeemables,
      Rechecker rechecker,
      Exchanging exchanging,
      Optional<PasswordSignIn> passwords,
      Audit audit,
      InstantSource clock) {
    this.issuer = issuer;
    this.authentication = authentication;
    this.use = use;
    this.possession = new Possession(proofs);
    this.decideScopes = new DecideScopes(rights, defaultScopes);
    this.mintTokens = mintTokens;
    this.audit = audit;
    this.clock = clock;
    RefreshTokens refreshTokens = redeemables.refreshTokens();
    NewGrants newGrants = new NewGrants(refreshTokens, exchanging.reach());
    StillWelcome stillWelcome = new StillWelcome(rechecker);
    ExchangeFlow flow =
        new ExchangeFlow(
            exchanging.inForce(),
            exchanging.tokens(),
            rights,
            stillWelcome::ask,
            exchanging.hosts());
    this.authorizationCode =
        new AuthorizationCodeHandler(redeemables.codes(), redeemables.grants(), newGrants, audit);
    this.deviceCode = new DeviceCodeHandler(redeemables.deviceCodes(), newGrants);
    this.refresh =
        new RefreshHandler(redeemables.families(), refreshTokens, stillWelcome, flow, audit);
    this.clientCredentials = new ClientCredentialsHandler();
    this.exchange =
        new ExchangeHandler(
            flow,
            new ExchangeHandler.Keeping(
                exchanging.tokens().exchanges(),
                exchanging.tokens().jobGrants(),
                refreshTokens,
                exchanging.tokens().jobTokens(),
                exchanging.replay(),
                exchanging.random()),
            audit);
    this.jwtBearer = new JwtBearerHandler(exchange);
    this.password =
        new PasswordHandler(
            passwords, defaultScopes, redeemables.grants(), newGrants, exchanging.random());
  }

  /**
   * Answers one request.
   *
   * @throws ProtocolException what the client is to be told
   */
  public TokenAnswer answer(Call call) {
    Client client = authentication.authenticate(issuer, call);
    GrantHandler<?, ?> handler = handler(call.form().required("grant_type"), client);
    Instant now = clock.instant();
    return issue(
        handler,
        new Caller(issuer, client, call.address(), possession.proved(client, call, now), now),
        ScopeAudiences.separated(issuer, call.form()));
  }

  private GrantHandler<?, ?> handler(String grantType, Client client) {
    GrantType type =
        GrantType.of(grantType)
            .orElseThrow(
                () ->
                    ProtocolException.of(
                        ErrorCode.UNSUPPORTED_GRANT_TYPE,
                        "grant_type is none of those that the metadata lists"));
    if (!client.grantTypes().contains(type)) {
      throw ProtocolException.of(
          ErrorCode.UNAUTHORIZED_CLIENT, "this client may not use grant_type " + type.text());
    }
    return switch (type) {
      case AUTHORIZATION_CODE -> authorizationCode;
      case DEVICE_CODE -> deviceCode;
      case REFRESH_TOKEN -> refresh;
      case CLIENT_CREDENTIALS -> clientCredentials;
      case TOKEN_EXCHANGE -> exchange;
      case JWT_BEARER -> jwtBearer;
      case PASSWORD -> password;
    };
  }

  private <R, P extends Proof> TokenAnswer issue(
      GrantHandler<R, P> handler, Caller caller, Parameters form) {
    R request = handler.parse(caller, form);
    P proof = handler.prove(caller, request);
    Duration lifetime = lifetime(caller, proof);
    DecideScopes.Decided decided = decide(handler, caller, proof);
    Issued issued = issued(caller, proof, decided, lifetime);
    // Before the commit: should it fail, the client can ask again.
    use.used(caller.issuer().id(), caller.client().id());
    Optional<String> kept = handler.commit(caller, request, proof, decided.granted());
    report(handler.type(), caller, proof, decided, issued);
    return issued.answer(caller, decided.granted(), kept, lifetime);
  }

  private Issued issued(
      Caller caller, Proof proof, DecideScopes.Decided decided, Duration lifetime) {
    TokenKind wanted =
        proof instanceof Proof.Exchanged(Exchange exchange)
            ? exchange.wanted()
            : TokenKind.ACCESS_TOKEN;
    return switch (wanted) {
      case ACCESS_TOKEN, JWT -> {
        Minted accessToken = mintTokens.accessToken(caller, proof, decided, lifetime);
        yield new Issued(
            proof,
            Optional.of(accessToken),
            mintTokens.idToken(caller, proof, decided, accessToken));
      }
      case ID_TOKEN ->
          new Issued(
              proof,
              Optional.empty(),
              proof instanceof Proof.Exchanged(Exchange exchange)
                  ? Optional.of(mintTokens.idToken(caller, exchange, decided, lifetime))
                  : Optional.empty());
      // Their text is made when they are stored.
      case REFRESH_TOKEN, JOB_GRANT -> new Issued(proof, Optional.empty(), Optional.empty());
    };
  }

  private DecideScopes.Decided decide(GrantHandler<?, ?> handler, Caller caller, Proof proof) {
    try {
      return decideScopes.decide(caller, proof);
    } catch (ProtocolException e) {
      throw e.error().code() == ErrorCode.TEMPORARILY_UNAVAILABLE ? handler.whileUnavailable(e) : e;
    }
  }

  /** A token never outlives a grant of its lineage. */
  private static Duration lifetime(Caller caller, Proof proof) {
    Instant wanted = caller.now().plus(Lifetime.accessToken(caller));
    Instant latest =
        switch (proof) {
          case Proof.Approved approved -> Lifetime.earlier(wanted, approved.grant().expires());
          case Proof.ClientItself itself -> wanted;
          case Proof.Exchanged(Exchange exchange) -> exchange.latest();
        };
    Duration lifetime = Duration.between(caller.now(), latest);
    if (lifetime.toSeconds() < 1) {
      // Times in tokens are whole seconds: this one would end as it begins.
      throw ProtocolException.of(
          ErrorCode.INVALID_GRANT, "the login has ended: the person must log in again");
    }
    return lifetime;
  }

  private void report(
      GrantType type, Caller caller, Proof proof, DecideScopes.Decided decided, Issued issued) {
    Optional<String> tokenId = issued.accessToken().or(issued::idToken).map(Minted::jti);
    if (proof instanceof Proof.Exchanged(Exchange exchange)) {
      audit.report(
          new Event.TokenExchanged(
              caller.issuer().id(),
              caller.client().id(),
              type.text(),
              exchange.rule().name(),
              exchange.rule().mode().word(),
              exchange.subject().kind().word(),
              exchange.wanted().word(),
              exchange.held().lineage(),
              decided.account().map(Account::name),
              exchange.actors().parties().stream().map(Party::toString).toList(),
              decided.granted().text(),
              proof.audiences(),
              tokenId,
              caller.address()));
      return;
    }
    Optional<Grant> grant =
        proof instanceof Proof.Approved approved ? Optional.of(approved.grant()) : Optional.empty();
    audit.report(
        new Event.TokenIssued(
            caller.issuer().id(),
            caller.client().id(),
            type.text(),
            grant.map(Grant::id),
            decided.account().map(Account::name),
            decided.granted().text(),
            proof.audiences(),
            tokenId.orElse(""),
            caller.address()));
  }
}
