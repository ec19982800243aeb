package org.symbolon.upstream;

import java.net.URI;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pac4j.core.context.CallContext;
import org.pac4j.core.exception.http.RedirectionAction;
import org.pac4j.core.exception.http.WithLocationAction;
import org.symbolon.fetch.Fetcher;
import org.symbolon.protocol.RandomText;
import org.symbolon.verify.KeySources;
import org.symbolon.verify.RemoteKeys;

/** An institution's OpenID Connect provider, through pac4j: code flow with PKCE, state, nonce. */
public final class OidcUpstream implements Upstream, AutoCloseable {
  private final UpstreamSettings settings;
  private final InstantSource clock;
  private final Calls calls;
  private final Discovery discovery;
  private final Identification identification;
  private final Asking asking;
  private final LogoutTokens logoutTokens;

  public OidcUpstream(UpstreamSettings settings, InstantSource clock, SecureRandom random) {
    this.settings = settings;
    this.clock = clock;
    Fetcher fetcher = new Fetcher(settings.limits());
    this.calls = new Calls(fetcher, settings.concurrency());
    this.discovery = new Discovery(settings, calls, new RandomText(random), clock);
    TokenEndpoint tokens = new TokenEndpoint(settings, calls);
    this.identification = new Identification(settings, tokens, calls, clock);
    this.asking = new Asking(tokens);
    this.logoutTokens =
        new LogoutTokens(
            settings,
            RemoteKeys.ofIssuer(settings.issuer(), fetcher, KeySources.KEPT, clock),
            clock);
  }

  @Override
  public String method() {
    return settings.method();
  }

  @Override
  public String label() {
    return settings.label();
  }

  @Override
  public UsernameRule username() {
    return settings.username();
  }

  @Override
  public Departure depart(URI callback, SignInRequest request) {
    return switch (discovery.provider()) {
      case Discovery.Found.Missing(String why) -> new Departure.Unavailable(why);
      case Discovery.Found.At(Provider provider) -> {
        SignInParameters asked = SignInParameters.of(settings.authorizationParameters(), request);
        KeptValues kept = new KeptValues(Map.of());
        CallContext context = new CallContext(new CallbackContext(callback, Map.of()), kept);
        RedirectionAction action = provider.client().getRedirectionAction(context).orElseThrow();
        URI location =
            withOneQuery(
                provider.metadata().getAuthorizationEndpointURI(),
                ((WithLocationAction) action).getLocation() + asked.query());
        AuthTimeCheck.keep(asked, clock.instant(), kept);
        yield new Departure.To(location, kept.state(), kept.values());
      }
    };
  }

  /** RFC 6749 §3.1 lets the endpoint have a query of its own; pac4j appends a second one. */
  private static URI withOneQuery(URI endpoint, String location) {
    return endpoint.getRawQuery() == null
        ? URI.create(location)
        : URI.create(endpoint + "&" + location.substring(endpoint.toString().length() + 1));
  }

  @Override
  public Arrival arrive(
      URI callback, Map<String, List<String>> parameters, Map<String, String> kept) {
    return switch (discovery.provider()) {
      case Discovery.Found.Missing(String why) -> new Arrival.Unavailable(why);
      case Discovery.Found.At(Provider provider) ->
          identification.arrive(provider, callback, parameters, kept);
    };
  }

  @Override
  public Arrival password(String name, String password) {
    return switch (discovery.provider()) {
      case Discovery.Found.Missing(String why) -> new Arrival.Unavailable(why);
      case Discovery.Found.At(Provider provider) ->
          identification.password(provider, name, password);
    };
  }

  @Override
  public Optional<URI> signOut(Optional<String> idToken, URI back, String state) {
    if (!settings.signOut() || !(discovery.provider() instanceof Discovery.Found.At(var at))) {
      return Optional.empty();
    }
    return SignOutAddress.of(settings, at.metadata(), idToken, back, state);
  }

  @Override
  public Logout readLogout(String logoutToken) {
    return logoutTokens.check(logoutToken);
  }

  @Override
  public Welcome recheck(String refreshToken, String issuer, String subject) {
    return switch (discovery.provider()) {
      case Discovery.Found.Missing(String why) -> new Welcome.CannotSay(why);
      case Discovery.Found.At(Provider provider) ->
          asking.ask(provider, refreshToken, issuer, subject);
    };
  }

  @Override
  public Optional<String> trouble() {
    return switch (discovery.provider()) {
      case Discovery.Found.At at -> Optional.empty();
      case Discovery.Found.Missing(String why) -> Optional.of(why);
    };
  }

  @Override
  public void close() {
    calls.close();
  }
}
