package org.symbolon.authorize;

import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.symbolon.client.Client;
import org.symbolon.client.Clients;
import org.symbolon.client.ResponseType;
import org.symbolon.client.SecurityProfile;
import org.symbolon.grant.Code;
import org.symbolon.grant.Codes;
import org.symbolon.grant.Login;
import org.symbolon.issuer.AudienceRules;
import org.symbolon.issuer.Issuer;
import org.symbolon.login.ConsentQuestion;
import org.symbolon.login.Continuation;
import org.symbolon.mint.Subjects;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.GrantId;
import org.symbolon.protocol.Parameters;
import org.symbolon.protocol.ProtocolError;
import org.symbolon.protocol.ProtocolException;
import org.symbolon.protocol.RandomText;
import org.symbolon.protocol.SecretHash;

/** The authorization endpoint of one issuer, from the request to the code. */
public final class AuthorizationFlow {
  private static final Duration LONGEST_FAPI = Duration.ofSeconds(60);

  private final Issuer issuer;
  private final Clients clients;
  private final Codes codes;
  private final PushedRequests pushed;
  private final ReadRequest read;
  private final ConsentQuestion consent;
  private final Subjects subjects;
  private final FrontTokens tokens;
  private final RandomText random;
  private final InstantSource clock;

  public AuthorizationFlow(
      Issuer issuer,
      RequestSettings settings,
      AuthorizationPorts ports,
      ConsentQuestion consent,
      FrontTokens tokens,
      RandomText random,
      InstantSource clock) {
    this.issuer = issuer;
    this.clients = ports.clients();
    this.codes = ports.codes();
    this.pushed = ports.pushed();
    this.read = new ReadRequest(issuer, settings, ports, clock);
    this.consent = consent;
    this.subjects = ports.subjects();
    this.tokens = tokens;
    this.random = random;
    this.clock = clock;
  }

  /** Reads a request (RFC 6749 §4.1.1). */
  public AuthorizationRequest read(Parameters parameters) {
    return read.ofBrowser(parameters);
  }

  /**
   * The client that asked.
   *
   * @throws ProtocolException when it has been removed meanwhile, or its redirect address is its no
   *     more; nothing may be sent to it
   */
  public Client client(Continuation.Authorize request) {
    return clients
        .find(issuer.id(), request.client())
        .filter(client -> CheckRedirectUri.isOf(client, request.redirectUri()))
        .orElseThrow(
            () ->
                ProtocolException.of(
                    ErrorCode.INVALID_REQUEST, "this client is no longer known at this issuer"));
  }

  /** The audiences that the request named; empty where they are the client's defaults. */
  public List<String> named(Continuation.Authorize request) {
    return AudienceRules.isDefault(
            client(request).audiences().orElse(issuer.audiences()), request.audiences())
        ? List.of()
        : request.audiences();
  }

  /** What there is to ask the person who signed in. */
  public ConsentQuestion.Result question(Continuation.Authorize request, Login login) {
    return consent.about(client(request), login, request.requestedScope(), request.openId());
  }

  /**
   * Whether a login is of the person, and as strong, as the request demands. May ask the resolvers.
   */
  public LoginFit fit(Continuation.Authorize request, Login login) {
    return CheckLogin.check(
        issuer, subjects, client(request), request.openId(), login, () -> consent.account(login));
  }

  /**
   * The person allowed it: makes a code, or whatever else was asked for.
   *
   * @param address of the browser
   * @param sessionState what tells the client later whether the session is the same (OpenID Connect
   *     Session Management 1.0 §2)
   * @throws ProtocolException where the request was pushed and an answer came of it before; nothing
   *     may be sent to the client then
   */
  public AuthorizationAnswer approve(
      Continuation.Authorize request,
      Login login,
      ConsentQuestion.Result.Ask allowed,
      String address,
      Optional<String> sessionState) {
    if (!use(request)) {
      throw ProtocolException.of(
          ErrorCode.INVALID_REQUEST_URI, "this request has been answered already");
    }
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
            clock.instant().plus(codeLifetime(request)),
            Optional.empty(),
            request.key(),
            allowed.claims()));
  }

  /** FAPI 2.0 Security Profile §5.3.2.1: 60 seconds at most. */
  private Duration codeLifetime(Continuation.Authorize request) {
    Duration usual = issuer.lifetimes().code();
    return client(request).preferences().profile() == SecurityProfile.FAPI2
            && usual.compareTo(LONGEST_FAPI) > 0
        ? LONGEST_FAPI
        : usual;
  }

  /**
   * FAPI 2.0 Security Profile §5.3.2.2: used when an answer comes of it, not when it is looked at.
   */
  private boolean use(Continuation.Authorize request) {
    return request.pushed().map(hash -> pushed.use(hash, clock.instant())).orElse(true);
  }

  /** As {@link #refuse}, and nothing can come of this request any more. */
  public AuthorizationAnswer decline(
      Continuation.Authorize request, ErrorCode code, String description) {
    use(request);
    return refuse(request, code, description);
  }

  /** What the client is told when nothing comes of it. */
  public AuthorizationAnswer refuse(
      Continuation.Authorize request, ErrorCode code, String description) {
    return AuthorizationAnswer.error(
        issuer, request.replyTo(), ProtocolError.of(code, description));
  }
}
