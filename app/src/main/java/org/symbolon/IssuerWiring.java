package org.symbolon;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.symbolon.account.OwnAccount;
import org.symbolon.config.IssuerConfig;
import org.symbolon.device.DeviceFlow;
import org.symbolon.grant.UserCodes;
import org.symbolon.issuer.Issuer;
import org.symbolon.keys.SigningKeys;
import org.symbolon.login.ConsentMemory;
import org.symbolon.login.ConsentQuestion;
import org.symbolon.logout.LogoutFlow;
import org.symbolon.logout.TellClients;
import org.symbolon.metadata.Discovery;
import org.symbolon.mint.LogoutTokens;
import org.symbolon.protocol.ProtocolException;
import org.symbolon.token.TokenEndpoint;
import org.symbolon.upstream.Upstream;
import org.symbolon.verify.DpopNonces;
import org.symbolon.verify.DpopProofs;
import org.symbolon.verify.OwnTokens;
import org.symbolon.web.CrossOrigin;
import org.symbolon.web.IssuerSite;

/** Wires one issuer: its login methods, flows and endpoints. */
final class IssuerWiring implements AutoCloseable {
  private final Issuer issuer;
  private final SigningKeys keys;
  private final LoginWiring login;
  private final RegistrationWiring registration;
  private final TellClients telling;
  private final RequestWiring requests;
  private final IssuerSite site;

  IssuerWiring(IssuerConfig config, SharedParts shared) {
    this.issuer = config.issuer();
    this.keys = shared.keys();
    keys.open(issuer);
    this.telling =
        new TellClients(
            issuer,
            shared.clients(),
            shared.store().notices(),
            shared.subjects(),
            new LogoutTokens(shared.keys(), shared.text()),
            shared.audit(),
            shared.clock());
    this.login = new LoginWiring(config, shared, telling::send);
    this.requests = new RequestWiring(config, shared);
    ConsentQuestion consent = new ConsentQuestion(issuer, shared.rights());
    DpopNonces nonces = new DpopNonces(shared.masterKey(), issuer.id(), config.dpopNonces());
    DpopProofs proofs = new DpopProofs(issuer.id(), nonces, shared.store().replay());
    LiveExchange exchange =
        new LiveExchange(issuer.id(), () -> shared.exchanges().apply(issuer.id()), shared);
    TokenWiring tokens = new TokenWiring(issuer, shared, proofs);
    DeviceFlow device =
        new DeviceFlow(
            issuer,
            shared.clients(),
            shared.authentication(),
            shared.store().deviceCodes(),
            new UserCodes(shared.masterKey(), shared.text()),
            shared.store().failures(),
            consent,
            shared.text(),
            shared.clock());
    this.registration = new RegistrationWiring(issuer, config.registration(), shared);
    TokenEndpoint token = tokens.endpoint(exchange, login.rechecker(), login.passwords());
    InspectionWiring inspection = new InspectionWiring(issuer, shared, proofs);
    this.site =
        new IssuerSite(
            issuer,
            login.flow(),
            new ConsentMemory(issuer, shared.store().consents(), shared.clock()),
            new LogoutFlow(
                issuer,
                shared.clients(),
                shared.store().logins(),
                new OwnTokens(shared.keys()),
                login.flow()),
            account(shared),
            registration.owned(),
            registration.byHand(),
            requests.flow(consent, tokens.frontTokens(exchange)),
            device,
            new TimedTokens(token, shared.metrics())::answer,
            inspection.userinfo()::of,
            Stream.of(
                    List.of(requests.pushed(proofs)), inspection.endpoints(), login.logouts(shared))
                .flatMap(List::stream)
                .toList(),
            registration.registration(),
            config.certificates().url(),
            Discovery.document(issuer, SwitchedOn.by(config)),
            () -> shared.keys().keySet(issuer.id()),
            new CrossOrigin(config.origins(), () -> shared.configured().of(issuer.id())),
            () -> nonces.offered(shared.clock().instant()),
            shared.audit());
  }

  private OwnAccount account(SharedParts shared) {
    return new OwnAccount(
        issuer,
        login.flow().sessions(),
        new OwnAccount.Kept(
            shared.store().personGrants(), shared.store().jobGrants(), shared.store().consents()),
        shared.clients(),
        () -> shared.inquiries().get().get(issuer.id()),
        shared.audit(),
        shared.clock());
  }

  IssuerSite site() {
    return site;
  }

  /** Why no token can be signed; empty when one can. */
  Optional<String> keyTrouble() {
    try {
      keys.signing(issuer, Optional.empty());
      return Optional.empty();
    } catch (ProtocolException e) {
      return Optional.of(e.error().detail().orElse(e.error().description()));
    }
  }

  /** Stores what institutions said while the store was out of service. */
  void settle() {
    login.rechecker().settle();
    telling.send();
  }

  List<Upstream> upstreams() {
    return login.upstreams();
  }

  @Override
  public void close() {
    telling.close();
    registration.close();
    requests.close();
    login.close();
  }
}
