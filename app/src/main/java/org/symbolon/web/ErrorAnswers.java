package org.symbolon.web;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.symbolon.protocol.DescriptionText;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.ProtocolError;
import org.symbolon.protocol.RandomText;
import org.symbolon.templates.ErrorPage;
import org.symbolon.templates.Unavailable;

/** The one place where errors become HTTP: JSON for programs, pages for people. */
final class ErrorAnswers {
  private static final Logger LOG = LoggerFactory.getLogger(ErrorAnswers.class);
  private static final Duration SOON = Duration.ofSeconds(10);

  private final Routes routes;
  private final RandomText random;

  ErrorAnswers(Routes routes, RandomText random) {
    this.routes = routes;
    this.random = random;
  }

  void protocol(ProtocolError error, Context context) {
    String reference = reference();
    error
        .detail()
        .ifPresent(
            detail ->
                LOG.info(
                    "{} {}: {} ({}) [{}]",
                    context.req().getMethod(),
                    context.path(),
                    error.code().text(),
                    detail,
                    reference));
    error.retryAfter().ifPresent(after -> retryAfter(context, after));
    Optional<BrowserSite> browser = routes.browserSite(context);
    if (browser.isEmpty()) {
      challenge(error.code(), context);
      json(context, error.code().status(), error.code().text(), error.description());
    } else if (error.code() == ErrorCode.TEMPORARILY_UNAVAILABLE) {
      browser
          .get()
          .show(
              context,
              error.code().status(),
              new Unavailable(
                  "This site", error.retryAfter().orElse(SOON), Optional.empty(), reference));
    } else {
      page(
          browser.get(),
          context,
          error.code().status(),
          new ErrorPage(
              "This request can not be answered",
              "What sent you here asked in a way that this site does not accept. Nothing was"
                  + " decided.",
              "Those who look after it can mend it. Tell them: " + error.description() + ".",
              Optional.empty(),
              reference));
    }
  }

  void page(PageProblem problem, Context context) {
    routes
        .browserSite(context)
        .ifPresentOrElse(
            site ->
                page(
                    site,
                    context,
                    problem.status(),
                    new ErrorPage(
                        problem.title(),
                        problem.sentence(),
                        problem.advice(),
                        problem.next(),
                        reference())),
            () ->
                json(
                    context,
                    problem.status(),
                    ErrorCode.INVALID_REQUEST.text(),
                    problem.sentence()));
  }

  /** What HTTP itself refuses: no such path, method, or kind of body. */
  void http(HttpResponseException refused, Context context) {
    String what =
        switch (refused.getStatus()) {
          case 404 -> "there is nothing at this address";
          case 405 -> {
            Set<String> allowed = routes.allowed(context.path());
            context.header("Allow", String.join(", ", allowed));
            yield "this address takes " + String.join(" and ", allowed) + " only";
          }
          default -> String.valueOf(refused.getMessage());
        };
    Optional<BrowserSite> browser = routes.browserSite(context);
    if (browser.isEmpty()) {
      json(context, refused.getStatus(), ErrorCode.INVALID_REQUEST.text(), what);
      return;
    }
    page(
        browser.get(),
        context,
        refused.getStatus(),
        new ErrorPage(
            refused.getStatus() == 404 ? "There is nothing here" : "This can not be done",
            Character.toUpperCase(what.charAt(0)) + what.substring(1) + ".",
            "Check the address, or go to the start page.",
            Optional.of(browser.get().startPage()),
            reference()));
  }

  /** A mistake of ours. The caller learns only what to tell us. */
  void unexpected(Exception mistake, Context context) {
    String reference = reference();
    LOG.error("{} {} failed [{}]", context.req().getMethod(), context.path(), reference, mistake);
    Optional<BrowserSite> browser = routes.browserSite(context);
    if (browser.isEmpty()) {
      json(
          context,
          500,
          ErrorCode.SERVER_ERROR.text(),
          "something went wrong here; the log has it under " + reference);
      return;
    }
    page(
        browser.get(),
        context,
        500,
        new ErrorPage(
            "Something went wrong here",
            "It is not your mistake, and nothing was decided.",
            "Try again. If it stays so, ask your site's support.",
            Optional.empty(),
            reference));
  }

  /** RFC 6750 §3.1: who sent no token is told how to send one, and of no error. */
  static void noCredentials(Context context) {
    context.status(401);
    context.header("WWW-Authenticate", Challenge.BEARER);
    // RFC 9449 §7.1: one challenge for each way.
    context.res().addHeader("WWW-Authenticate", Challenge.DPOP);
    context.header("Cache-Control", "no-store");
  }

  private static void page(BrowserSite site, Context context, int status, ErrorPage page) {
    site.show(context, status, page);
  }

  private static void challenge(ErrorCode code, Context context) {
    switch (code) {
      // RFC 6749 §5.2
      case INVALID_CLIENT ->
          context.header("WWW-Authenticate", "Basic realm=\"client\", charset=\"UTF-8\"");
      // RFC 6750 §3
      case INVALID_TOKEN, INSUFFICIENT_SCOPE, INVALID_PROOF_FOR_TOKEN, NONCE_FOR_TOKEN ->
          context.header("WWW-Authenticate", Challenge.of(code, context));
      default -> {
        // The others need no credentials.
      }
    }
  }

  private static void retryAfter(Context context, Duration after) {
    context.header("Retry-After", Long.toString(Math.max(1, after.plusMillis(999).toSeconds())));
  }

  private static void json(Context context, int status, String error, String description) {
    context.status(status);
    context.header("Content-Type", "application/json");
    context.header("Cache-Control", "no-store");
    context.header("X-Content-Type-Options", "nosniff");
    context.result(
        "{\"error\":\""
            + error
            + "\",\"error_description\":\""
            + new String(
                JsonStringEncoder.getInstance().quoteAsString(DescriptionText.safe(description)))
            + "\"}");
  }

  private String reference() {
    return random.identifier().substring(0, 10);
  }
}
