package org.symbolon.authorize;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.symbolon.client.Client;
import org.symbolon.client.Clients;
import org.symbolon.client.ResponseType;
import org.symbolon.client.ScopeAudiences;
import org.symbolon.issuer.Issuer;
import org.symbolon.login.ConsentQuestion;
import org.symbolon.login.Continuation;
import org.symbolon.login.OpenIdRequest;
import org.symbolon.login.ReplyTo;
import org.symbolon.protocol.Parameters;
import org.symbolon.protocol.ProtocolError;
import org.symbolon.protocol.ProtocolException;
import org.symbolon.protocol.ResponseMode;
import org.symbolon.scope.ScopeSet;
import org.symbolon.verify.OwnTokens;

/** Reads authorization requests (RFC 6749 §4.1.1), whichever way they come. */
final class ReadRequest {
  private final Issuer issuer;
  private final RequestSettings settings;
  private final Clients clients;
  private final OpenRequest open;
  private final OwnTokens tokens;
  private final InstantSource clock;

  ReadRequest(
      Issuer issuer, RequestSettings settings, AuthorizationPorts ports, InstantSource clock) {
    this.issuer = issuer;
    this.settings = settings;
    this.clients = ports.clients();
    this.open = new OpenRequest(issuer, ports.pushed(), ports.objects());
    this.tokens = ports.tokens();
    this.clock = clock;
  }

  /** One that a browser comes with. */
  AuthorizationRequest ofBrowser(Parameters given) {
    Client client;
    try {
      client = CheckClient.check(issuer, clients, given);
    } catch (ProtocolException refused) {
      return new AuthorizationRequest.ShowError(refused.error());
    }
    Opened request;
    try {
      request = open.open(client, given, clock.instant());
    } catch (ProtocolException refused) {
      return unopened(client, given, refused.error());
    }
    Parameters parameters = request.parameters();
    String redirectUri;
    try {
      redirectUri = CheckRedirectUri.check(client, parameters);
    } catch (ProtocolException refused) {
      return new AuthorizationRequest.ShowError(refused.error());
    }
    try {
      CheckHowItCame.check(settings, client, request);
      return check(client, redirectUri, request);
    } catch (ProtocolException refused) {
      return answer(redirectUri, parameters, refused.error());
    }
  }

  /**
   * One that its client pushes: found good, but for its browser.
   *
   * @throws ProtocolException as the client is to be told
   */
  Parameters ofClient(Client client, Parameters given) {
    Instant now = clock.instant();
    Opened request = open.open(client, given, now);
    CheckHowItCame.mustBeSigned(client, request);
    String redirectUri = CheckRedirectUri.check(client, request.parameters());
    check(client, redirectUri, request);
    return request.parameters();
  }

  /** The client hears of it where the address itself names a redirect URI of its own. */
  private AuthorizationRequest unopened(Client client, Parameters given, ProtocolError error) {
    try {
      return answer(CheckRedirectUri.check(client, given), given, error);
    } catch (ProtocolException nowhere) {
      return new AuthorizationRequest.ShowError(error);
    }
  }

  private AuthorizationRequest answer(
      String redirectUri, Parameters parameters, ProtocolError error) {
    ReplyTo replyTo =
        new ReplyTo(
            redirectUri,
            CheckResponseMode.usable(redirectUri, parameters),
            CheckState.usable(parameters));
    return new AuthorizationRequest.AnswerError(AuthorizationAnswer.error(issuer, replyTo, error));
  }

  private AuthorizationRequest.Proceed check(Client client, String redirectUri, Opened request) {
    Parameters parameters = ScopeAudiences.separated(issuer, request.parameters());
    CheckOnce.check(parameters);
    Optional<String> state = CheckState.check(parameters, "state");
    ResponseType type = CheckResponseType.check(client, parameters);
    ResponseMode mode = CheckResponseMode.check(type, redirectUri, parameters);
    String requestedScope = parameters.one("scope").orElse("");
    ScopeSet scopes = ConsentQuestion.parse(issuer, requestedScope);
    Optional<String> challenge =
        type.hasCode() ? CheckPkce.check(issuer, client, scopes, parameters) : Optional.empty();
    Optional<String> nonce = CheckState.check(parameters, "nonce");
    CheckResponseType.checkIdToken(type, scopes, nonce);
    List<String> audiences = CheckAudiences.check(issuer, client, parameters);
    CheckClaims.Wanted wanted =
        scopes.has("openid") ? CheckClaims.check(issuer, parameters) : CheckClaims.Wanted.NOTHING;
    Set<String> subjects = CheckHint.check(issuer, tokens, client, wanted.subjects(), parameters);
    Freshness freshness =
        CheckPrompt.check(parameters).with(wanted.acr()).orElse(client.preferences().requests());
    Set<String> acr = DemandedAcr.of(settings.acrValues(), wanted, freshness.signIn().acrValues());
    return new AuthorizationRequest.Proceed(
        new Continuation.Authorize(
            client.id(),
            new ReplyTo(redirectUri, mode, state),
            nonce,
            challenge,
            requestedScope,
            audiences,
            freshness.signIn(),
            CheckKey.check(parameters),
            new OpenIdRequest(type, wanted.asked(), subjects, acr),
            request.pushed()),
        freshness);
  }
}
