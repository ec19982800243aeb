package org.symbolon.web;

import io.javalin.http.Context;

/** What every page and every redirect of a browser carries. */
final class SecurityHeaders {
  private static final String ONE_YEAR = "max-age=31536000";

  private SecurityHeaders() {}

  /**
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
    if (https) {
      context.header("Strict-Transport-Security", ONE_YEAR);
    }
  }
}
