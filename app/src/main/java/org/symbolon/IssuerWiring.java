package org.symbolon;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.symbolon.account.OwnScopes;
import org.symbolon.audit.Audit;
import org.symbolon.authorize.AuthorizationFlow;
import org.symbolon.client.Client;
import org.symbolon.client.ClientAuthentication;
import org.symbolon.client.GrantType;
import org.symbolon.client.RegisteredClient;
import org.symbolon.client.RegisteredClients;
import org.symbolon.client.StaticClients;
import org.symbolon.config.IssuerConfig;
import org.symbolon.config.LoginMethodConfig;
import org.symbolon.device.DeviceFlow;
import org.symbolon.exchange.ExchangePolicy;
import org.symbolon.exchange.ForeignIssuer;
import org.symbolon.exchange.ForeignIssuers;
import org.symbolon.exchange.NameServiceHosts;
import org.symbolon.exchange.Tokens;
import org.symbolon.explain.Inquiry;
import org.symbolon.grant.JobTokens;
import org.symbolon.grant.RefreshTokens;
import org.symbolon.grant.UserCodes;
import org.symbolon.inspect.CurrentGroups;
import org.symbolon.inspect.Introspection;
import org.symbolon.inspect.Revocation;
import org.symbolon.inspect.Userinfo;
import org.symbolon.issuer.Issuer;
import org.symbolon.keys.MasterKey;
import org.symbolon.keys.SigningKeys;
import org.symbolon.login.ConsentQuestion;
import org.symbolon.login.DirectoryPasswords;
import org.symbolon.login.LocalAccounts;
import org.symbolon.login.LoginFlow;
import org.symbolon.login.LoginMethod;
import org.symbolon.login.LoginStore;
import org.symbolon.metadata.Discovery;
import org.symbolon.metadata.Switched;
import org.symbolon.mint.IdTokens;
import org.symbolon.mint.Minter;
import org.symbolon.mint.Subjects;
import org.symbolon.ops.Metrics;
import org.symbolon.protocol.IssuerId;
import org.symbolon.protocol.ProtocolException;
import org.symbolon.protocol.RandomText;
import org.symbolon.register.ClientRegistration;
import org.symbolon.register.RegistrationSettings;
import org.symbolon.resolve.ResolverCatalog;
import org.symbolon.resolve.Rights;
import org.symbolon.scope.DefaultScopes;
import org.symbolon.scope.Rule;
import org.symbolon.store.Store;
import org.symbolon.token.Exchanging;
import org.symbolon.token.MintTokens;
import org.symbolon.token.Redeemables;
import org.symbolon.token.TokenEndpoint;
import org.symbolon.upstream.HeldTokens;
import org.symbolon.upstream.OidcUpstream;
import org.symbolon.upstream.Rechecker;
import org.symbolon.upstream.Upstream;
import org.symbolon.verify.KeySources;
import org.symbolon.verify.OwnTokens;
import org.symbolon.web.FormEndpoint;
import org.symbolon.web.IssuerSite;

/** Wires one issuer: its login methods, flows and endpoints. */
final class IssuerWiring implements AutoCloseable {
  private final Issuer issuer;
  private final SigningKeys keys;
  private final List<OidcUpstream> upstreams = new ArrayList<>();
  private final List<LocalAccounts> localAccounts = new ArrayList<>();
  private final Rechecker rechecker;
  private final IssuerSite site;

  /** What the issuers of a process share. */
  record Shared(
      MasterKey masterKey,
      Store store,
      SigningKeys keys,
      Rights rights,
      ResolverCatalog resolvers,
      StaticClients configured,
      RegisteredClients clients,
      ClientAuthentication authentication,
      KeySources keySources,
      Subjects subjects,
      Supplier<Map<IssuerId, Inquiry>> inquiries,
      Audit audit,
      Metrics metrics,
      SecureRandom random,
      InstantSource clock) {
    RandomText text() {
      return new RandomText(random);
    }
  }

  IssuerWiring(IssuerConfig config, Shared shared) {
    this.issuer = config.issuer();
    this.keys = shared.keys();
    keys.open(issuer);
    List<LoginMethod> methods =
        config.logins().stream().map(method -> method(method, shared)).toList();
    ConsentQuestion consent = new ConsentQuestion(issuer, shared.rights());
    LoginFlow login =
        new LoginFlow(
            issuer,
            methods,
            new MappedPeople(config.people()),
            new LoginStore(
                shared.store().transactions(),
                shared.store().sessions(),
                shared.store().logins(),
                shared.store().grants()),
            shared.masterKey(),
            shared.audit(),
            shared.text(),
            shared.clock());
    AuthorizationFlow authorization =
        new AuthorizationFlow(
            issuer,
            shared.clients(),
            shared.store().codes(),
            consent,
            shared.text(),
            shared.clock());
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
    this.rechecker = rechecker(shared);
    TokenEndpoint token = tokenEndpoint(config.exchanges(), config.foreignIssuers(), shared);
    Userinfo userinfo =
        new Userinfo(
            issuer,
            new OwnTokens(shared.keys()),
            shared.store().grants(),
            shared.store().logins(),
            new CurrentGroups(issuer, shared.clients(), shared.rights()),
            shared.clock());
    this.site =
        new IssuerSite(
            issuer,
            login,
            authorization,
            device,
            new TimedTokens(token, shared.metrics())::answer,
            userinfo::of,
            inspection(config.exchanges(), shared),
            registration(config.registration(), shared),
            Discovery.document(issuer, switchedOn(config)),
            () -> shared.keys().keySet(issuer.id()),
            shared.audit());
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
    rechecker.settle();
  }

