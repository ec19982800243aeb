package org.symbolon.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The environment of WIPAC's scitoken-issuer in this server's terms: its names, units, defaults and
 * JSON shapes. A variable that is set is translated or refused by name, never ignored.
 */
final class WipacEnvironment {
  /** Set, these would be expected to do something. */
  private static final Map<String, String> REFUSED = refused();

  private final Translation to;
  private final Tree.Block file;

  private WipacEnvironment(Translation to, Tree.Block file) {
    this.to = to;
    this.file = file;
  }

  /**
   * @param file what it will stand beneath
   */
  static Tree.Block translate(Tree.Block file, Context context) {
    Translation to = new Translation(context);
    WipacEnvironment environment = new WipacEnvironment(to, file);
    environment.process();
    environment.issuer();
    Tree audience = environment.claims();
    environment.lifetimes();
    environment.login();
    WipacSources.translate(to);
    environment.registration();
    WipacClients.translate(to, audience, file);
    environment.refuse();
    return to.block();
  }

  private void process() {
    // An empty one means every interface there.
    String host = to.variable("HOST").orElse(to.isSet("HOST") ? "0.0.0.0" : "localhost");
    String port = to.variable("PORT").orElse("8080");
    to.put("listen", Translation.text(placeOf("PORT", "HOST"), host + ":" + port));
    to.variable("PROMETHEUS_PORT")
        .filter(metrics -> !metrics.equals("0"))
        .ifPresent(
            metrics ->
                to.put(
                    "metrics.listen",
                    Translation.text(Place.variable("PROMETHEUS_PORT"), "0.0.0.0:" + metrics)));
    to.variable("LOG_LEVEL")
        .ifPresent(
            level ->
                to.put(
                    "logging.level",
                    Translation.text(
                        Place.variable("LOG_LEVEL"),
                        switch (level.toUpperCase(java.util.Locale.ROOT)) {
                          case "CRITICAL", "FATAL" -> "error";
                          case "WARNING" -> "warn";
                          default -> level;
                        })));
  }

  private void issuer() {
    to.put(
        "issuer.url",
        to.variable("ISSUER_ADDRESS")
            .map(
                address ->
                    Translation.text(
                        Place.variable("ISSUER_ADDRESS"), address.replaceAll("/+$", "")))
            .orElseGet(
                () -> to.required("ISSUER_ADDRESS", "the URL of this issuer, as in its tokens")));
    to.text("issuer.algorithms", "KEY_TYPE", "RS256");
  }

  /**
   * There, audience and profile are custom claims; here each has its own setting.
   *
   * @return the audience
   */
  private Tree claims() {
    // Its scopes are storage.read and the like.
    to.put("issuer.profile", Translation.text(Place.NOWHERE, "wlcg"));
    Optional<JsonNode> json = to.json("CUSTOM_CLAIMS");
    if (json.isPresent() && !json.get().isObject()) {
      to.mistake("CUSTOM_CLAIMS", "should be a JSON object, as in {\"aud\": [\"storage\"]}");
    }
    Place place = Place.variable("CUSTOM_CLAIMS");
    Optional<JsonNode> audience = Optional.empty();
    if (json.orElse(null) instanceof ObjectNode claims) {
      audience = Optional.ofNullable(claims.remove("aud"));
      profile(claims);
      if (!claims.isEmpty()) {
        to.put("issuer.custom-claims", Translation.tree(place, claims));
      }
    }
    if (audience.isPresent() && to.variable("AUDIENCE").isPresent()) {
      to.mistake("AUDIENCE", "is set, and CUSTOM_CLAIMS has aud: keep one of the two");
    }
    Tree whom =
        audience
            .map(found -> Translation.tree(place, found))
            .orElseGet(
                () -> to.required("AUDIENCE", "whom the tokens are for, separated by commas"));
    to.put("issuer.audience", whom);
    return whom;
  }

  private void profile(ObjectNode claims) {
    JsonNode version = claims.remove("wlcg.ver");
    if (version != null && !version.asText().equals("1.0")) {
      to.mistake("CUSTOM_CLAIMS", "has a wlcg.ver other than 1.0, which is the only one there is");
    }
    if (claims.remove("ver") != null) {
      to.mistake(
          "CUSTOM_CLAIMS",
          "has ver, with which verifiers look for SciTokens scopes (read, write) and find none:"
              + " remove it, or set profile: scitokens in the file and have clients ask for those");
    }
  }

  private void lifetimes() {
    to.seconds("issuer.lifetimes.access-token", "ACCESS_TOKEN_EXPIRATION", 300);
    to.seconds("issuer.lifetimes.refresh-idle", "REFRESH_TOKEN_EXPIRATION", 86_400);
    to.seconds("issuer.lifetimes.device-code", "DEVICE_CODE_EXPIRATION", 600);
    to.seconds("issuer.lifetimes.code", "AUTHORIZATION_CODE_EXPIRATION", 600);
    to.seconds("issuer.device-polling-interval", "DEVICE_CODE_POLLING_INTERVAL", 5);
  }

  private void login() {
    Map<String, Tree> login = new LinkedHashMap<>();
    login.put("name", Translation.text(Place.NOWHERE, "idp"));
    login.put("label", Translation.text(Place.NOWHERE, "Institution"));
    login.put("openid", to.required("IDP_ADDRESS", "the URL of the identity provider"));
    login.put("client-id", to.required("IDP_CLIENT_ID", "as registered at IDP_ADDRESS"));
    login.put("client-secret", to.required("IDP_CLIENT_SECRET", "as registered at IDP_ADDRESS"));
    to.value("IDP_USERNAME_CLAIM").ifPresent(claim -> login.put("username-claim", claim));
    to.put("login", Translation.list(new Tree.Block(Place.variable("IDP_ADDRESS"), login)));
  }

  /** Whether clients register themselves is the file's to say; for how long, the variable's. */
  private void registration() {
    String variable = "CLIENT_REGISTRATION_EXPIRATION";
    if (to.variable(variable).isEmpty()) {
      return;
    }
    if (file.entries().get("issuer") instanceof Tree.Block issuer
        && issuer.entries().containsKey("registration")) {
      to.seconds("issuer.registration.unused-for", variable, 86_400);
    } else {
      to.mistake(
          variable,
          "is set, but the file lets no client register itself: say issuer.registration there, or"
              + " unset it");
    }
  }

  private void refuse() {
    REFUSED.forEach(
        (variable, why) ->
            to.variable(variable).ifPresent(value -> to.mistake(variable, "is set, but " + why)));
    for (String variable : List.of("DEBUG", "CI_TESTING")) {
      if (to.flag(variable)) {
        to.mistake(variable, "is true, but there is no such mode here: unset it");
      }
    }
  }

  private static Map<String, String> refused() {
    Map<String, String> refused = new LinkedHashMap<>();
    refused.put("COOKIE_SECRET", "master-key-file in the file takes its place: unset it");
    for (String variable :
        List.of(
            "MONGODB_URL",
            "MONGODB_USER",
            "MONGODB_PASSWORD",
            "MONGODB_TIMEOUT",
            "MONGODB_WRITE_CONCERN")) {
      refused.put(variable, "this server does not use MongoDB: set database in the file, unset it");
    }
    return refused;
  }

  /** The first of these variables that is set. */
  private Place placeOf(String... variables) {
    List<String> set = new ArrayList<>();
    for (String variable : variables) {
      to.variable(variable).ifPresent(value -> set.add(variable));
    }
    return set.isEmpty() ? Place.NOWHERE : Place.variable(set.getFirst());
  }
}
