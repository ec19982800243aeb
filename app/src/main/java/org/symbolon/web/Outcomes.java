package org.symbolon.web;

import io.javalin.http.Context;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.symbolon.grant.Login;
import org.symbolon.login.ConsentQuestion.Result;
import org.symbolon.login.DisplayName;
import org.symbolon.login.SignIn.Open;
import org.symbolon.protocol.ClientId;
import org.symbolon.register.RegistrationByHand.Permission;
import org.symbolon.templates.Link;
import org.symbolon.templates.Refused;
import org.symbolon.templates.SignedInAs;
import org.symbolon.templates.Unavailable;

/** Pages that end both flows alike. */
final class Outcomes {
  private static final Logger LOG = LoggerFactory.getLogger(Outcomes.class);
  private static final Duration SOON = Duration.ofSeconds(10);

  private final BrowserSite site;
  private final Programs programs;
  private final Reports reports;

  Outcomes(BrowserSite site, Programs programs, Reports reports) {
    this.site = site;
    this.programs = programs;
    this.reports = reports;
  }

  SignedInAs person(Open open, Login login, String account) {
    return new SignedInAs(
        DisplayName.of(login),
        Optional.of(account),
        Optional.of(Addresses.with(site.addresses().signInAgain(), open.secret())));
  }

  /**
   * @param back where the program learns of it
   */
  void noAccount(
      Context context,
      Open open,
      ClientId client,
      Login login,
      Result.NoAccount none,
      Optional<String> back) {
    reports.noAccount(context, client, login, none);
    site.show(
        context,
        403,
        new Refused(
            new SignedInAs(
                DisplayName.of(login),
                Optional.empty(),
                Optional.of(Addresses.with(site.addresses().signInAgain(), open.secret()))),
            programs.name(open),
            none.why(),
            List.of(),
            back.filter(Outcomes::isLink).map(address -> new Link("Go back", address)),
            logged("no account", none.detail())));
  }

  void notAll(Context context, Login login, Result.NotAll notAll, String program, String back) {
    site.show(
        context,
        403,
        new Refused(
            new SignedInAs(DisplayName.of(login), Optional.of(notAll.account()), Optional.empty()),
            Optional.of(program),
            "You may not have all that the program asked for, so it was given nothing.",
            ScopeLines.refused(notAll.refused()),
            Optional.of(new Link("Enter another code", back)),
            logged("refused", notAll.description())));
  }

  void unavailable(Context context, Open open, Result.Unavailable unavailable) {
    unavailable(
        context, Addresses.with(site.addresses().goOn(), open.secret()), unavailable.detail());
  }

  /**
   * @param retry where to try again
   */
  void unavailable(Context context, String retry, String detail) {
    context.header("Retry-After", Long.toString(SOON.toSeconds()));
    site.show(
        context,
        503,
        new Unavailable(
            "A system that knows your rights",
            SOON,
            Optional.of(retry),
            logged("rights unavailable", detail)));
  }

  /** Nobody may register clients just because there is a page for it. */
  void mayNot(Context context, Login login, Permission.Refused refused) {
    site.show(
        context,
        403,
        new Refused(
            new SignedInAs(
                DisplayName.of(login), Optional.of(login.grant().username()), Optional.empty()),
            Optional.empty(),
            refused.why(),
            List.of(),
            Optional.of(new Link("Back to your account", site.addresses().account())),
            logged("no registration", refused.detail())));
  }

  /** A native client's own scheme is no address to put on a page. */
  private static boolean isLink(String address) {
    return address.startsWith("/")
        || address.startsWith("https://")
        || address.startsWith("http://");
  }

  /** The reference under which the log has it. */
  String logged(String what, String detail) {
    String reference = site.reference();
    LOG.info("{} at {}: {} [{}]", what, site.site().issuer().id(), detail, reference);
    return reference;
  }
}
