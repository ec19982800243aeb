package org.symbolon;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.symbolon.config.IssuerConfig;
import org.symbolon.config.LoginMethodConfig;
import org.symbolon.issuer.Issuer;
import org.symbolon.login.BrowserSessions;
import org.symbolon.login.DirectoryPasswords;
import org.symbolon.login.LocalAccounts;
import org.symbolon.login.LoginFlow;
import org.symbolon.login.LoginMethod;
import org.symbolon.login.LoginStore;
import org.symbolon.login.PasswordSignIn;
import org.symbolon.logout.InstitutionLogout;
import org.symbolon.upstream.HeldTokens;
import org.symbolon.upstream.OidcUpstream;
import org.symbolon.upstream.Rechecker;
import org.symbolon.upstream.Upstream;
import org.symbolon.web.FormEndpoint;
import org.symbolon.web.LimitKey;

/** Wires how people of one issuer sign in, and how their institutions are asked again. */
final class LoginWiring implements AutoCloseable {
  private final Issuer issuer;
  private final List<OidcUpstream> upstreams = new ArrayList<>();
  private final List<LocalAccounts> localAccounts = new ArrayList<>();
  private final LoginFlow flow;
  private final Rechecker rechecker;
  private final Optional<PasswordSignIn> passwords;

  /**
   * @param notices told that there are clients to be told of an ended session
   */
  LoginWiring(IssuerConfig config, SharedParts shared, Runnable notices) {
    this.issuer = config.issuer();
    List<LoginMethod> methods =
        config.logins().stream().map(method -> method(method, shared)).toList();
    this.flow =
        new LoginFlow(
            issuer,
            methods,
            new MappedPeople(config.people()),
            new LoginStore(
                shared.store().transactions(), shared.store().logins(), shared.store().grants()),
            new BrowserSessions(
                issuer,
                shared.store().sessions(),
                shared.masterKey(),
                shared.audit(),
                shared.text(),
                shared.clock(),
                notices),
            shared.masterKey(),
            shared.audit(),
            shared.text(),
            shared.clock());
    this.passwords = passwords(config, methods, shared);
    this.rechecker = rechecker(shared);
  }

  /** Who answers the password grant, where somebody does. */
  Optional<PasswordSignIn> passwords() {
    return passwords;
  }

  private Optional<PasswordSignIn> passwords(
      IssuerConfig config, List<LoginMethod> methods, SharedParts shared) {
    return methods.stream()
        .filter(method -> config.passwordLogin().equals(Optional.of(method.name())))
        .findFirst()
        .map(
            method ->
                new PasswordSignIn(
                    issuer,
                    method,
                    new MappedPeople(config.people()),
                    shared.store().logins(),
                    shared.store().failures(),
                    shared.masterKey(),
                    LimitKey::of,
                    shared.audit(),
                    shared.text(),
                    shared.clock()));
  }

  LoginFlow flow() {
    return flow;
  }

  /** Where institutions tell that somebody has signed out there. */
  List<FormEndpoint> logouts(SharedParts shared) {
    return upstreams.stream()
        .map(
            upstream ->
                new FormEndpoint(
                    InstitutionLogout.path(issuer, upstream.method()),
                    new InstitutionLogout(
                            issuer, upstream, flow.sessions(), shared.store().replay())
                        ::answer))
        .toList();
  }

  Rechecker rechecker() {
    return rechecker;
  }

  List<Upstream> upstreams() {
    return List.copyOf(upstreams);
  }

  private LoginMethod method(LoginMethodConfig config, SharedParts shared) {
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

  private DirectoryPasswords passwords(LoginMethodConfig.Directory directory, SharedParts shared) {
    return new DirectoryPasswords(
        issuer.id(),
        directory.names(),
        directory.limits(),
        (username, password) -> shared.resolvers().verify(directory.resolver(), username, password),
        shared.store().failures(),
        shared.clock());
  }

  private Rechecker rechecker(SharedParts shared) {
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

  @Override
  public void close() {
    localAccounts.forEach(LocalAccounts::close);
    upstreams.forEach(OidcUpstream::close);
  }
}
