package org.symbolon.web;

import static io.javalin.http.HandlerType.GET;
import static io.javalin.http.HandlerType.POST;

import io.javalin.http.Context;
import java.net.URI;
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
import org.symbolon.templates.SigningOut;

/**
 * The end session endpoint (OpenID Connect RP-Initiated Logout 1.0): the question, the clients'
 * frames, the institution's logout, and where it ends.
 */
final class LogoutPages {
  /** What servers on the way take for an address. */
  private static final int LONGEST_QUERY = 6000;

  /** How long clients' frames have to load. */
  private static final int SECONDS_FOR_FRAMES = 3;

  private final BrowserSite site;
  private final LogoutFlow flow;
  private final Visits visits;
  private final BeginLimit limit;

  LogoutPages(BrowserSite site, Visits visits, BeginLimit limit) {
    this.site = site;
    this.flow = site.site().logout();
    this.visits = visits;
    this.limit = limit;
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
    Open open = begin(context, request.signOut());
    if (flow.isOf(request, session.get())) {
      end(context, open, request.signOut(), session.get());
    } else {
      ask(context, open, request.signOut(), session.get());
    }
  }

  private Open begin(Context context, Continuation.SignOut signOut) {
    SecretHash browser = SecretHash.of(site.browser(context));
    String secret = site.site().login().begin(signOut, browser, Optional.empty());
    return site.site().login().open(secret, browser).orElseThrow(PageProblem::notUnderWay);
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
                  session -> end(context, open, signOut, session), () -> finish(context, signOut));
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

  private void end(Context context, Open open, Continuation.SignOut signOut, Found session) {
    Optional<LogoutFlow.Ended> ended =
        flow.end(session, "the person signed out", visits.address(context));
    site.cookies().endSession(context);
    site.newState(context);
    URI back = URI.create(site.origin() + site.addresses().logoutDone());
    Optional<String> institution =
        ended.flatMap(one -> flow.departure(open, one, back)).map(URI::toString);
    if (institution.isEmpty()) {
      site.site().login().finish(open);
    }
    Optional<String> next = institution.or(() -> LogoutFlow.destination(signOut));
    List<String> frames = ended.map(LogoutFlow.Ended::frames).orElse(List.of());
    if (frames.isEmpty()) {
      leave(context, next);
      return;
    }
    // A page that goes on by itself can only be sent to an address of the web.
    String address = next.filter(LogoutPages::isWeb).orElse(site.addresses().logoutDone());
    context.header("Refresh", SECONDS_FOR_FRAMES + "; url=" + address);
    site.show(context, 200, new SigningOut(frames, new Link("Continue", address)));
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
      finish(context, signOut);
    } else {
      signedOut(context);
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
      finish(context, request.signOut());
    }
  }

  private void finish(Context context, Continuation.SignOut signOut) {
    leave(context, LogoutFlow.destination(signOut));
  }

  /** By a page of our own after a form, whose policy would end the way otherwise. */
  private void leave(Context context, Optional<String> next) {
    if (next.isEmpty()) {
      signedOut(context);
    } else if (context.method().equals(POST) && isWeb(next.get())) {
      site.goOn(context, next.get());
    } else {
      site.redirect(context, next.get());
    }
  }

  private void signedOut(Context context) {
    site.show(
        context,
        200,
        Message.signedOut(Optional.of(new Link("Your account", site.addresses().account()))));
  }

  private static boolean isWeb(String address) {
    return address.startsWith("https://") || address.startsWith("http://");
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
