package org.symbolon.web;

import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import org.symbolon.authorize.AuthorizationAnswer;
import org.symbolon.issuer.Issuer;
import org.symbolon.keys.MasterKey;
import org.symbolon.login.Continuation;
import org.symbolon.login.Session;
import org.symbolon.login.SignIn.Open;
import org.symbolon.protocol.ClientId;
import org.symbolon.protocol.Parameters;
import org.symbolon.protocol.RandomText;
import org.symbolon.protocol.SecretHash;
import org.symbolon.templates.Fields;
import org.symbolon.templates.Form;
import org.symbolon.templates.FormPost;
import org.symbolon.templates.Link;
import org.symbolon.templates.Message;
import org.symbolon.templates.Page;
import org.symbolon.templates.Pages;
import org.symbolon.templates.Site;

/** What the pages of one issuer share: how they look, and how a browser is known again. */
final class BrowserSite {
  private final IssuerSite site;
  private final Addresses addresses;
  private final Cookies cookies;
  private final FormToken formToken;
  private final Site look;
  private final Pages pages;
  private final RandomText random;
  private final String formPostScript;
  private final boolean https;

  BrowserSite(
      IssuerSite site,
      Optional<Asset> logo,
      Asset stylesheet,
      Asset formPostScript,
      Pages pages,
      MasterKey masterKey,
      RandomText random) {
    Issuer issuer = site.issuer();
    this.site = site;
    this.addresses = new Addresses(issuer);
    this.cookies = new Cookies(issuer);
    this.formToken = new FormToken(masterKey, issuer.id());
    this.look =
        new Site(
            issuer.display().name(),
            logo.map(asset -> addresses.at(asset.path())),
            Optional.of(issuer.display().help())
                .filter(help -> !help.isBlank())
                .map(help -> new Site.Help(help, Optional.empty())),
            addresses.at(stylesheet.path()));
    this.formPostScript = addresses.at(formPostScript.path());
    this.pages = pages;
    this.random = random;
    this.https = issuer.url().getScheme().equals("https");
  }

  IssuerSite site() {
    return site;
  }

  Addresses addresses() {
    return addresses;
  }

  Cookies cookies() {
    return cookies;
  }

  /** A page whose form, if it has one, stays here. */
  void show(Context context, int status, Page page) {
    show(context, status, page, FormAction.SELF);
  }

  void show(Context context, int status, Page page, String formAction) {
    SecurityHeaders.add(context, https, Pages.policy(page), formAction);
    context.status(status);
    context.header("Content-Type", "text/html; charset=utf-8");
    context.result(pages.render(look, page));
  }

  /** 303, so that a form is not sent along (RFC 9110 §15.4.4). */
  void redirect(Context context, String location) {
    SecurityHeaders.add(context, https, Pages.CONTENT_SECURITY_POLICY, FormAction.SELF);
    context.status(303);
    context.header("Location", location);
  }

  /** The answer to an authorization request, in the mode that it asked for. */
  void answer(Context context, AuthorizationAnswer answer) {
    switch (answer.to().mode()) {
      case QUERY, FRAGMENT -> redirect(context, answer.location());
      case FORM_POST ->
          show(
              context,
              200,
              new FormPost(
                  answer.location(),
                  FormAction.origin(answer.location()),
                  answer.parameters(),
                  formPostScript),
              FormAction.source(answer.location()));
    }
  }

  /**
   * Goes on by a page of its own instead of a redirect: a page that was reached by a form of ours
   * or of an institution ends that form's {@code form-action}, which no one could know in advance.
   *
   * @param path on this origin
   */
  void goOn(Context context, String path) {
    context.header("Refresh", "0; url=" + path);
    show(
        context,
        200,
        new Message("One moment", List.of(), Optional.of(new Link("Continue", path))));
  }

  /** This browser's secret, given to it if it has none. */
  String browser(Context context) {
    return cookies
        .browser(context)
        .orElseGet(
            () -> {
              String secret = random.secret();
              cookies.setBrowser(context, secret);
              return secret;
            });
  }

  boolean isHttps() {
    return https;
  }

  /** Scheme, host and port of the issuer's address. */
  String origin() {
    return FormAction.origin(site.issuer().url().toString());
  }

  /** What a client compares changes now: somebody has signed in or out. */
  void newState(Context context) {
    cookies.setState(context, random.secret());
  }

  /** For a client that was given something in this browser. */
  String sessionState(Context context, ClientId client, String redirectUri) {
    String state =
        cookies
            .state(context)
            .orElseGet(
                () -> {
                  String fresh = random.secret();
                  cookies.setState(context, fresh);
                  return fresh;
                });
    return SessionState.of(client, redirectUri, state, random.identifier());
  }

  /**
   * Begins what belongs to a person's own pages.
   *
   * @return its secret
   */
  String beginAccount(Context context) {
    return site.login()
        .begin(new Continuation.Account(), SecretHash.of(browser(context)), Optional.empty());
  }

  /** The transaction that a page or form names. */
  Open open(Context context, Parameters parameters) {
    return find(context, parameters).orElseThrow(PageProblem::notUnderWay);
  }

  /** The same, if it is this browser's and not over. */
  Optional<Open> find(Context context, Parameters parameters) {
    return parameters
        .one(Fields.TRANSACTION)
        .flatMap(
            secret ->
                cookies
                    .browser(context)
                    .flatMap(browser -> site.login().open(secret, SecretHash.of(browser))));
  }

  Form form(Context context, String action) {
    return Form.to(action, formToken.of(browser(context), ""));
  }

  /** One that is good in this session only, whoever sits at the browser later. */
  Form form(Context context, String action, Session session) {
    return Form.to(action, formToken.of(browser(context), about(session)));
  }

  /** Refuses a form that was not made for this browser in this session. */
  void checkForm(Context context, Parameters form, Session session) {
    checkForm(context, form, about(session));
  }

  /** No transaction's secret has a blank. */
  private static String about(Session session) {
    return "session " + session.handle();
  }

  Form form(Context context, String action, Open open) {
    return Form.to(action, formToken.of(browser(context), open.secret()), open.secret());
  }

  Form form(Context context, String action, Open open, String shown) {
    return form(context, action, open.secret(), shown);
  }

  Form form(Context context, String action, String transaction, String shown) {
    return Form.to(action, formToken.of(browser(context), transaction, shown), transaction);
  }

  /** Refuses a form that was not made for this browser and transaction. */
  void checkForm(Context context, Parameters form, String transaction) {
    Optional<String> browser = cookies.browser(context);
    Optional<String> token = form.one(Fields.CSRF);
    if (browser.isEmpty()
        || token.isEmpty()
        || !formToken.isOurs(token.get(), browser.get(), transaction)) {
      throw PageProblem.forgedForm();
    }
  }

  boolean hasShown(Context context, Parameters form, Open open, String shown) {
    return formToken.hasShown(form.required(Fields.CSRF), browser(context), open.secret(), shown);
  }

  Link startPage() {
    return new Link("Start page", addresses.front());
  }

  /** For people to tell and for the log to have. */
  String reference() {
    return random.identifier().substring(0, 10);
  }
}
