package org.symbolon.web;

import static io.javalin.http.HandlerType.GET;
import static io.javalin.http.HandlerType.POST;

import io.javalin.http.Context;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.symbolon.login.LoginFlow;
import org.symbolon.login.LoginMethod;
import org.symbolon.login.SignIn;
import org.symbolon.login.SignIn.Open;
import org.symbolon.protocol.Parameters;
import org.symbolon.templates.ErrorPage;
import org.symbolon.templates.Fields;
import org.symbolon.templates.Link;
import org.symbolon.templates.PasswordSignIn;
import org.symbolon.templates.Refused;
import org.symbolon.templates.SignInChoice;
import org.symbolon.templates.SignedInAs;
import org.symbolon.templates.Unavailable;

/** Signing in: the choice of a way, the institution and back, the password page. */
final class SignInPages {
  private static final Logger LOG = LoggerFactory.getLogger(SignInPages.class);
  private static final Duration SOON = Duration.ofSeconds(10);

  private final BrowserSite site;
  private final Visits visits;
  private final Programs programs;

  SignInPages(BrowserSite site, Visits visits, Programs programs) {
    this.site = site;
    this.visits = visits;
    this.programs = programs;
  }

  List<Route> routes() {
    Addresses at = site.addresses();
    return List.of(
        Route.page(GET, at.signIn(), site, this::choose),
        Route.page(GET, at.signInMethods(), site, this::begin),
        Route.page(POST, at.signInMethods(), site, this::password),
        Route.page(GET, at.callback(), site, this::callback),
        Route.page(GET, at.signInAgain(), site, this::again));
  }

  private void choose(Context context) {
    Open open = site.open(context, Requests.query(context));
    if (goesOn(context, open)) {
      return;
    }
    List<LoginMethod> methods = site.site().login().methods();
    if (methods.size() == 1) {
      begin(context, open, methods.getFirst());
      return;
    }
    site.show(
        context,
        200,
        new SignInChoice(
            methods.stream().map(method -> new Link(method.label(), with(method, open))).toList(),
            programs.name(open)));
  }

  private void begin(Context context) {
    Open open = site.open(context, Requests.query(context));
    LoginMethod method = method(context);
    if (!goesOn(context, open)) {
      begin(context, open, method);
    }
  }

  /** Somebody has signed in here already, and pressed "back". */
  private boolean goesOn(Context context, Open open) {
    boolean signedIn = open.transaction().login().isPresent();
    if (signedIn) {
      site.redirect(context, Addresses.with(site.addresses().goOn(), open.secret()));
    }
    return signedIn;
  }

  private void begin(Context context, Open open, LoginMethod method) {
    switch (method) {
      case LoginMethod.Local local ->
          showPassword(context, 200, open, local, hint(open), Optional.empty());
      case LoginMethod.Institution institution -> {
        switch (site.site().login().depart(open, institution)) {
          case LoginFlow.Departure.To to -> site.redirect(context, to.location().toString());
          case LoginFlow.Departure.Unavailable unavailable ->
              unavailable(context, open, institution.label(), unavailable.detail());
        }
      }
    }
  }

  /** OpenID Connect Core §3.1.2.1: who will probably sign in. */
  private static String hint(Open open) {
    return open.transaction().continuation().signIn().loginHint().orElse("");
  }

  private void password(Context context) {
    Parameters form = Requests.form(context);
    site.checkForm(context, form, form.one(Fields.TRANSACTION).orElse(""));
    Open open = site.open(context, form);
    if (!(method(context) instanceof LoginMethod.Local local)) {
      throw PageProblem.notUnderWay();
    }
    String name = form.one(Fields.USERNAME).orElse("");
    SignIn signIn =
        site.site()
            .login()
            .password(
                open, local, name, form.one(Fields.PASSWORD).orElse(""), visits.visitor(context));
    switch (signIn) {
      case SignIn.Wrong wrong ->
          showPassword(
              context, 400, open, local, name, Optional.of("The name or the password is wrong."));
      case SignIn.Later later -> {
        Duration wait = later.retryAfter().orElse(SOON);
        context.header("Retry-After", Long.toString(Math.max(1, wait.toSeconds())));
        showPassword(
            context,
            later.retryAfter().isPresent() ? 429 : 503,
            open,
            local,
            name,
            Optional.of(
                later.retryAfter().isPresent()
                    ? "There were too many wrong attempts. Try again later."
                    : "Too many people sign in just now. Try again in a few seconds."));
      }
      default -> answer(context, signIn);
    }
  }

