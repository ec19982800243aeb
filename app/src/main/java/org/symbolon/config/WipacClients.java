package org.symbolon.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code STATIC_CLIENTS} of scitoken-issuer, in both its shapes: an object of client ids with their
 * secrets, or a list of objects.
 */
final class WipacClients {
  private static final String VARIABLE = "STATIC_CLIENTS";
  private static final Place PLACE = Place.variable(VARIABLE);
  private static final List<String> MEMBERS =
      List.of(
          "client_id",
          "client_secret",
          "client_name",
          "redirect_uris",
          "grant_types",
          "impersonation");

  private final Translation to;
  private final List<Tree> clients = new ArrayList<>();

  private WipacClients(Translation to) {
    this.to = to;
  }

  static void translate(Translation to) {
    WipacClients translated = new WipacClients(to);
    to.json(VARIABLE).ifPresent(translated::all);
    if (!translated.clients.isEmpty()) {
      to.put("clients", new Tree.Items(PLACE, translated.clients));
    }
  }

  private void all(JsonNode json) {
    if (json.isObject()) {
      json.properties()
          .forEach(entry -> client(entry.getKey(), entry.getValue().asText(), Optional.empty()));
      return;
    }
    for (JsonNode each : json) {
      if (json.isArray() && each.isObject()) {
        members(each);
        client(
            each.path("client_id").asText(),
            each.path("client_secret").asText(),
            Optional.of(each));
      } else {
        shape();
      }
    }
    if (!json.isArray()) {
      shape();
    }
  }

  private void shape() {
    to.mistake(
        VARIABLE,
        "should be a JSON object of client ids and secrets, or a list of objects with client_id and"
            + " client_secret");
  }

  private void members(JsonNode client) {
    String id = client.path("client_id").asText();
    client
        .fieldNames()
        .forEachRemaining(
            member -> {
              if (!MEMBERS.contains(member)) {
                to.mistake(
                    VARIABLE,
                    "gives "
                        + id
                        + " the member "
                        + member
                        + ", which is not built yet"
                        + Suggestion.among(member, MEMBERS));
              }
            });
    if (client.path("impersonation").asBoolean()) {
      to.mistake(
          VARIABLE, "lets " + id + " impersonate, which is not built yet: remove impersonation");
    }
  }

  private void client(String id, String secret, Optional<JsonNode> members) {
    Map<String, Tree> client = new LinkedHashMap<>();
    client.put("id", Translation.text(PLACE, id));
    members
        .map(each -> each.path("client_name").asText())
        .filter(name -> !name.isEmpty())
        .ifPresent(name -> client.put("name", Translation.text(PLACE, name)));
    client.put("secret-sha256", secret(id, secret));
    List<String> redirects = texts(members, "redirect_uris");
    client.put("grants", Translation.texts(PLACE, grants(members, !redirects.isEmpty())));
    if (!redirects.isEmpty()) {
      client.put("redirect-uris", Translation.texts(PLACE, redirects));
    }
    // It gives a refresh token with each answer.
    client.put("always-refresh", Translation.text(PLACE, "true"));
    clients.add(new Tree.Block(PLACE, client));
  }

  private Tree secret(String id, String secret) {
    try {
      return Translation.text(PLACE, ReadClientSecrets.clear(secret).hex());
    } catch (Mistake mistake) {
      to.mistake(VARIABLE, "for the client " + id + " " + mistake.text());
      return new Tree.Unusable(PLACE);
    }
  }

  /** Where it names none, what its own clients could always do. */
  private static List<String> grants(Optional<JsonNode> members, boolean redirects) {
    List<String> named = texts(members, "grant_types");
    if (!named.isEmpty()) {
      List<String> grants = new ArrayList<>(named);
      if (!grants.contains("refresh_token")) {
        grants.add("refresh_token");
      }
      return grants;
    }
    return redirects ? List.of("device", "refresh", "code") : List.of("device", "refresh");
  }

  private static List<String> texts(Optional<JsonNode> members, String member) {
    List<String> texts = new ArrayList<>();
    members.ifPresent(each -> each.path(member).forEach(text -> texts.add(text.asText())));
    return texts;
  }
}
