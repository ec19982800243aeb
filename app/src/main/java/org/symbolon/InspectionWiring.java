package org.symbolon;

import java.util.List;
import java.util.Map;
import org.symbolon.account.OwnScopes;
import org.symbolon.client.ClientAuthentication;
import org.symbolon.grant.JobTokens;
import org.symbolon.grant.RefreshTokens;
import org.symbolon.inspect.CurrentAccount;
import org.symbolon.inspect.Introspection;
import org.symbolon.inspect.Revocation;
import org.symbolon.inspect.Userinfo;
import org.symbolon.issuer.Issuer;
import org.symbolon.mint.SignedUserinfo;
import org.symbolon.verify.DpopProofs;
import org.symbolon.verify.OwnTokens;
import org.symbolon.verify.PresentedTokens;
import org.symbolon.web.FormEndpoint;

/** Wires what tells of one issuer's tokens and ends them. */
final class InspectionWiring {
  private final Issuer issuer;
  private final SharedParts shared;
  private final DpopProofs proofs;

  InspectionWiring(Issuer issuer, SharedParts shared, DpopProofs proofs) {
    this.issuer = issuer;
    this.shared = shared;
    this.proofs = proofs;
  }

  Userinfo userinfo() {
    return new Userinfo(
        issuer,
        presentedTokens(),
        shared.clients(),
        shared.store().grants(),
        shared.store().logins(),
        new CurrentAccount(issuer, shared.rights()),
        shared.subjects(),
        new SignedUserinfo(shared.keys()),
        shared.clock());
  }

  private PresentedTokens presentedTokens() {
    return new PresentedTokens(issuer, new OwnTokens(shared.keys()), proofs, shared.clients());
  }

  List<FormEndpoint> endpoints() {
    ClientAuthentication authentication = shared.authentication();
    OwnTokens tokens = new OwnTokens(shared.keys());
    RefreshTokens refreshTokens = new RefreshTokens(shared.masterKey());
    OwnScopes ownScopes =
        new OwnScopes(
            presentedTokens(),
            shared.store().grants(),
            shared.store().logins(),
            () -> shared.inquiries().get().get(issuer.id()),
            shared.clock());
    Introspection introspection =
        new Introspection(
            issuer,
            authentication,
            tokens,
            refreshTokens,
            shared.store().families(),
            shared.store().grants(),
            shared.store().exchanges(),
            shared.subjects(),
            shared.clock());
    Revocation revocation =
        new Revocation(
            issuer,
            authentication,
            tokens,
            refreshTokens,
            new JobTokens(shared.masterKey()),
            shared.store().grants(),
            shared.store().denials(),
            shared.audit(),
            shared.clock());
    return List.of(
        FormEndpoint.readable(issuer.paths().may(), ownScopes::answer),
        new FormEndpoint(issuer.paths().introspection(), introspection::answer),
        new FormEndpoint(
            issuer.paths().revocation(),
            call -> {
              revocation.answer(call);
              return Map.of();
            }));
  }
}
