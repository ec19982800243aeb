package org.symbolon.web;

import io.javalin.http.Context;
import org.symbolon.audit.Event;
import org.symbolon.audit.Event.Consent.Answer;
import org.symbolon.grant.Login;
import org.symbolon.login.ConsentQuestion.Result;
import org.symbolon.protocol.ClientId;

/** What people were asked and answered, for the audit log. */
final class Reports {
  private final IssuerSite site;
  private final Caller caller;

  Reports(IssuerSite site, Caller caller) {
    this.site = site;
    this.caller = caller;
  }

  String address(Context context) {
    return caller.address(context);
  }

  void shown(Context context, ClientId client, Login login, Result.Ask ask) {
    consent(context, Answer.SHOWN, client, login, ask.granted().text());
  }

  void approved(Context context, ClientId client, Login login, Result.Ask ask) {
    consent(context, Answer.APPROVED, client, login, ask.granted().text());
  }

  void denied(Context context, ClientId client, Login login) {
    consent(context, Answer.DENIED, client, login, "");
  }

  private void consent(Context context, Answer answer, ClientId client, Login login, String scope) {
    site.audit()
        .report(
            new Event.Consent(
                site.issuer().id(),
                answer,
                client,
                login.person().key(),
                login.grant().id(),
                scope,
                caller.address(context)));
  }

  void noAccount(Context context, ClientId client, Login login, Result.NoAccount none) {
    site.audit()
        .report(
            new Event.NoAccount(
                site.issuer().id(),
                client,
                login.person().key(),
                login.grant().id(),
                none.detail(),
                caller.address(context)));
  }

  void limitReached(Context context, String what) {
    site.audit().report(new Event.LimitReached(site.issuer().id(), what, caller.address(context)));
  }
}
