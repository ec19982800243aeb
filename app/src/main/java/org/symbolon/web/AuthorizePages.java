package org.symbolon.web;

import static io.javalin.http.HandlerType.GET;
import static io.javalin.http.HandlerType.POST;

import io.javalin.http.Context;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.symbolon.authorize.AuthorizationFlow;
import org.symbolon.authorize.AuthorizationRequest;
import org.symbolon.authorize.LoginFit;
import org.symbolon.grant.Login;
import org.symbolon.login.Continuation;
import org.symbolon.login.Sessions.Found;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.Parameters;
import org.symbolon.protocol.ProtocolException;
import org.symbolon.protocol.SecretHash;

/** The authorization endpoint (RFC 6749 §3.1). */
final class AuthorizePages {
  /** What servers on the way take for an address. */
  private static final int LONGEST_QUERY = 6000;

  private final BrowserSite site;
  private final AuthorizationFlow flow;
  private final Visits visits;
  private final Approvals approvals;
  private final BeginLimit limit;
  private final InstantSource clock;

  AuthorizePages(
      BrowserSite site, Visits visits, Approvals approvals, BeginLimit limit, InstantSource clock) {
    this.site = site;
    this.flow = site.site().authorization();
    this.visits = visits;
    this.approvals = approvals;
    this.limit = limit;
    this.clock = clock;
  }

  List<Route> routes() {
    String path = site.addresses().authorization();
    return List.of(
        Route.page(GET, path, site, this::authorize), Route.page(POST, path, site, this::byForm));
  }

  private void authorize(Context context) {
    Parameters query = Requests.query(context);
    boolean counted = limit.countCostly(context, query);
    switch (flow.read(query)) {
      case AuthorizationRequest.ShowError show -> throw show.error().exception();
      case AuthorizationRequest.AnswerError error -> site.answer(context, error.answer());
      case AuthorizationRequest.Proceed proceed -> proceed(context, proceed, counted);
    }
  }

  private void proceed(Context context, AuthorizationRequest.Proceed proceed, boolean counted) {
    Continuation.Authorize request = proceed.continuation();
    Optional<Login> session =
        visits
            .session(context)
            .map(Found::login)
            .filter(login -> proceed.freshness().accepts(login, clock.instant()))
            // Where it can not be said, what comes next says so.
            .filter(login -> !(flow.fit(request, login) instanceof LoginFit.Unfit));
    switch (proceed.freshness().interaction()) {
      case NONE ->
          site.answer(
              context,
              session
                  .map(login -> approvals.silently(context, request, login))
                  .orElseGet(
                      () ->
                          flow.refuse(
                              request, ErrorCode.LOGIN_REQUIRED, "the person must sign in")));
      case ALLOWED -> {
        if (!counted) {
          limit.count(context);
        }
        String browser = site.browser(context);
        String transaction = site.site().login().begin(request, SecretHash.of(browser), session);
        String next = session.isPresent() ? site.addresses().goOn() : site.addresses().signIn();
        site.redirect(context, Addresses.with(next, transaction));
      }
    }
  }

  /**
   * OpenID Connect Core §3.1.2.1 allows POST. From another site it comes without our cookies, so it
   * is turned into the GET that comes with them.
   */
  private void byForm(Context context) {
    Parameters form = Requests.form(context);
    String query =
        form.values().entrySet().stream()
            .flatMap(
                entry ->
                    entry.getValue().stream()
                        .map(value -> encoded(entry.getKey()) + "=" + encoded(value)))
            .collect(Collectors.joining("&"));
    if (query.length() > LONGEST_QUERY) {
      throw ProtocolException.of(
          ErrorCode.INVALID_REQUEST, "the authorization request is too long");
    }
    site.redirect(context, site.addresses().authorization() + "?" + query);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
