package org.symbolon.web;

import static io.javalin.http.HandlerType.GET;
import static io.javalin.http.HandlerType.POST;

import io.javalin.http.Context;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.symbolon.login.Continuation;
import org.symbolon.login.DisplayName;
import org.symbolon.login.Sessions.Found;
import org.symbolon.login.SignIn.Open;
import org.symbolon.logout.LogoutFlow;
import org.symbolon.logout.LogoutRequest;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.Parameters;
import org.symbolon.protocol.ProtocolException;
import org.symbolon.protocol.SecretHash;
import org.symbolon.templates.Fields;
import org.symbolon.templates.Link;
import org.symbolon.templates.Message;
import org.symbolon.templates.SignOut;
import org.symbolon.templates.SignedInAs;

/**
 * The end session endpoint (OpenID Connect RP-Initiated Logout 1.0): the request, the question, and
 * the way back from the institution.
 */
final class LogoutPages {
  /** What servers on the way take for an address. */
  private static final int LONGEST_QUERY = 6000;

  private final BrowserSite site;
  private final LogoutFlow flow;
  private final Visits visits;
  private final BeginLimit limit;
  private final WayOut way;

  LogoutPages(BrowserSite site, Visits visits, BeginLimit limit) {
    this.site = site;
    this.flow = site.site().logout();
    this.visits = visits;
    this.limit = limit;
    this.way = new WayOut(site, visits);
  }

  List<Route> routes() {
    Addresses at = site.addresses();
    return List.of(
        Route.page(GET, at.logout(), site, this::request),
        Route.page(POST, at.logout(), site, this::byForm),
        Route.page(POST, at.logoutDecision(), site, this::decide),
        Route.page(GET, at.logoutDone(), site, this::returned));
  }

  private void request(Context context) {
    Parameters query = Requests.query(context);
    boolean counted = limit.countCostly(context, query);
    LogoutRequest request = flow.read(query);
    Optional<Found> session = visits.session(context);
    if (session.isEmpty()) {
      leaveUnasked(context, request);
      return;
    }
    if (!counted) {
      limit.count(context);
    }
    Open open = way.begin(context, request.signOut());
    if (flow.isOf(request, session.get())) {
      way.end(context, open, request.signOut(), session.get());
    } else {
      ask(context, open, request.signOut(), session.get());
    }
  }

  /** From another site a form comes without our cookies: it is turned into a GET with them. */
  private void byForm(Context context) {
    String query =
        Requests.form(context).values().entrySet().stream()
            .flatMap(
                entry ->
                    entry.getValue().stream()
                        .map(value -> encoded(entry.getKey()) + "=" + encoded(value)))
            .collect(Collectors.joining("&"));
    if (query.length() > LONGEST_QUERY) {
      throw ProtocolException.of(
          ErrorCode.INVALID_REQUEST,
          "the request to sign out is too long: leave out id_token_hint");
    }
    site.redirect(context, site.addresses().logout() + (query.isEmpty() ? "" : "?" + query));
  }

  private void ask(Context context, Open open, Continuation.SignOut signOut, Found session) {
    site.show(
        context,
        200,
        new SignOut(
            site.form(context, site.addresses().logoutDecision(), open),
            new SignedInAs(
                DisplayName.of(session.login()),
                Optional.of(session.login().grant().username()),
                Optional.empty()),
            flow.name(signOut)));
  }

  private void decide(Context context) {
    Parameters form = Requests.form(context);
    site.checkForm(context, form, form.one(Fields.TRANSACTION).orElse(""));
    Open open = site.open(context, form);
    if (!(open.transaction().continuation() instanceof Continuation.SignOut signOut)) {
      throw PageProblem.notUnderWay();
    }
    switch (form.required(Fields.DECISION)) {
      case Fields.APPROVE ->
          visits
              .session(context)
              .ifPresentOrElse(
                  session -> way.end(context, open, signOut, session),
                  () -> way.finish(context, signOut));
      case Fields.DENY -> {
        site.site().login().finish(open);
        site.show(
            context,
            200,
            new Message(
                "You are still signed in",
                List.of("Nothing was ended. You can close this page."),
                Optional.of(new Link("Your account", site.addresses().account()))));
      }
      default -> throw PageProblem.forgedForm();
    }
  }

  private void returned(Context context) {
    Optional<Continuation> over =
        Requests.query(context)
            .one("state")
            .flatMap(
                state ->
                    site.cookies()
                        .browser(context)
                        .flatMap(
                            browser ->
                                site.site().login().returned(state, SecretHash.of(browser))));
    if (over.isPresent() && over.get() instanceof Continuation.SignOut signOut) {
      way.finish(context, signOut);
    } else {
      way.signedOut(context);
    }
  }

  /** Nobody was asked: on the word of a client that anybody registered, nobody is sent away. */
  private void leaveUnasked(Context context, LogoutRequest request) {
    Optional<String> next = LogoutFlow.destination(request.signOut());
    if (next.isPresent() && !LogoutFlow.isConfirmed(request)) {
      String name = flow.name(request.signOut()).orElse("the program");
      site.show(
          context,
          200,
          Message.signedOut(Optional.of(new Link("Continue to " + name, next.get()))));
    } else {
      way.finish(context, request.signOut());
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
