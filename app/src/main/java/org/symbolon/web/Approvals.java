package org.symbolon.web;

import io.javalin.http.Context;
import java.util.Optional;
import org.symbolon.authorize.AuthorizationAnswer;
import org.symbolon.authorize.AuthorizationFlow;
import org.symbolon.authorize.LoginFit;
import org.symbolon.client.Client;
import org.symbolon.grant.Login;
import org.symbolon.login.ConsentMemory;
import org.symbolon.login.ConsentQuestion.Result;
import org.symbolon.login.ConsentTerms;
import org.symbolon.login.Continuation;
import org.symbolon.login.Sessions.Found;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.scope.ScopeSet;

/** What ends in a code: by a button, or by what was allowed before. */
final class Approvals {
  private final BrowserSite site;
  private final AuthorizationFlow flow;
  private final ConsentMemory memory;
  private final Visits visits;
  private final Reports reports;

  Approvals(BrowserSite site, Visits visits, Reports reports) {
    this.site = site;
    this.flow = site.site().authorization();
    this.memory = site.site().consents();
    this.visits = visits;
    this.reports = reports;
  }

  boolean needNoAsking(Continuation.Authorize request, Login login, Result.Ask ask) {
    return memory.suffices(
        flow.client(request),
        request.redirectUri(),
        login,
        ask,
        terms(request),
        request.signIn().askAgain());
  }

  private ConsentTerms terms(Continuation.Authorize request) {
    return new ConsentTerms(flow.named(request), request.openId().responseType().isFrontChannel());
  }

  ScopeSet allowedBefore(Continuation.Authorize request, Login login) {
    return memory.allowed(flow.client(request), request.redirectUri(), login, terms(request));
  }

  /** Whether the answer to the question will be remembered. */
  boolean remembers(Continuation.Authorize request) {
    return memory.remembers(flow.client(request), request.redirectUri());
  }

  void remember(Continuation.Authorize request, Login login, Result.Ask ask) {
    memory.allow(flow.client(request), request.redirectUri(), login, ask, terms(request));
  }

  /** Without any page (OpenID Connect Core §3.1.2.6). */
  AuthorizationAnswer silently(Context context, Continuation.Authorize request, Login login) {
    return switch (flow.fit(request, login)) {
      case LoginFit.Fits fits -> asItWasAllowed(context, request, login);
      case LoginFit.Unfit unfit ->
          flow.refuse(request, ErrorCode.LOGIN_REQUIRED, "the person must sign in");
      case LoginFit.Unavailable unavailable -> unavailable(request);
    };
  }

  private AuthorizationAnswer asItWasAllowed(
      Context context, Continuation.Authorize request, Login login) {
    return switch (flow.question(request, login)) {
      case Result.Ask ask ->
          needNoAsking(request, login, ask)
              ? approve(context, request, login, ask)
              : flow.refuse(request, ErrorCode.CONSENT_REQUIRED, "the person must consent");
      case Result.NotAll notAll ->
          flow.refuse(
              request,
              notAll.accessDenied() ? ErrorCode.ACCESS_DENIED : ErrorCode.INVALID_SCOPE,
              notAll.description());
      // A page would offer to sign in as somebody else.
      case Result.NoAccount none ->
          flow.refuse(request, ErrorCode.INTERACTION_REQUIRED, "the person has no account here");
      case Result.Unavailable unavailable -> unavailable(request);
    };
  }

  private AuthorizationAnswer unavailable(Continuation.Authorize request) {
    return flow.refuse(
        request,
        ErrorCode.TEMPORARILY_UNAVAILABLE,
        "a system that knows the person's rights does not answer");
  }

  /** Gives the code. The client will be told when the session ends. */
  AuthorizationAnswer approve(
      Context context, Continuation.Authorize request, Login login, Result.Ask ask) {
    Client client = flow.client(request);
    visits
        .session(context)
        .map(Found::session)
        .ifPresent(session -> visits.sessions().joined(session, login, client.id(), ask.account()));
    Optional<String> state =
        ask.granted().has("openid")
            ? Optional.of(site.sessionState(context, client.id(), request.redirectUri()))
            : Optional.empty();
    AuthorizationAnswer answer = flow.approve(request, login, ask, reports.address(context), state);
    // With the session end the codes that wait; one that was made after it is told to nobody.
    if (!visits.isSignedIn(context, login)) {
      return flow.refuse(request, ErrorCode.LOGIN_REQUIRED, "the person signed out meanwhile");
    }
    reports.approved(context, client.id(), login, ask);
    return answer;
  }
}
