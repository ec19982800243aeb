package org.symbolon.web;

import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.symbolon.authorize.AuthorizationAnswer;
import org.symbolon.authorize.AuthorizationFlow;
import org.symbolon.authorize.LoginFit;
import org.symbolon.grant.Login;
import org.symbolon.issuer.AudienceRules;
import org.symbolon.login.ConsentQuestion.Result;
import org.symbolon.login.Continuation;
import org.symbolon.login.SignIn.Open;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.Parameters;
import org.symbolon.protocol.ProtocolError;
import org.symbolon.scope.ScopeSet;
import org.symbolon.templates.Consent;

/** Whether a program may act for the person: the question and its answer. */
final class ConsentPages {
  private final BrowserSite site;
  private final AuthorizationFlow flow;
  private final Approvals approvals;
  private final Outcomes outcomes;
  private final Reports reports;

  ConsentPages(BrowserSite site, Approvals approvals, Outcomes outcomes, Reports reports) {
    this.site = site;
    this.approvals = approvals;
    this.flow = site.site().authorization();
    this.outcomes = outcomes;
    this.reports = reports;
  }

  void ask(Context context, Open open, Continuation.Authorize request, Login login) {
    switch (flow.fit(request, login)) {
      case LoginFit.Fits fits -> question(context, open, request, login);
      case LoginFit.Unfit(ProtocolError error) ->
          finish(context, open, flow.refuse(request, error.code(), error.description()));
      case LoginFit.Unavailable(String detail) ->
          outcomes.unavailable(context, open, new Result.Unavailable(detail));
    }
  }

  private void question(Context context, Open open, Continuation.Authorize request, Login login) {
    switch (flow.question(request, login)) {
      case Result.Ask ask -> {
        if (approvals.needNoAsking(request, login, ask)) {
          approve(context, open, request, login, ask);
        } else {
          show(context, open, request, login, ask);
        }
      }
      case Result.NotAll notAll ->
          finish(
              context,
              open,
              flow.decline(
                  request,
                  notAll.accessDenied() ? ErrorCode.ACCESS_DENIED : ErrorCode.INVALID_SCOPE,
                  notAll.description()));
      case Result.NoAccount none ->
          outcomes.noAccount(
              context,
              open,
              request.client(),
              login,
              none,
              back(
                  flow.refuse(request, ErrorCode.ACCESS_DENIED, "the person has no account here")));
      case Result.Unavailable unavailable -> outcomes.unavailable(context, open, unavailable);
    }
  }

  void decide(
      Context context,
      Parameters form,
      Open open,
      Continuation.Authorize request,
      Login login,
      boolean approved) {
    if (!approved) {
      finish(context, open, flow.decline(request, ErrorCode.ACCESS_DENIED, "the person refused"));
      reports.denied(context, request.client(), login);
      return;
    }
    if (!(flow.fit(request, login) instanceof LoginFit.Fits)) {
      ask(context, open, request, login);
      return;
    }
    switch (flow.question(request, login)) {
      case Result.Ask ask -> {
        if (!site.hasShown(context, form, open, shown(request, ask))) {
          show(context, open, request, login, ask);
        } else {
          approve(context, open, request, login, ask);
          approvals.remember(request, login, ask);
        }
      }
      case Result.NotAll notAll -> ask(context, open, request, login);
      case Result.NoAccount none -> ask(context, open, request, login);
      case Result.Unavailable unavailable -> outcomes.unavailable(context, open, unavailable);
    }
  }

  private void approve(
      Context context, Open open, Continuation.Authorize request, Login login, Result.Ask ask) {
    if (!site.site().login().finish(open)) {
      throw PageProblem.notUnderWay();
    }
    site.answer(context, approvals.approve(context, request, login, ask));
  }

  /** No link can post a form. */
  private static Optional<String> back(AuthorizationAnswer answer) {
    return switch (answer.to().mode()) {
      case QUERY, FRAGMENT -> Optional.of(answer.location());
      case FORM_POST -> Optional.empty();
    };
  }

  private void finish(Context context, Open open, AuthorizationAnswer answer) {
    if (!site.site().login().finish(open)) {
      throw PageProblem.notUnderWay();
    }
    site.answer(context, answer);
  }

  private void show(
      Context context, Open open, Continuation.Authorize request, Login login, Result.Ask ask) {
    reports.shown(context, request.client(), login, ask);
    ScopeSet before = approvals.allowedBefore(request, login);
    site.show(
        context,
        200,
        new Consent(
            site.form(context, site.addresses().decision(), open, shown(request, ask)),
            flow.client(request).name(),
            FormAction.origin(request.redirectUri()),
            services(request),
            outcomes.person(open, login, ask.account()),
            ScopeLines.granted(ask.permissions(), before, false, ask.claims().names()),
            ScopeLines.granted(ask.permissions(), before, true, Set.of()),
            ScopeLines.refused(ask.refused()),
            approvals.remembers(request)),
        FormAction.of(request));
  }

  /** What the client named; its defaults are what the site means by it. */
  private List<String> services(Continuation.Authorize request) {
    return flow.named(request).stream()
        .map(
            name ->
                AudienceRules.WILDCARDS.contains(name)
                    ? "Every service that trusts this site"
                    : name)
        .distinct()
        .toList();
  }

  private String shown(Continuation.Authorize request, Result.Ask ask) {
    return flow.client(request).name()
        + "\n"
        + flow.named(request)
        + "\n"
        + ask.account()
        + "\n"
        + ask.offline()
        + "\n"
        + ask.granted().text()
        + "\n"
        + ask.claims().names();
  }
}
