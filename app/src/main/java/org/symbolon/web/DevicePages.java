package org.symbolon.web;

import static io.javalin.http.HandlerType.GET;
import static io.javalin.http.HandlerType.POST;

import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import org.symbolon.device.Entered;
import org.symbolon.grant.Login;
import org.symbolon.grant.UserCodes;
import org.symbolon.login.Sessions.Found;
import org.symbolon.protocol.Parameters;
import org.symbolon.protocol.SecretHash;
import org.symbolon.templates.DeviceEntry;
import org.symbolon.templates.Fields;

/** Where a device's code is entered (RFC 8628 §3.3). */
final class DevicePages {
  private final BrowserSite site;
  private final Visits visits;
  private final Caller caller;
  private final Reports reports;

  DevicePages(BrowserSite site, Visits visits, Caller caller, Reports reports) {
    this.site = site;
    this.visits = visits;
    this.caller = caller;
    this.reports = reports;
  }

  List<Route> routes() {
    String path = site.addresses().verification();
    return List.of(
        Route.page(GET, path, site, this::entry), Route.page(POST, path, site, this::enter));
  }

  /** Only fills in what the address names; a link decides and claims nothing. */
  private void entry(Context context) {
    String code =
        Requests.query(context)
            .one(Fields.USER_CODE)
            .flatMap(UserCodes::read)
            .map(UserCodes::shown)
            .orElse("");
    show(context, 200, code, Optional.empty());
  }

  private void enter(Context context) {
    Parameters form = Requests.form(context);
    site.checkForm(context, form, "");
    String typed = form.one(Fields.USER_CODE).orElse("");
    String browser = site.browser(context);
    Optional<Login> session = visits.session(context).map(Found::login);
    switch (site.site()
        .device()
        .enter(
            typed,
            SecretHash.of(browser),
            caller.limitKey(context),
            session.map(login -> login.person().key()))) {
      case Entered.Wrong wrong -> {
        if (wrong.last()) {
          reports.limitReached(context, "user codes");
        }
        show(
            context,
            400,
            shortened(typed),
            Optional.of(
                "This code is not known here. It may be mistyped, too old, or already used."));
      }
      case Entered.TooMany tooMany -> {
        context.header("Retry-After", Long.toString(tooMany.retryAfter().toSeconds()));
        show(
            context,
            429,
            "",
            Optional.of("There were too many wrong codes. Try again in a few minutes."));
      }
      case Entered.Claimed claimed -> {
        String transaction =
            site.site().login().begin(claimed.continuation(), SecretHash.of(browser), session);
        String next = session.isPresent() ? site.addresses().goOn() : site.addresses().signIn();
        // The institution's pages must not be judged by this form's policy.
        site.goOn(context, Addresses.with(next, transaction));
      }
    }
  }

  private void show(Context context, int status, String code, Optional<String> error) {
    site.show(
        context,
        status,
        new DeviceEntry(site.form(context, site.addresses().verification()), code, error));
  }

  private static String shortened(String typed) {
    return typed.length() > 20 ? "" : typed;
  }
}
