package org.symbolon;

import org.symbolon.authorize.AuthorizationFlow;
import org.symbolon.authorize.AuthorizationPorts;
import org.symbolon.authorize.FrontTokens;
import org.symbolon.authorize.PushedAuthorization;
import org.symbolon.authorize.RequestObjects;
import org.symbolon.authorize.RequestUris;
import org.symbolon.config.IssuerConfig;
import org.symbolon.issuer.Issuer;
import org.symbolon.login.ConsentQuestion;
import org.symbolon.verify.DpopProofs;
import org.symbolon.verify.OwnTokens;
import org.symbolon.web.FormEndpoint;

/** Wires the authorization requests of one issuer: from browsers, and pushed by clients. */
final class RequestWiring implements AutoCloseable {
  private final IssuerConfig config;
  private final SharedParts shared;
  private final RequestUris uris;
  private final AuthorizationPorts ports;

  RequestWiring(IssuerConfig config, SharedParts shared) {
    this.config = config;
    this.shared = shared;
    this.uris = new RequestUris(shared.clock());
    this.ports =
        new AuthorizationPorts(
            shared.clients(),
            shared.store().codes(),
            shared.store().pushedRequests(),
            new RequestObjects(shared.keySources(), uris),
            shared.subjects(),
            new OwnTokens(shared.keys()));
  }

  AuthorizationFlow flow(ConsentQuestion consent, FrontTokens tokens) {
    return new AuthorizationFlow(
        config.issuer(), config.requests(), ports, consent, tokens, shared.text(), shared.clock());
  }

  FormEndpoint pushed(DpopProofs proofs) {
    Issuer issuer = config.issuer();
    PushedAuthorization endpoint =
        new PushedAuthorization(
            issuer,
            config.requests(),
            shared.authentication(),
            proofs,
            ports,
            shared.text(),
            shared.clock());
    return FormEndpoint.beginning(issuer.paths().pushedAuthorization(), endpoint::answer);
  }

  @Override
  public void close() {
    uris.close();
  }
}
