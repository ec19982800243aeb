package org.symbolon.web;

import io.javalin.http.Context;
import jakarta.servlet.http.Cookie;
import java.time.Duration;
import java.util.Optional;
import org.symbolon.issuer.Issuer;

/**
 * One issuer's cookies: besides the state that a script may read, the browser's secret, to which
 * what it begins is bound, and the session. Several issuers may share an origin, so each has names
 * of its own.
 */
final class Cookies {
  private static final String SECRET = "[A-Za-z0-9_-]{43}";

  private final boolean https;
  private final String browser;
  private final String session;
  private final String state;

  Cookies(Issuer issuer) {
    if (!issuer.id().value().matches("[A-Za-z0-9_-]{1,64}")) {
      throw new IllegalArgumentException(
          "an issuer's name may have letters, digits, - and _ only: " + issuer.id());
    }
    this.https = issuer.url().getScheme().equals("https");
    // The prefix keeps other hosts of the domain from setting it; browsers demand Secure with it.
    String prefix = https ? "__Host-symbolon-" : "symbolon-";
    // What differs stands first: no issuer's name can make one of the other.
    this.browser = prefix + "browser-" + issuer.id();
    this.session = prefix + "session-" + issuer.id();
    this.state = prefix + "state-" + issuer.id();
  }

  Optional<String> browser(Context context) {
    return read(context, browser);
  }

  Optional<String> session(Context context) {
    return read(context, session);
  }

  /** Until the browser is closed. */
  void setBrowser(Context context, String secret) {
    write(context, browser + "=" + secret);
  }

  void setSession(Context context, String secret, Duration lifetime) {
    write(context, session + "=" + secret + "; Max-Age=" + lifetime.toSeconds());
  }

  void endSession(Context context) {
    write(context, session + "=; Max-Age=0");
  }

  String stateName() {
    return state;
  }

  /** What changes with the session, for the one script that compares it; opens nothing. */
  Optional<String> state(Context context) {
    return read(context, state);
  }

  /**
   * OpenID Connect Session Management 1.0 §3.2: read by a script in a frame of another site, so it
   * is neither http-only nor same-site; browsers demand Secure with that.
   */
  void setState(Context context, String value) {
    context
        .res()
        .addHeader(
            "Set-Cookie",
            state
                + "="
                + value
                + "; Path=/"
                + (https ? "; SameSite=None; Secure" : "; SameSite=Lax"));
  }

  private void write(Context context, String cookie) {
    context
        .res()
        .addHeader(
            "Set-Cookie", cookie + "; Path=/; HttpOnly; SameSite=Lax" + (https ? "; Secure" : ""));
  }

  /** What is not of the form we give is not ours. */
  private static Optional<String> read(Context context, String name) {
    Cookie[] cookies = context.req().getCookies();
    if (cookies != null) {
      for (Cookie cookie : cookies) {
        if (cookie.getName().equals(name) && cookie.getValue().matches(SECRET)) {
          return Optional.of(cookie.getValue());
        }
      }
    }
    return Optional.empty();
  }
}
