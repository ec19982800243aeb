package org.symbolon.web;

import static io.javalin.http.HandlerType.DELETE;
import static io.javalin.http.HandlerType.GET;
import static io.javalin.http.HandlerType.POST;
import static io.javalin.http.HandlerType.PUT;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.symbolon.register.ClientRegistration;

/** Where clients register themselves (RFC 7591 §3) and manage that (RFC 7592 §2). */
final class RegistrationRoutes {
  private static final String CLIENT = "client";

  private final ClientRegistration registration;
  private final Caller caller;
  private final ObjectMapper json = new ObjectMapper();

  private RegistrationRoutes(ClientRegistration registration, Caller caller) {
    this.registration = registration;
    this.caller = caller;
  }

  static Stream<Route> of(IssuerSite site, Caller caller) {
    String path = new Addresses(site.issuer()).at(site.issuer().paths().registration());
    return site.registration().stream()
        .map(registration -> new RegistrationRoutes(registration, caller))
        .flatMap(routes -> routes.at(path).stream());
  }

  private List<Route> at(String path) {
    String one = path + "/{" + CLIENT + "}";
    return List.of(
        Route.json(POST, path, this::register),
        Route.json(GET, one, this::read),
        Route.json(PUT, one, this::update),
        Route.json(DELETE, one, this::delete));
  }

  private void register(Context context) throws IOException {
    answer(
        context,
        201,
        registration.register(
            ProgramRoutes.bearer(context), Requests.json(context), caller.limitKey(context)));
  }

  private void read(Context context) throws IOException {
    answer(
        context,
        200,
        registration.read(
            ProgramRoutes.bearer(context), context.pathParam(CLIENT), caller.limitKey(context)));
  }

  private void update(Context context) throws IOException {
    answer(
        context,
        200,
        registration.update(
            ProgramRoutes.bearer(context),
            context.pathParam(CLIENT),
            Requests.json(context),
            caller.limitKey(context)));
  }

  private void delete(Context context) {
    registration.delete(
        ProgramRoutes.bearer(context), context.pathParam(CLIENT), caller.limitKey(context));
    ProgramRoutes.secret(context, new byte[0]);
    context.status(204);
  }

  private void answer(Context context, int status, Map<String, Object> members) throws IOException {
    ProgramRoutes.secret(context, json.writeValueAsBytes(members));
    context.status(status);
  }
}
