package org.symbolon;

import java.util.Optional;
import org.symbolon.fetch.Fetcher;
import org.symbolon.fetch.Limits;
import org.symbolon.issuer.Issuer;
import org.symbolon.register.ClientRegistration;
import org.symbolon.register.OwnedClients;
import org.symbolon.register.Owners;
import org.symbolon.register.RegistrationByHand;
import org.symbolon.register.RegistrationSettings;
import org.symbolon.register.SectorIdentifiers;
import org.symbolon.register.SoftwareStatements;
import org.symbolon.verify.OwnTokens;

/** Wires one issuer's registration of clients, where it is on. */
final class RegistrationWiring implements AutoCloseable {
  private final Optional<Fetcher> fetcher;
  private final Optional<ClientRegistration> registration;
  private final OwnedClients owned;
  private final Optional<RegistrationByHand> byHand;

  RegistrationWiring(Issuer issuer, RegistrationSettings settings, SharedParts shared) {
    this.fetcher =
        settings.isOn()
            ? Optional.of(
                new Fetcher(
                    new Limits(
                        Limits.DEFAULT.connect(),
                        Limits.DEFAULT.total(),
                        Limits.DEFAULT.largestBody(),
                        settings.reach())))
            : Optional.empty();
    this.registration = fetcher.map(own -> registration(issuer, settings, own, shared));
    this.owned =
        new OwnedClients(
            issuer,
            settings,
            shared.store().registrations(),
            shared.clients(),
            shared.audit(),
            shared.clock());
    this.byHand =
        registration
            .filter(on -> settings.mode() == RegistrationSettings.Mode.OWNED)
            .map(on -> new RegistrationByHand(issuer, settings, on, shared.rights()));
  }

  private static ClientRegistration registration(
      Issuer issuer, RegistrationSettings settings, Fetcher fetcher, SharedParts shared) {
    return new ClientRegistration(
        issuer,
        settings,
        new ClientRegistration.Checks(
            shared.configured(),
            new Owners(
                issuer,
                new OwnTokens(shared.keys()),
                shared.store().grants(),
                shared.store().logins()),
            new SoftwareStatements(settings, shared.keySources()),
            new SectorIdentifiers(fetcher)),
        new ClientRegistration.Kept(
            shared.clients(),
            shared.store().registrations(),
            shared.store().failures(),
            shared.masterKey()),
        shared.audit(),
        shared.text(),
        shared.clock());
  }

  Optional<ClientRegistration> registration() {
    return registration;
  }

  /** For the account page. */
  OwnedClients owned() {
    return owned;
  }

  /** The page on which people register clients, where they may. */
  Optional<RegistrationByHand> byHand() {
    return byHand;
  }

  @Override
  public void close() {
    fetcher.ifPresent(Fetcher::close);
  }
}
