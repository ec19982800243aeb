package org.symbolon.web;

import static io.javalin.http.HandlerType.GET;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.Context;
import io.javalin.router.EndpointNotFound;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.Parameters;
import org.symbolon.protocol.ProtocolException;

/** Health, metrics, and operators' questions. */
final class OperationsRoutes {
  private final Operations operations;
  private final ObjectMapper json = new ObjectMapper();

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
              if (!isFrom(metricsFrom, context, caller)) {
                throw new EndpointNotFound(context.method(), context.path());
              }
              metrics(context);
            }));
  }

  /** Wherever they are asked: only from known networks, and only with an operator's token. */
  List<Route> operators(Caller caller) {
    return operations.desk().stream()
        .flatMap(
            desk ->
                desk.questions().entrySet().stream()
                    .map(
                        question ->
                            Route.json(
                                GET,
                                question.getKey(),
                                context -> ask(desk, question.getValue(), context, caller))))
        .toList();
  }

  private void ask(
      OperatorDesk desk,
      Function<Parameters, Map<String, Object>> question,
      Context context,
      Caller caller)
      throws IOException {
    if (!isFrom(desk.from(), context, caller)) {
      throw new EndpointNotFound(context.method(), context.path());
    }
    Optional<String> token =
        Requests.authorization(context)
            .filter(text -> text.toLowerCase(Locale.ROOT).startsWith("bearer "))
            .map(text -> text.substring("bearer ".length()).strip());
    if (token.isEmpty()) {
      ErrorAnswers.noCredentials(context);
      return;
    }
    if (desk.tokens().stream().noneMatch(hash -> hash.matches(token.get()))) {
      throw ProtocolException.of(ErrorCode.INVALID_TOKEN, "this is no operator's token");
    }
    context.header("Content-Type", "application/json");
    context.header("Cache-Control", "no-store");
    context.result(json.writeValueAsBytes(question.apply(Requests.query(context))));
  }

  private static boolean isFrom(List<Network> networks, Context context, Caller caller) {
    // A proxy beside this server would otherwise lend everybody its loopback address.
    return !caller.isByUnknownProxy(context)
        && Network.literal(caller.address(context))
            .filter(address -> networks.stream().anyMatch(network -> network.contains(address)))
            .isPresent();
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
