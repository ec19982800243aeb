package org.symbolon.web;

import io.javalin.http.HandlerType;

/** What browsers ask for by themselves. */
final class Quiet {
  private Quiet() {}

  static Route favicon() {
    return Route.json(
        HandlerType.GET,
        "/favicon.ico",
        context -> {
          context.header("Cache-Control", "public, max-age=86400");
          context.status(204);
        });
  }
}
