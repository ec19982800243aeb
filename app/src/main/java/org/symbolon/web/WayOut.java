package org.symbolon.web;

import static io.javalin.http.HandlerType.POST;

import io.javalin.http.Context;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.symbolon.login.Continuation;
import org.symbolon.login.Sessions.Found;
import org.symbolon.login.SignIn.Open;
import org.symbolon.logout.LogoutFlow;
import org.symbolon.protocol.SecretHash;
import org.symbolon.templates.Link;
import org.symbolon.templates.Message;
import org.symbolon.templates.SigningOut;

/**
 * The way of a browser whose own session ends, whoever wished it: the clients' frames, the
 * institution's logout, and where it leads at last.
 */
final class WayOut {
  /** How long clients' frames have to load. */
  private static final int SECONDS_FOR_FRAMES = 3;

  private final BrowserSite site;
  private final Visits visits;
  private final LogoutFlow flow;

  WayOut(BrowserSite site, Visits visits) {
    this.site = site;
    this.visits = visits;
    this.flow = site.site().logout();
  }

  Open begin(Context context, Continuation.SignOut signOut) {
    SecretHash browser = SecretHash.of(site.browser(context));
    String secret = site.site().login().begin(signOut, browser, Optional.empty());
    return site.site().login().open(secret, browser).orElseThrow(PageProblem::notUnderWay);
  }

  /** Ends the session of this very browser. */
  void end(Context context, Open open, Continuation.SignOut signOut, Found session) {
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
    String address = next.filter(WayOut::isWeb).orElse(site.addresses().logoutDone());
    context.header("Refresh", SECONDS_FOR_FRAMES + "; url=" + address);
    site.show(context, 200, new SigningOut(frames, new Link("Continue", address)));
  }

  /** There is nothing to end, or no more. */
  void finish(Context context, Continuation.SignOut signOut) {
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

  void signedOut(Context context) {
    site.show(
        context,
        200,
        Message.signedOut(Optional.of(new Link("Your account", site.addresses().account()))));
  }

  private static boolean isWeb(String address) {
    return address.startsWith("https://") || address.startsWith("http://");
  }
}
