package org.symbolon;

import java.util.Optional;
import org.symbolon.authorize.FrontTokens;
import org.symbolon.exchange.NameServiceHosts;
import org.symbolon.exchange.Tokens;
import org.symbolon.grant.JobTokens;
import org.symbolon.grant.RefreshTokens;
import org.symbolon.issuer.Issuer;
import org.symbolon.login.PasswordSignIn;
import org.symbolon.mint.IdTokens;
import org.symbolon.mint.Minter;
import org.symbolon.scope.DefaultScopes;
import org.symbolon.token.AuthorizationEndpointTokens;
import org.symbolon.token.Exchanging;
import org.symbolon.token.MintTokens;
import org.symbolon.token.Redeemables;
import org.symbolon.token.TokenEndpoint;
import org.symbolon.upstream.Rechecker;
import org.symbolon.verify.DpopProofs;
import org.symbolon.verify.OwnTokens;

/** Wires one issuer's token endpoint: every grant, exchange among them. */
final class TokenWiring {
  private final Issuer issuer;
  private final SharedParts shared;
  private final DpopProofs proofs;

  TokenWiring(Issuer issuer, SharedParts shared, DpopProofs proofs) {
    this.issuer = issuer;
    this.shared = shared;
    this.proofs = proofs;
  }

  /** Tokens of the old flows. */
  FrontTokens frontTokens(LiveExchange exchange) {
    return new AuthorizationEndpointTokens(
        issuer,
        defaultScopes(issuer),
        shared.rights(),
        mintTokens(),
        new RefreshTokens(shared.masterKey()),
        exchange::reach,
        shared.store().grants(),
        shared.text(),
        shared.audit(),
        shared.clock());
  }

  private MintTokens mintTokens() {
    return new MintTokens(
        new Minter(shared.keys(), shared.text(), shared.clock()),
        new IdTokens(shared.keys(), shared.text(), shared.clock()),
        shared.subjects());
  }

  TokenEndpoint endpoint(
      LiveExchange exchange, Rechecker rechecker, Optional<PasswordSignIn> passwords) {
    RefreshTokens refreshTokens = new RefreshTokens(shared.masterKey());
    return new TokenEndpoint(
        issuer,
        shared.authentication(),
        shared.clients(),
        proofs,
        defaultScopes(issuer),
        shared.rights(),
        mintTokens(),
        new Redeemables(
            shared.store().codes(),
            shared.store().deviceCodes(),
            shared.store().families(),
            shared.store().grants(),
            refreshTokens),
        rechecker,
        exchanging(exchange, refreshTokens),
        passwords,
        shared.audit(),
        shared.clock());
  }

  private Exchanging exchanging(LiveExchange exchange, RefreshTokens refreshTokens) {
    return new Exchanging(
        exchange::inForce,
        exchange::reach,
        new Tokens(
            new OwnTokens(shared.keys()),
            refreshTokens,
            new JobTokens(shared.masterKey()),
            shared.subjects(),
            shared.clients(),
            shared.store().grants(),
            shared.store().families(),
            shared.store().exchanges(),
            shared.store().jobGrants()),
        new NameServiceHosts(),
        shared.store().replay(),
        shared.text());
  }

  private static DefaultScopes defaultScopes(Issuer issuer) {
    return switch (DefaultScopes.parse(issuer.defaultScopes(), issuer.profile())) {
      case DefaultScopes.Parsed parsed -> parsed.scopes();
      case DefaultScopes.Malformed malformed ->
          throw new IllegalArgumentException(String.join("; ", malformed.problems()));
    };
  }
}
