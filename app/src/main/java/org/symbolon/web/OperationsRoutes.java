package org.symbolon.web;

import static io.javalin.http.HandlerType.GET;

import io.javalin.http.Context;
import io.javalin.router.EndpointNotFound;
import java.util.List;
import java.util.function.Supplier;

/** Health and metrics. */
final class OperationsRoutes {
  private final Operations operations;

  OperationsRoutes(Operations operations) {
    this.operations = operations;
  }

  /** At an address of their own: for all who reach it. */
  List<Route> own() {
    return List.of(
        Route.json(GET, "/healthz", context -> health(context, operations.live())),
        Route.json(GET, "/readyz", context -> health(context, operations.ready())),
        Route.json(GET, "/metrics", this::metrics));
  }

  /** At the main address: metrics only for some. */
  List<Route> shared(List<Network> metricsFrom, Caller caller) {
    return List.of(
        own().get(0),
        own().get(1),
        Route.json(
            GET,
            "/metrics",
            context -> {
              // A proxy beside this server would otherwise lend everybody its loopback address.
              boolean allowed =
                  !caller.isByUnknownProxy(context)
                      && Network.literal(caller.address(context))
                          .filter(
                              address ->
                                  metricsFrom.stream()
                                      .anyMatch(network -> network.contains(address)))
                          .isPresent();
              if (!allowed) {
                throw new EndpointNotFound(context.method(), context.path());
              }
              metrics(context);
            }));
  }

  private static void health(Context context, Supplier<Operations.Health> asked) {
    Operations.Health health = asked.get();
    context.status(health.well() ? 200 : 503);
    context.header("Content-Type", "application/json");
    context.header("Cache-Control", "no-store");
    context.result(health.json());
  }

  private void metrics(Context context) {
    context.header("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
    context.header("Cache-Control", "no-store");
    context.result(operations.metrics().get());
  }
}
