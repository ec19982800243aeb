package org.symbolon.web;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** What stands before every address of programs: limits, who may read the answer, headers. */
final class ProgramGuard {
  private final CrossOrigin crossOrigin;
  private final Caller caller;
  private final RateLimits rates;
  private final boolean https;

  ProgramGuard(IssuerSite site, Caller caller, RateLimits rates) {
    this.crossOrigin = site.crossOrigin();
    this.caller = caller;
    this.rates = rates;
    this.https = "https".equals(site.issuer().url().getScheme());
  }

  /** Addresses that answer one caller: counted, and read from the issuer's origins only. */
  List<Route> endpoints(List<Route> routes) {
    List<Route> guarded = new ArrayList<>();
    Map<String, TreeSet<String>> methods = new LinkedHashMap<>();
    for (Route route : routes) {
      methods
          .computeIfAbsent(route.path(), first -> new TreeSet<>())
          .add(route.method().toString());
      guarded.add(
          Route.json(
              route.method(),
              route.path(),
              context -> {
                SecurityHeaders.addToAnswer(context, https);
                crossOrigin.answer(context);
                count(context);
                route.handler().handle(context);
              }));
    }
    methods.forEach(
        (path, some) ->
            guarded.add(
                Route.json(
                    HandlerType.OPTIONS,
                    path,
                    context -> crossOrigin.preflight(context, String.join(", ", some)))));
    return guarded;
  }

  /** Documents for anybody, answered from memory: counting would cost more than it saves. */
  List<Route> documents(List<Route> routes) {
    return routes.stream()
        .map(
            route ->
                Route.json(
                    route.method(),
                    route.path(),
                    context -> {
                      SecurityHeaders.addToAnswer(context, https);
                      CrossOrigin.open(context);
                      route.handler().handle(context);
                    }))
        .toList();
  }

  private void count(Context context) {
    String address = caller.address(context);
    if (!Caller.isThisMachine(address)) {
      rates.request(Caller.limitKey(address));
    }
  }
}
