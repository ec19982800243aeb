package org.symbolon.web;

import io.javalin.http.Context;

/** What answers carry so that browsers do no more with them than is meant. */
final class SecurityHeaders {
  private static final String ONE_YEAR = "max-age=31536000";

  private SecurityHeaders() {}

  /**
   * Every page and every redirect of a browser.
   *
   * @param policy the content security policy without {@code form-action}
   */
  static void add(Context context, boolean https, String policy, String formAction) {
    context.header("Content-Security-Policy", policy + "; form-action " + formAction);
    context.header("X-Frame-Options", "DENY");
    context.header("X-Content-Type-Options", "nosniff");
    // Addresses here hold transactions and codes.
    context.header("Referrer-Policy", "no-referrer");
    context.header("Cache-Control", "no-store");
    context.header("Cross-Origin-Opener-Policy", "same-origin");
    strictTransport(context, https);
  }

  /** The one page that others may frame. It has nothing to press. */
  static void addToFrame(Context context, boolean https) {
    context.header(
        "Content-Security-Policy",
        "default-src 'none'; script-src 'self'; base-uri 'none'; form-action 'none'");
    context.header("Referrer-Policy", "no-referrer");
    context.header("Cache-Control", "no-store");
    context.header("Cross-Origin-Resource-Policy", "cross-origin");
    addToAnswer(context, https);
  }

  /** What every answer to a program carries. */
  static void addToAnswer(Context context, boolean https) {
    context.header("X-Content-Type-Options", "nosniff");
    strictTransport(context, https);
  }

  private static void strictTransport(Context context, boolean https) {
    if (https) {
      context.header("Strict-Transport-Security", ONE_YEAR);
    }
  }
}
