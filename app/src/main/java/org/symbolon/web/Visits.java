package org.symbolon.web;

import io.javalin.http.Context;
import java.util.Optional;
import org.symbolon.grant.Login;
import org.symbolon.login.BrowserSessions;
import org.symbolon.login.LoginFlow.Visitor;
import org.symbolon.login.Sessions.Found;
import org.symbolon.login.SignIn.Open;
import org.symbolon.protocol.SecretHash;

/** Who is at a browser: what HTTP tells, and the session that its cookie names. */
final class Visits {
  private final BrowserSite site;
  private final Caller caller;

  Visits(BrowserSite site, Caller caller) {
    this.site = site;
    this.caller = caller;
  }

  BrowserSessions sessions() {
    return site.site().login().sessions();
  }

  /** The browser's session, which is used by this. */
  Optional<Found> session(Context context) {
    return sessions().find(site.cookies().session(context), caller.address(context));
  }

  /**
   * Who has signed in in a transaction, as long as they are signed in at this browser: with the
   * session ends what was under way.
   */
  Optional<Login> login(Context context, Open open) {
    return site.site().login().login(open).filter(login -> isSignedIn(context, login));
  }

  /** Whether this browser has a session of the login's person. */
  boolean isSignedIn(Context context, Login login) {
    return session(context)
        .filter(found -> found.login().person().equals(login.person()))
        .isPresent();
  }

  /** Only for a browser that has been here before. */
  Visitor visitor(Context context) {
    String browser = site.cookies().browser(context).orElseThrow(PageProblem::notUnderWay);
    return new Visitor(
        SecretHash.of(browser),
        site.cookies().session(context),
        caller.address(context),
        caller.limitKey(context),
        Optional.ofNullable(context.header("User-Agent")).orElse(""));
  }

  String address(Context context) {
    return caller.address(context);
  }
}