  private void callback(Context context) {
    answer(
        context,
        site.site().login().callback(Requests.query(context).values(), visits.visitor(context)));
  }

  private void answer(Context context, SignIn signIn) {
    switch (signIn) {
      case SignIn.Done done -> {
        site.newState(context);
        site.cookies()
            .setSession(context, done.session(), site.site().issuer().lifetimes().session());
        site.goOn(context, Addresses.with(site.addresses().goOn(), done.transaction()));
      }
      case SignIn.Cancelled cancelled ->
          site.show(
              context,
              200,
              new ErrorPage(
                  "You are not signed in",
                  "Your institution says that signing in was cancelled or refused.",
                  "You can try again, or close this page.",
                  Optional.of(new Link("Try again", signIn(cancelled.open()))),
                  logged("sign-in refused", cancelled.why())));
      case SignIn.Stale stale ->
          site.show(
              context,
              403,
              new ErrorPage(
                  "Sign in once more",
                  "The program asks that you have just signed in, and your institution signed you"
                      + " in without asking you.",
                  "Sign out at your institution, then try again.",
                  Optional.of(new Link("Try again", signIn(stale.open()))),
                  logged("sign-in not fresh", stale.detail())));
      case SignIn.Invalid invalid ->
          site.show(
              context,
              502,
              new ErrorPage(
                  "Signing in did not work",
                  "The answer of your institution could not be verified.",
                  "Try again. If it stays so, ask your site's support.",
                  Optional.of(new Link("Try again", signIn(invalid.open()))),
                  logged("callback failed a check", invalid.detail())));
      case SignIn.Unavailable unavailable ->
          unavailable(context, unavailable.open(), unavailable.system(), unavailable.detail());
      case SignIn.NoName noName ->
          site.show(
              context,
              403,
              new Refused(
                  new SignedInAs(noName.who(), Optional.empty(), Optional.empty()),
                  programs.name(noName.open()),
                  noName.why(),
                  List.of(),
                  Optional.of(new Link("Sign in another way", signIn(noName.open()))),
                  logged("no local name", noName.detail())));
      case SignIn.NotUnderWay notUnderWay -> throw PageProblem.notUnderWay();
      case SignIn.Wrong wrong -> throw PageProblem.notUnderWay();
      case SignIn.Later later -> throw PageProblem.notUnderWay();
    }
  }

  /**
   * "Not you?": only with the transaction's secret and its browser, so nobody is signed out by a
   * link.
   */
  private void again(Context context) {
    Open open = site.open(context, Requests.query(context));
    String transaction = site.site().login().again(open).orElseThrow(PageProblem::notUnderWay);
    visits
        .session(context)
        .ifPresent(
            found ->
                visits
                    .sessions()
                    .end(found.session().handle(), "not this person", visits.address(context)));
    site.cookies().endSession(context);
    site.redirect(context, Addresses.with(site.addresses().signIn(), transaction));
  }

  private void showPassword(
      Context context,
      int status,
      Open open,
      LoginMethod.Local method,
      String name,
      Optional<String> error) {
    Optional<String> others =
        site.site().login().methods().size() > 1 ? Optional.of(signIn(open)) : Optional.empty();
    site.show(
        context,
        status,
        new PasswordSignIn(
            site.form(context, site.addresses().signInWith(method.name()), open),
            name,
            error,
            programs.name(open),
            others),
        FormAction.of(open.transaction().continuation()));
  }

  private void unavailable(Context context, Open open, String system, String detail) {
    context.header("Retry-After", Long.toString(SOON.toSeconds()));
    site.show(
        context,
        503,
        new Unavailable(
            system, SOON, Optional.of(signIn(open)), logged("unavailable: " + system, detail)));
  }

  private String logged(String what, String detail) {
    String reference = site.reference();
    LOG.warn("{} at {}: {} [{}]", what, site.site().issuer().id(), detail, reference);
    return reference;
  }

  private LoginMethod method(Context context) {
    return site.site()
        .login()
        .method(context.pathParam("method"))
        .orElseThrow(PageProblem::notUnderWay);
  }

  private String signIn(Open open) {
    return Addresses.with(site.addresses().signIn(), open.secret());
  }

  private String with(LoginMethod method, Open open) {
    return Addresses.with(site.addresses().signInWith(method.name()), open.secret());
  }
}
