package org.symbolon.web;

import static io.javalin.http.HandlerType.GET;
import static io.javalin.http.HandlerType.POST;

import io.javalin.http.Context;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.symbolon.login.Sessions.Found;
import org.symbolon.protocol.Parameters;
import org.symbolon.register.RegistrationByHand;
import org.symbolon.register.RegistrationByHand.Outcome;
import org.symbolon.register.RegistrationByHand.Permission;
import org.symbolon.templates.Fields;
import org.symbolon.templates.ProgramRegistered;
import org.symbolon.templates.ProgramRegistered.Given;
import org.symbolon.templates.RegisterProgram;
import org.symbolon.templates.RegisterProgram.Offered;

/**
 * Where a person registers a client of their own. Each form registers one at most, whatever the
 * browser sends again, so that what a client is given is shown once and a reload shows it to
 * nobody.
 */
final class OwnClientPages {
  private static final String SENT =
      "This form was sent before, or has been open for too long. If the program is on your account"
          + " page, it is registered, and what it was given is not shown again. If it is not, send"
          + " the form once more.";
  private static final String DOWN =
      "A system that knows your rights does not answer just now. Nothing was registered: send the"
          + " form again in a minute.";
  private static final String FULL =
      "You have as many programs as one person may have. Delete one on your account page first.";
  private static final String LATER =
      "There were too many registrations from where you are. Nothing was registered: try again in"
          + " an hour.";

  private final BrowserSite site;
  private final Visits visits;
  private final Caller caller;
  private final BeginLimit limit;
  private final Outcomes outcomes;
  private final RegistrationByHand registration;
  private final PageTime time;

  private OwnClientPages(
      BrowserSite site,
      Visits visits,
      Caller caller,
      BeginLimit limit,
      Outcomes outcomes,
      RegistrationByHand registration,
      InstantSource clock) {
    this.site = site;
    this.visits = visits;
    this.caller = caller;
    this.limit = limit;
    this.outcomes = outcomes;
    this.registration = registration;
    this.time = new PageTime(clock);
  }

  /** None where people can not register clients. */
  static Stream<Route> routes(
      BrowserSite site,
      Visits visits,
      Caller caller,
      BeginLimit limit,
      Outcomes outcomes,
      InstantSource clock) {
    return site.site().byHand().stream()
        .map(by -> new OwnClientPages(site, visits, caller, limit, outcomes, by, clock))
        .flatMap(OwnClientPages::routes);
  }

  private Stream<Route> routes() {
    String path = site.addresses().accountRegister();
    return Stream.of(
        Route.page(GET, path, site, this::form), Route.page(POST, path, site, this::register));
  }

  private void form(Context context) {
    Optional<Found> session = visits.session(context);
    if (session.isEmpty()) {
      limit.count(context);
      site.redirect(context, Addresses.with(site.addresses().signIn(), site.beginAccount(context)));
      return;
    }
    switch (registration.permission(session.get().login())) {
      case Permission.Given given ->
          show(context, 200, given.person(), RegistrationForm.NEW, Optional.empty(), Map.of());
      case Permission.Refused refused -> outcomes.mayNot(context, session.get().login(), refused);
      case Permission.Unavailable unavailable ->
          outcomes.unavailable(context, site.addresses().accountRegister(), unavailable.detail());
    }
  }

  private void register(Context context) {
    Parameters form = Requests.form(context);
    site.checkForm(context, form, form.one(Fields.TRANSACTION).orElse(""));
    Found session = visits.session(context).orElseThrow(PageProblem::notUnderWay);
    RegistrationForm typed = RegistrationForm.read(form);
    switch (registration.permission(session.login())) {
      case Permission.Given given -> register(context, form, given, typed);
      case Permission.Refused refused -> outcomes.mayNot(context, session.login(), refused);
      case Permission.Unavailable unavailable -> {
        outcomes.logged("rights unavailable", unavailable.detail());
        show(context, 503, session.login().person().key(), typed, Optional.of(DOWN), Map.of());
      }
    }
  }

  private void register(
      Context context, Parameters form, Permission.Given given, RegistrationForm typed) {
    Map<String, String> problems = typed.problems();
    if (!problems.isEmpty()) {
      show(context, 400, given.person(), typed, Optional.empty(), problems);
      return;
    }
    if (!isFirst(context, form, given)) {
      show(context, 409, given.person(), typed, Optional.of(SENT), Map.of());
      return;
    }
    switch (registration.register(given, typed.described(), caller.limitKey(context))) {
      case Outcome.Made made -> made(context, typed, made);
      case Outcome.Wrong(List<RegistrationByHand.Problem> found) ->
          show(
              context,
              400,
              given.person(),
              typed,
              Optional.empty(),
              RegistrationForm.problems(found));
      case Outcome.Full full ->
          show(context, 403, given.person(), typed, Optional.of(FULL), Map.of());
      case Outcome.Later later -> {
        context.header("Retry-After", Long.toString(later.retryAfter().toSeconds()));
        show(context, 429, given.person(), typed, Optional.of(LATER), Map.of());
      }
    }
  }

  /** Whether nothing has come of this form yet, which was shown to this person. */
  private boolean isFirst(Context context, Parameters form, Permission.Given given) {
    return site.find(context, form)
        .filter(open -> site.hasShown(context, form, open, given.person()))
        .filter(site.site().login()::finish)
        .isPresent();
  }

  private void show(
      Context context,
      int status,
      String person,
      RegistrationForm typed,
      Optional<String> notice,
      Map<String, String> problems) {
    limit.count(context);
    site.show(
        context,
        status,
        new RegisterProgram(
            site.form(
                context, site.addresses().accountRegister(), site.beginAccount(context), person),
            typed.typed(),
            offered(typed),
            notice,
            problems,
            site.addresses().account()));
  }

  private List<Offered> offered(RegistrationForm typed) {
    return registration.scopes().stream()
        .map(
            scope ->
                new Offered(
                    ScopeLines.pattern(scope, site.site().issuer().profile()),
                    typed.scopes().contains(scope)))
        .toList();
  }

  private void made(Context context, RegistrationForm typed, Outcome.Made made) {
    List<Given> given = new ArrayList<>();
    given.add(given("Its name at this site", "client_id", made.clientId()));
    made.secret()
        .map(
            secret ->
                new Given(
                    "Its secret",
                    "client_secret",
                    secret,
                    made.secretExpires().map(when -> "Counts until " + time.of(when) + ".")))
        .ifPresent(given::add);
    given.add(given("This site’s address", "issuer", site.site().issuer().url().toString()));
    given.add(
        given(
            "With this a program can change or delete it",
            "registration_access_token",
            made.managementToken()));
    given.add(given("Where it does that", "registration_client_uri", made.managementAddress()));
    site.show(
        context,
        200,
        new ProgramRegistered(typed.typed().name(), given, site.addresses().account()));
  }

  private static Given given(String label, String term, String value) {
    return new Given(label, term, value, Optional.empty());
  }
}