  List<Upstream> upstreams() {
    return List.copyOf(upstreams);
  }

  private LoginMethod method(LoginMethodConfig config, Shared shared) {
    return switch (config) {
      case LoginMethodConfig.Oidc oidc -> {
        OidcUpstream upstream = new OidcUpstream(oidc.settings(), shared.clock(), shared.random());
        upstreams.add(upstream);
        yield new LoginMethod.Institution(upstream);
      }
      case LoginMethodConfig.Local local -> {
        LocalAccounts accounts =
            new LocalAccounts(
                issuer.id(), local.settings(), shared.store().failures(), shared.clock());
        localAccounts.add(accounts);
        yield new LoginMethod.Local(local.name(), local.label(), accounts);
      }
      case LoginMethodConfig.Directory directory ->
          new LoginMethod.Local(directory.name(), directory.label(), passwords(directory, shared));
    };
  }

  private DirectoryPasswords passwords(LoginMethodConfig.Directory directory, Shared shared) {
    return new DirectoryPasswords(
        issuer.id(),
        directory.names(),
        directory.limits(),
        (username, password) -> shared.resolvers().verify(directory.resolver(), username, password),
        shared.store().failures(),
        shared.clock());
  }

  private Rechecker rechecker(Shared shared) {
    Map<String, Upstream> byMethod = new HashMap<>();
    upstreams.forEach(upstream -> byMethod.put(upstream.method(), upstream));
    return new Rechecker(
        shared.store().logins(),
        shared.store().grants(),
        new HeldTokens(shared.masterKey()),
        byMethod,
        shared.audit(),
        shared.clock());
  }

  private TokenEndpoint tokenEndpoint(
      ExchangePolicy exchanges, List<ForeignIssuer> foreign, Shared shared) {
    RefreshTokens refreshTokens = new RefreshTokens(shared.masterKey());
    return new TokenEndpoint(
        issuer,
        shared.authentication(),
        defaultScopes(issuer),
        shared.rights(),
        new MintTokens(
            new Minter(shared.keys(), shared.text(), shared.clock()),
            new IdTokens(shared.keys(), shared.text(), shared.clock()),
            shared.subjects()),
        new Redeemables(
            shared.store().codes(),
            shared.store().deviceCodes(),
            shared.store().families(),
            shared.store().grants(),
            refreshTokens),
        rechecker,
        new Exchanging(
            exchanges,
            new Tokens(
                new OwnTokens(shared.keys()),
                refreshTokens,
                new JobTokens(shared.masterKey()),
                shared.subjects(),
                shared.clients(),
                shared.store().grants(),
                shared.store().families(),
                shared.store().exchanges(),
                shared.store().jobGrants(),
                new ForeignIssuers(
                    foreign, shared.keySources(), shared.clients(), shared.subjects())),
            new NameServiceHosts(),
            shared.store().replay(),
            shared.text()),
        shared.audit(),
        shared.clock());
  }

  private List<FormEndpoint> inspection(ExchangePolicy exchanges, Shared shared) {
    ClientAuthentication authentication = shared.authentication();
    OwnTokens tokens = new OwnTokens(shared.keys());
    RefreshTokens refreshTokens = new RefreshTokens(shared.masterKey());
    OwnScopes ownScopes =
        new OwnScopes(
            issuer,
            tokens,
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
            exchanges.reach(),
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

  private Optional<ClientRegistration> registration(RegistrationSettings settings, Shared shared) {
    return settings.isOn()
        ? Optional.of(
            new ClientRegistration(
                issuer,
                settings,
                shared.configured(),
                shared.clients(),
                shared.store().registrations(),
                shared.store().failures(),
                shared.text(),
                shared.clock()))
        : Optional.empty();
  }

  private static DefaultScopes defaultScopes(Issuer issuer) {
    return switch (DefaultScopes.parse(issuer.defaultScopes(), issuer.profile())) {
      case DefaultScopes.Parsed parsed -> parsed.scopes();
      case DefaultScopes.Malformed malformed ->
          throw new IllegalArgumentException(String.join("; ", malformed.problems()));
    };
  }

  /** What some client of this issuer can really use. */
  private static Switched switchedOn(IssuerConfig config) {
    Set<GrantType> grantTypes = EnumSet.noneOf(GrantType.class);
    Set<String> authentication = new LinkedHashSet<>();
    for (Client client : config.clients()) {
      grantTypes.addAll(client.grantTypes());
      authentication.addAll(client.authentication().methods());
    }
    Map<String, String> endpoints = new HashMap<>();
    endpoints.put("introspection_endpoint", config.issuer().paths().introspection());
    endpoints.put("revocation_endpoint", config.issuer().paths().revocation());
    if (config.registration().isOn()) {
      grantTypes.addAll(ClientRegistration.GRANT_TYPES);
      for (RegisteredClient.Method method : RegisteredClient.Method.values()) {
        authentication.add(method.text());
      }
      endpoints.put("registration_endpoint", config.issuer().paths().registration());
    }
    Set<String> scopes = new LinkedHashSet<>();
    for (Rule rule : config.scopes()) {
      scopes.addAll(rule.pattern().examples());
    }
    return new Switched(
        grantTypes,
        List.copyOf(authentication),
        List.copyOf(scopes),
        true,
        endpoints,
        List.of("en"));
  }

  @Override
  public void close() {
    localAccounts.forEach(LocalAccounts::close);
    upstreams.forEach(OidcUpstream::close);
  }
}
