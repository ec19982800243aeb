package org.symbolon.authorize;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.symbolon.client.Client;
import org.symbolon.client.Clients;
import org.symbolon.client.ResponseType;
import org.symbolon.client.ScopeAudiences;
import org.symbolon.grant.Code;
import org.symbolon.grant.Codes;
import org.symbolon.grant.Login;
import org.symbolon.issuer.Issuer;
import org.symbolon.login.ConsentQuestion;
import org.symbolon.login.Continuation;
import org.symbolon.login.OpenIdRequest;
import org.symbolon.login.ReplyTo;
import org.symbolon.mint.Subjects;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.GrantId;
import org.symbolon.protocol.Parameters;
import org.symbolon.protocol.ProtocolError;
import org.symbolon.protocol.ProtocolException;
import org.symbolon.protocol.RandomText;
import org.symbolon.protocol.ResponseMode;
import org.symbolon.protocol.SecretHash;
import org.symbolon.scope.ScopeSet;

/** The authorization endpoint of one issuer, from the request to the code. */
public final class AuthorizationFlow {
  private final Issuer issuer;
  private final Clients clients;
  private final Codes codes;
  private final ConsentQuestion consent;
  private final Subjects subjects;
  private final FrontTokens tokens;
  private final RandomText random;
  private final InstantSource clock;

  public AuthorizationFlow(
      Issuer issuer,
      Clients clients,
      Codes codes,
      ConsentQuestion consent,
      Subjects subjects,
      FrontTokens tokens,
      RandomText random,
      InstantSource clock) {
    this.issuer = issuer;
    this.clients = clients;
    this.codes = codes;
    this.consent = consent;
    this.subjects = subjects;
    this.tokens = tokens;
    this.random = random;
    this.clock = clock;
  }

  /** Reads a request (RFC 6749 §4.1.1). */
  public AuthorizationRequest read(Parameters parameters) {
    Client client;
    String redirectUri;
    try {
      client = CheckClient.check(issuer, clients, parameters);
      redirectUri = CheckRedirectUri.check(client, parameters);
    } catch (ProtocolException refused) {
      return new AuthorizationRequest.ShowError(refused.error());
    }
    try {
      return check(client, redirectUri, parameters);
    } catch (ProtocolException refused) {
      ReplyTo replyTo =
          new ReplyTo(
              redirectUri,
              CheckResponseMode.usable(redirectUri, parameters),
              CheckState.usable(parameters));
      return new AuthorizationRequest.AnswerError(
          AuthorizationAnswer.error(issuer, replyTo, refused.error()));
    }
  }

  private AuthorizationRequest check(Client client, String redirectUri, Parameters given) {
    Parameters parameters = ScopeAudiences.separated(issuer, given);
    Optional<String> state = CheckState.check(parameters, "state");
    CheckRequestObject.check(parameters);
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
    Freshness freshness = CheckPrompt.check(parameters).with(wanted.acr());
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
            new OpenIdRequest(type, wanted.asked(), wanted.subjects(), wanted.acrDemanded())),
        freshness);
  }

  /**
   * The client that asked.
   *
   * @throws ProtocolException when it has been removed meanwhile; nothing may be sent to it
   */
  public Client client(Continuation.Authorize request) {
    return clients
        .find(issuer.id(), request.client())
        .orElseThrow(
            () ->
                ProtocolException.of(
                    ErrorCode.INVALID_REQUEST, "this client is no longer known at this issuer"));
  }

  /** What there is to ask the person who signed in. */
  public ConsentQuestion.Result question(Continuation.Authorize request, Login login) {
    return consent.about(client(request), login, request.requestedScope(), request.openId());
  }

  /**
   * Whether a login is of the person, and as strong, as the request demands.
   *
   * @return what the client is told where it is not and can not be
   */
  public Optional<ProtocolError> unmet(Continuation.Authorize request, Login login) {
    return CheckLogin.unmet(issuer, subjects, client(request), request.openId(), login);
  }

  /**
   * The person allowed it: makes a code, or whatever else was asked for.
   *
   * @param address of the browser
   * @param sessionState what tells the client later whether the session is the same (OpenID Connect
   *     Session Management 1.0 §2)
   */
  public AuthorizationAnswer approve(
      Continuation.Authorize request,
      Login login,
      ConsentQuestion.Result.Ask allowed,
      String address,
      Optional<String> sessionState) {
    ResponseType type = request.openId().responseType();
    Optional<String> code = type.hasCode() ? Optional.of(random.secret()) : Optional.empty();
    Map<String, String> result = new LinkedHashMap<>();
    code.ifPresent(text -> result.put("code", text));
    try {
      if (type.isFrontChannel()) {
        result.putAll(tokens.issue(wish(request, login, allowed, code, address)));
      }
    } catch (ProtocolException refused) {
      return AuthorizationAnswer.error(issuer, request.replyTo(), refused.error());
    }
    code.ifPresent(text -> issue(text, request, login, allowed));
    sessionState.ifPresent(value -> result.put("session_state", value));
    return AuthorizationAnswer.of(issuer, request.replyTo(), result);
  }

  private FrontTokens.Wish wish(
      Continuation.Authorize request,
      Login login,
      ConsentQuestion.Result.Ask allowed,
      Optional<String> code,
      String address) {
    return new FrontTokens.Wish(
        client(request),
        login,
        request.openId().responseType(),
        request.requestedScope(),
        allowed.granted(),
        request.audiences(),
        request.nonce(),
        code,
        request.replyTo().state(),
        allowed.claims(),
        address);
  }

  private void issue(
      String code,
      Continuation.Authorize request,
      Login login,
      ConsentQuestion.Result.Ask allowed) {
    codes.issue(
        new Code(
            SecretHash.of(code),
            issuer.id(),
            request.client(),
            new GrantId(random.identifier()),
            login.grant().id(),
            request.redirectUri(),
            request.challenge(),
            request.nonce(),
            request.requestedScope(),
            allowed.granted().text(),
            request.audiences(),
            allowed.offline(),
            clock.instant().plus(issuer.lifetimes().code()),
            Optional.empty(),
            request.key(),
            allowed.claims()));
  }

  /** What the client is told when nothing comes of it. */
  public AuthorizationAnswer refuse(
      Continuation.Authorize request, ErrorCode code, String description) {
    return AuthorizationAnswer.error(
        issuer, request.replyTo(), ProtocolError.of(code, description));
  }
}
