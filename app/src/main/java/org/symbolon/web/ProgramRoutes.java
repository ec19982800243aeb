package org.symbolon.web;

import static io.javalin.http.HandlerType.GET;
import static io.javalin.http.HandlerType.POST;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.symbolon.device.DeviceAuthorization;
import org.symbolon.inspect.UserinfoAnswer;
import org.symbolon.issuer.Issuer;
import org.symbolon.keys.KeySet;
import org.symbolon.protocol.Call;
import org.symbolon.verify.PresentedToken;

/** What programs ask of one issuer: JSON, no cookies. */
final class ProgramRoutes {
  /** Verifiers keep keys for long; those that look again shall not wait for a day. */
  private static final String KEYS_AGE = "public, max-age=3600";

  private static final String METADATA_AGE = "public, max-age=3600";

  private final IssuerSite site;
  private final Caller caller;
  private final Calls calls;
  private final BeginLimit limit;
  private final RateLimits rates;
  private final ObjectMapper json = new ObjectMapper();

  ProgramRoutes(IssuerSite site, Caller caller, BeginLimit limit, RateLimits rates) {
    this.site = site;
    this.caller = caller;
    this.calls = new Calls(site, caller);
    this.limit = limit;
    this.rates = rates;
  }

  List<Route> routes() {
    Issuer issuer = site.issuer();
    Addresses at = new Addresses(issuer);
    Stream<Route> forms =
        site.forms().stream()
            .map(
                form ->
                    Route.json(
                        form.kind() == FormEndpoint.Kind.READ ? GET : POST,
                        at.at(form.path()),
                        context -> form(form, context)));
    ProgramGuard guard = new ProgramGuard(site, caller, rates);
    return Stream.concat(
            guard
                .endpoints(
                    Stream.of(forms, endpoints(issuer, at), RegistrationRoutes.of(site, caller))
                        .flatMap(routes -> routes)
                        .toList())
                .stream(),
            guard.documents(documents(issuer, at)).stream())
        .toList();
  }

  private Stream<Route> endpoints(Issuer issuer, Addresses at) {
    return Stream.of(
        Route.json(POST, at.at(issuer.paths().token()), this::token),
        Route.json(POST, at.at(issuer.paths().deviceAuthorization()), this::deviceAuthorization),
        Route.json(GET, at.at(issuer.paths().userinfo()), this::userinfo),
        Route.json(POST, at.at(issuer.paths().userinfo()), this::userinfoForm));
  }

  private List<Route> documents(Issuer issuer, Addresses at) {
    return List.of(
        Route.json(GET, at.at(issuer.paths().jwks()), this::keys),
        Route.json(GET, at.at("/.well-known/openid-configuration"), this::metadata),
        // RFC 8414 §3.1: before the issuer's path, not after it.
        Route.json(GET, "/.well-known/oauth-authorization-server" + at.prefix(), this::metadata));
  }

  private void token(Context context) {
    secret(context, TokenJson.of(site.token().answer(calls.posted(context))));
  }

  private void form(FormEndpoint endpoint, Context context) throws IOException {
    Call call =
        switch (endpoint.kind()) {
          case READ -> calls.asked(context);
          case POSTED -> calls.posted(context);
          case BEGINS -> {
            limit.count(context);
            yield calls.posted(context);
          }
        };
    Map<String, Object> answer = endpoint.answering().answer(call);
    if (endpoint.kind() == FormEndpoint.Kind.BEGINS) {
      context.status(201);
    }
    secret(context, answer.isEmpty() ? new byte[0] : json.writeValueAsBytes(answer));
  }

  private void deviceAuthorization(Context context) throws IOException {
    limit.count(context);
    DeviceAuthorization started = site.device().start(calls.posted(context));
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("device_code", started.deviceCode());
    answer.put("user_code", started.userCode());
    answer.put("verification_uri", started.verificationUri());
    answer.put("verification_uri_complete", started.verificationUriComplete());
    answer.put("expires_in", started.expiresIn().toSeconds());
    answer.put("interval", started.interval().toSeconds());
    secret(context, json.writeValueAsBytes(answer));
  }

  private void userinfo(Context context) throws IOException {
    userinfo(context, calls.asked(context));
  }

  /** RFC 6750 §2.2: by POST the token may also stand in the form. */
  private void userinfoForm(Context context) throws IOException {
    userinfo(context, calls.posted(context));
  }

  private void userinfo(Context context, Call call) throws IOException {
    if (PresentedToken.of(call).isEmpty()) {
      ErrorAnswers.noCredentials(context);
      return;
    }
    switch (site.userinfo().answer(call)) {
      case UserinfoAnswer.Json told -> secret(context, json.writeValueAsBytes(told.claims()));
      case UserinfoAnswer.Signed(String jwt) -> {
        secret(context, jwt.getBytes(StandardCharsets.US_ASCII));
        context.header("Content-Type", "application/jwt");
      }
    }
  }

  static Optional<String> bearer(Context context) {
    return Requests.authorization(context)
        .filter(text -> text.toLowerCase(Locale.ROOT).startsWith("bearer "))
        .map(text -> text.substring("bearer ".length()).strip())
        .filter(token -> !token.isEmpty());
  }

  private void keys(Context context) {
    KeySet keys = site.keySet().get();
    EntityTag.answer(context, keys.json(), keys.etag(), KEYS_AGE);
  }

  private void metadata(Context context) {
    EntityTag.answer(context, site.metadata().json(), site.metadata().etag(), METADATA_AGE);
  }

  /** RFC 6749 §5.1: nobody keeps it. */
  static void secret(Context context, byte[] body) {
    context.header("Content-Type", "application/json");
    context.header("Cache-Control", "no-store");
    context.header("Pragma", "no-cache");
    context.header("X-Content-Type-Options", "nosniff");
    context.result(body);
  }
}
