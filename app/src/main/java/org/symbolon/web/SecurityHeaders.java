package org.symbolon.web;

import io.javalin.http.Context;
import org.symbolon.templates.Pages;

/** What every page and every redirect of a browser carries. */
final class SecurityHeaders {
  private static final String ONE_YEAR = "max-age=31536000";

  private SecurityHeaders() {}

  static void add(Context context, boolean https, String formAction) {
    context.header(
        "Content-Security-Policy", Pages.CONTENT_SECURITY_POLICY + "; form-action " + formAction);
    context.header("X-Frame-Options", "DENY");
    context.header("X-Content-Type-Options", "nosniff");
    // Addresses here hold transactions and codes.
    context.header("Referrer-Policy", "no-referrer");
    context.header("Cache-Control", "no-store");
    context.header("Cross-Origin-Opener-Policy", "same-origin");
    if (https) {
      context.header("Strict-Transport-Security", ONE_YEAR);
    }
  }
}
