package org.symbolon.config;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.symbolon.authorize.RequestSettings;
import org.symbolon.client.Client;
import org.symbolon.exchange.ExchangePolicy;
import org.symbolon.exchange.ForeignIssuer;
import org.symbolon.exchange.RuleWarnings;
import org.symbolon.issuer.Issuer;
import org.symbolon.register.RegistrationSettings;
import org.symbolon.resolve.AccountStep;
import org.symbolon.scope.CapabilitySet;
import org.symbolon.scope.GroupPaths;
import org.symbolon.scope.Memberships;
import org.symbolon.scope.Rule;
import org.symbolon.scope.ScopePolicy;
import org.symbolon.verify.DpopNonces;

/**
 * One issuer and what belongs to it alone.
 *
 * @param clients by distinct ids
 * @param logins by distinct names, in the order in which they are offered
 * @param scopes in order: the first that matches decides
 * @param exchanges the rules over token exchange
 * @param foreignIssuers whose tokens may be exchanged besides the issuer's own, by distinct names
 * @param accounts the resolvers that make the local account, in the order in which they contribute;
 *     each is configured
 * @param origins whose pages' programs may ask from a browser, besides those of the clients
 * @param capabilitySets distinct by path
 * @param certificates how clients show theirs
 * @param passwordLogin the login method that answers the password grant
 */
public record IssuerConfig(
    Issuer issuer,
    List<Client> clients,
    List<LoginMethodConfig> logins,
    List<Rule> scopes,
    ExchangePolicy exchanges,
    List<ForeignIssuer> foreignIssuers,
    List<AccountStep> accounts,
    List<CapabilitySet> capabilitySets,
    People people,
    RegistrationSettings registration,
    Set<String> origins,
    DpopNonces.Use dpopNonces,
    Optional<String> passwordLogin,
    RequestSettings requests,
    Certificates certificates) {

  /**
   * @param seen whether a certificate of a client can come to be known here
   * @param url where clients go that show one, without a path; absent where they go like all others
   */
  public record Certificates(boolean seen, Optional<URI> url) {}

  public IssuerConfig {
    clients = List.copyOf(clients);
    logins = List.copyOf(logins);
    scopes = List.copyOf(scopes);
    foreignIssuers = List.copyOf(foreignIssuers);
    accounts = List.copyOf(accounts);
    capabilitySets = List.copyOf(capabilitySets);
    origins = Set.copyOf(origins);
  }

  /** The rules, and who belongs to what they are about. */
  public ScopePolicy policy() {
    return new ScopePolicy(
        scopes, new Memberships(new GroupPaths(issuer.groups().prefix()), capabilitySets));
  }

  /** What is no mistake, but was hardly meant like this. */
  public List<String> warnings() {
    return RuleWarnings.of(exchanges, clients);
  }
}
