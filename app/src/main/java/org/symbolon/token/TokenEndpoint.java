package org.symbolon.token;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.symbolon.audit.Audit;
import org.symbolon.audit.Event;
import org.symbolon.client.Client;
import org.symbolon.client.ClientAuthentication;
import org.symbolon.client.GrantType;
import org.symbolon.grant.Grant;
import org.symbolon.grant.RefreshTokens;
import org.symbolon.issuer.Issuer;
import org.symbolon.mint.Minted;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.Parameters;
import org.symbolon.protocol.ProtocolException;
import org.symbolon.resolve.Rights;
import org.symbolon.resolver.Account;
import org.symbolon.scope.DefaultScopes;
import org.symbolon.upstream.Rechecker;

/**
 * The token endpoint of one issuer (RFC 6749 §3.2). Every grant type goes the same way:
 * authenticate, parse, prove, decide, mint, commit, respond. Until the commit nothing is consumed:
 * what fails before can be tried again.
 */
public final class TokenEndpoint {
  private final Issuer issuer;
  private final ClientAuthentication authentication;
  private final DecideScopes decideScopes;
  private final MintTokens mintTokens;
  private final Audit audit;
  private final InstantSource clock;
  private final AuthorizationCodeHandler authorizationCode;
  private final DeviceCodeHandler deviceCode;
  private final RefreshHandler refresh;
  private final ClientCredentialsHandler clientCredentials;

  public TokenEndpoint(
      Issuer issuer,
      ClientAuthentication authentication,
      DefaultScopes defaultScopes,
      Rights rights,
      MintTokens mintTokens,
      Redeemables redeemables,
      Rechecker rechecker,
      Audit audit,
      InstantSource clock) {
    this.issuer = issuer;
    this.authentication = authentication;
    this.decideScopes = new DecideScopes(rights, defaultScopes);
    this.mintTokens = mintTokens;
    this.audit = audit;
    this.clock = clock;
    RefreshTokens refreshTokens = redeemables.refreshTokens();
    NewGrants newGrants = new NewGrants(refreshTokens);
    this.authorizationCode =
        new AuthorizationCodeHandler(redeemables.codes(), redeemables.grants(), newGrants, audit);
    this.deviceCode = new DeviceCodeHandler(redeemables.deviceCodes(), newGrants);
    this.refresh =
        new RefreshHandler(
            redeemables.families(), refreshTokens, new StillWelcome(rechecker), audit);
    this.clientCredentials = new ClientCredentialsHandler();
  }

  /**
   * Answers one request.
   *
   * @throws ProtocolException what the client is to be told
   */
  public TokenAnswer answer(TokenCall call) {
    Client client = authentication.authenticate(issuer, call.authorization(), call.form());
    GrantHandler<?, ?> handler = handler(call.form().required("grant_type"), client);
    return issue(handler, new Caller(issuer, client, call.address(), clock.instant()), call.form());
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
    };
  }

  private <R, P extends Proof> TokenAnswer issue(
      GrantHandler<R, P> handler, Caller caller, Parameters form) {
    R request = handler.parse(caller, form);
    P proof = handler.prove(caller, request);
    Duration lifetime = lifetime(caller, proof);
    DecideScopes.Decided decided = decide(handler, caller, proof);
    Minted accessToken = mintTokens.accessToken(caller, proof, decided, lifetime);
    Optional<Minted> idToken = mintTokens.idToken(caller, proof, decided, accessToken);
    Optional<String> refreshToken = handler.commit(caller, request, proof, decided.granted());
    report(handler.type(), caller, proof, decided, accessToken);
    return new TokenAnswer(
        accessToken.token(),
        Duration.ofSeconds(accessToken.expires().getEpochSecond() - caller.now().getEpochSecond()),
        decided.granted().text(),
        refreshToken,
        idToken.map(Minted::token));
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
      GrantType type,
      Caller caller,
      Proof proof,
      DecideScopes.Decided decided,
      Minted accessToken) {
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
            accessToken.jti(),
            caller.address()));
  }
}
