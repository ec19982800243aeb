package org.symbolon.web;

import static io.javalin.http.HandlerType.GET;
import static io.javalin.http.HandlerType.POST;

import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import org.symbolon.account.OwnAccount;
import org.symbolon.login.Continuation;
import org.symbolon.login.DisplayName;
import org.symbolon.login.Sessions.Found;
import org.symbolon.protocol.ClientId;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.GrantId;
import org.symbolon.protocol.Parameters;
import org.symbolon.protocol.ProtocolException;
import org.symbolon.templates.Account;
import org.symbolon.templates.Fields;
import org.symbolon.templates.SignedInAs;

/**
 * A person's own page. Nothing ends but by a form of ours, sent by the browser that was shown it.
 */
final class AccountPages {
  private static final String DONE = "That has ended.";
  private static final String GONE = "That had ended already.";

  /** Nobody asked for it but the person, and nobody waits for them. */
  private static final Continuation.SignOut HERE =
      new Continuation.SignOut(Optional.empty(), Optional.empty(), Optional.empty());

  private final BrowserSite site;
  private final Visits visits;
  private final BeginLimit limit;
  private final OwnAccount account;
  private final AccountEntries entries;
  private final AccountAnswers answers;
  private final WayOut way;

  AccountPages(BrowserSite site, Visits visits, BeginLimit limit, java.time.InstantSource clock) {
    this.site = site;
    this.visits = visits;
    this.limit = limit;
    this.account = site.site().account();
    this.entries = new AccountEntries(account, site.site().issuer(), clock);
    this.answers = new AccountAnswers(account);
    this.way = new WayOut(site, visits);
  }

  List<Route> routes() {
    Addresses at = site.addresses();
    return List.of(
        Route.page(GET, at.account(), site, this::show),
        Route.page(POST, at.accountEnd(), site, this::end),
        Route.page(POST, at.accountMay(), site, this::may));
  }

  private void show(Context context) {
    Optional<Found> session = visits.session(context);
    if (session.isPresent()) {
      show(context, session.get(), Optional.empty(), Optional.empty());
      return;
    }
    limit.count(context);
    site.redirect(context, Addresses.with(site.addresses().signIn(), site.beginAccount(context)));
  }

  private void show(
      Context context, Found session, Optional<Account.Answer> answer, Optional<String> notice) {
    String person = session.login().person().key();
    OwnAccount.Overview overview = account.of(session.login());
    site.show(
        context,
        200,
        new Account(
            new SignedInAs(
                DisplayName.of(session.login()),
                Optional.of(session.login().grant().username()),
                Optional.empty()),
            entries.visits(overview.sessions(), session.session()),
            entries.programs(overview.grants()),
            entries.jobs(overview.jobs()),
            entries.remembered(overview.remembered()),
            entries.registered(site.site().owned().of(person)),
            site.site().byHand().map(by -> site.addresses().accountRegister()),
            site.form(context, site.addresses().accountEnd(), session.session()),
            site.form(context, site.addresses().accountMay(), session.session()),
            answer,
            notice));
  }

  /** A page that another person left open at this browser does nothing to who is there now. */
  private Found checked(Context context, Parameters form) {
    Found session = visits.session(context).orElseThrow(PageProblem::notUnderWay);
    site.checkForm(context, form, session.session());
    return session;
  }

  private void end(Context context) {
    Parameters form = Requests.form(context);
    Found session = checked(context, form);
    String what = form.required(Fields.WHAT);
    if (what.equals(Account.EVERYTHING)) {
      account.endEverythingBut(session, visits.address(context));
      signOut(context, session);
      return;
    }
    String id = form.required(Fields.ID);
    if (what.equals(Account.VISIT) && id.equals(session.session().handle())) {
      signOut(context, session);
      return;
    }
    boolean ended = end(context, session, what, id);
    show(context, session, Optional.empty(), Optional.of(ended ? DONE : GONE));
  }

  private boolean end(Context context, Found session, String what, String id) {
    String address = visits.address(context);
    return switch (what) {
      case Account.VISIT -> account.endSession(session.login(), id, address);
      case Account.PROGRAM -> account.endGrant(session.login(), new GrantId(id));
      case Account.REMEMBERED -> account.forget(session.login(), new ClientId(id), address);
      case Account.REGISTERED ->
          site.site().owned().delete(session.login().person().key(), new ClientId(id), address);
      default -> throw ProtocolException.of(ErrorCode.INVALID_REQUEST, "there is no such thing");
    };
  }

  /** What is this browser's own ends as it does when a client asks for it. */
  private void signOut(Context context, Found session) {
    way.end(context, way.begin(context, HERE), HERE, session);
  }

  private void may(Context context) {
    Parameters form = Requests.form(context);
    Found session = checked(context, form);
    limit.count(context);
    Account.Answer answer =
        answers.of(
            session.login(),
            form.one(Fields.PROGRAM).orElse("").strip(),
            form.one(Fields.ASKED).orElse("").strip());
    show(context, session, Optional.of(answer), Optional.empty());
  }
}
