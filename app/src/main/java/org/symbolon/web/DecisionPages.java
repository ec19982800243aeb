package org.symbolon.web;

import static io.javalin.http.HandlerType.GET;
import static io.javalin.http.HandlerType.POST;

import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import org.symbolon.grant.Login;
import org.symbolon.login.Continuation;
import org.symbolon.login.SignIn.Open;
import org.symbolon.protocol.Parameters;
import org.symbolon.templates.Fields;

/**
 * What comes after signing in: the question, and the button. Nothing is decided but by a form of
 * ours, sent by the browser that was shown the question.
 */
final class DecisionPages {
  private final BrowserSite site;
  private final Visits visits;
  private final ConsentPages consent;
  private final ConfirmPages confirm;

  DecisionPages(BrowserSite site, Visits visits, ConsentPages consent, ConfirmPages confirm) {
    this.site = site;
    this.visits = visits;
    this.consent = consent;
    this.confirm = confirm;
  }

  List<Route> routes() {
    return List.of(
        Route.page(GET, site.addresses().goOn(), site, this::ask),
        Route.page(POST, site.addresses().decision(), site, this::decide));
  }

  private void ask(Context context) {
    Open open = site.open(context, Requests.query(context));
    Optional<Login> login = visits.login(context, open);
    if (login.isEmpty()) {
      site.redirect(context, Addresses.with(site.addresses().signIn(), withoutLogin(open)));
      return;
    }
    switch (open.transaction().continuation()) {
      case Continuation.Authorize authorize -> consent.ask(context, open, authorize, login.get());
      case Continuation.Device device -> confirm.ask(context, open, device, login.get());
      case Continuation.Account account -> {
        site.site().login().finish(open);
        site.redirect(context, site.addresses().account());
      }
      // Whoever signs out is not asked to sign in.
      case Continuation.SignOut signOut -> throw PageProblem.notUnderWay();
    }
  }

  private void decide(Context context) {
    Parameters form = Requests.form(context);
    site.checkForm(context, form, form.one(Fields.TRANSACTION).orElse(""));
    Open open = site.open(context, form);
    Login login = visits.login(context, open).orElseThrow(PageProblem::notUnderWay);
    boolean approved =
        switch (form.required(Fields.DECISION)) {
          case Fields.APPROVE -> true;
          case Fields.DENY -> false;
          default -> throw PageProblem.forgedForm();
        };
    switch (open.transaction().continuation()) {
      case Continuation.Authorize authorize ->
          consent.decide(context, form, open, authorize, login, approved);
      case Continuation.Device device ->
          confirm.decide(context, form, open, device, login, approved);
      // There is nothing to decide.
      case Continuation.Account account -> throw PageProblem.notUnderWay();
      case Continuation.SignOut signOut -> throw PageProblem.notUnderWay();
    }
  }

  /** A transaction is signed in once: where that login has ended meanwhile, another begins. */
  private String withoutLogin(Open open) {
    return open.transaction().login().isEmpty()
        ? open.secret()
        : site.site().login().again(open).orElseThrow(PageProblem::notUnderWay);
  }
}
