package org.symbolon.web;

import static io.javalin.http.HandlerType.GET;

import io.javalin.http.Context;
import java.util.List;
import org.symbolon.templates.Script;

/**
 * The frame by which a client's script learns that the session has changed (OpenID Connect Session
 * Management 1.0 §3.2). The one page that others may frame: it shows nothing, and can do nothing
 * but compare.
 */
final class SessionFrame {
  private final BrowserSite site;
  private final Asset script;

  SessionFrame(BrowserSite site) {
    this.site = site;
    this.script = Asset.script("session", Script.sessionFrame());
  }

  List<Route> routes() {
    Addresses at = site.addresses();
    return List.of(
        Route.json(GET, at.sessionFrame(), this::frame),
        Route.json(GET, at.at(script.path()), script::answer));
  }

  private void frame(Context context) {
    SecurityHeaders.addToFrame(context, site.isHttps());
    context.header("Content-Type", "text/html; charset=utf-8");
    // Neither the cookie's name nor the path has a character that means anything here.
    context.result(
        "<!DOCTYPE html><html lang=\"en\" data-cookie=\""
            + site.cookies().stateName()
            + "\"><head><meta charset=\"utf-8\"><title>Session</title><script src=\""
            + site.addresses().at(script.path())
            + "\"></script></head><body></body></html>");
  }
}
