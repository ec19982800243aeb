package org.symbolon.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.symbolon.client.GrantType;

/**
 * {@code STATIC_CLIENTS} and {@code STATIC_IMPERSONATION_CLIENTS} of scitoken-issuer, in both their
 * shapes: an object of client ids with their secrets, or a list of objects. Those that impersonate
 * may there be anybody; here a rule of the file has to say whom.
 */
final class WipacClients {
  private static final String IMPERSONATING = "STATIC_IMPERSONATION_CLIENTS";
  private static final String EXCHANGE = GrantType.TOKEN_EXCHANGE.text();
  private static final List<String> MEMBERS =
      List.of(
          "client_id",
          "client_secret",
          "client_name",
          "redirect_uris",
          "grant_types",
          "impersonation");

  private final Translation to;
  private final String variable;
  private final Place place;
  private final Tree audience;
  private final Tree.Block file;
  private final List<Tree> clients = new ArrayList<>();

  private WipacClients(Translation to, String variable, Tree audience, Tree.Block file) {
    this.to = to;
    this.variable = variable;
    this.place = Place.variable(variable);
    this.audience = audience;
    this.file = file;
  }

  /**
   * @param audience of the issuer's tokens
   * @param file whose rules say whom a client may impersonate
   */
  static void translate(Translation to, Tree audience, Tree.Block file) {
    List<Tree> clients = new ArrayList<>();
    for (String variable : List.of("STATIC_CLIENTS", IMPERSONATING)) {
      WipacClients translated = new WipacClients(to, variable, audience, file);
      to.json(variable).ifPresent(translated::all);
      clients.addAll(translated.clients);
    }
    if (!clients.isEmpty()) {
      to.put("clients", new Tree.Items(clients.getFirst().place(), clients));
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
        variable,
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
                    variable,
                    "gives "
                        + id
                        + " the member "
                        + member
                        + ", which is not taken over"
                        + Suggestion.among(member, MEMBERS));
              }
            });
  }

  private void client(String id, String secret, Optional<JsonNode> members) {
    Map<String, Tree> client = new LinkedHashMap<>();
    client.put("id", Translation.text(place, id));
    members
        .map(each -> each.path("client_name").asText())
        .filter(name -> !name.isEmpty())
        .ifPresent(name -> client.put("name", Translation.text(place, name)));
    client.put("secret-sha256", secret(id, secret));
    List<String> redirects = texts(members, "redirect_uris");
    List<String> grants = new ArrayList<>(grants(members, !redirects.isEmpty()));
    if (variable.equals(IMPERSONATING)
        || members.filter(each -> each.path("impersonation").asBoolean()).isPresent()) {
      requireRule(id);
      if (!grants.contains(EXCHANGE)) {
        grants.add(EXCHANGE);
      }
      // Its tokens were for everybody of the site; impersonation gives those for the client alone.
      client.put("serves", audience);
    }
    client.put("grants", Translation.texts(place, grants));
    if (!redirects.isEmpty()) {
      client.put("redirect-uris", Translation.texts(place, redirects));
    }
    // It gives a refresh token with each answer.
    client.put("always-refresh", Translation.text(place, "true"));
    clients.add(new Tree.Block(place, client));
  }

  private void requireRule(String id) {
    boolean said =
        items(file.entries().get("exchanges")).stream()
            .filter(Tree.Block.class::isInstance)
            .map(rule -> ((Tree.Block) rule).entries())
            .anyMatch(
                rule ->
                    is(rule.get("mode"), "impersonate")
                        && items(rule.get("clients")).stream().anyMatch(client -> is(client, id)));
    if (!said) {
      to.mistake(
          variable,
          "lets "
              + id
              + " be anybody: say whom, by a rule of the file under exchanges, as in"
              + " {clients: ["
              + id
              + "], mode: impersonate, subject: {groups: [ana]}, scopes: ['storage.read:/**']}");
    }
  }

  /** A list may be one text. */
  private static List<Tree> items(@Nullable Tree tree) {
    return switch (tree) {
      case null -> List.of();
      case Tree.Items items -> items.items();
      case Tree.Scalar scalar ->
          Arrays.stream(scalar.text().split(","))
              .map(part -> Translation.text(scalar.place(), part.strip()))
              .toList();
      case Tree.Block block -> List.of(block);
      case Tree.Nothing nothing -> List.of();
      case Tree.Unusable unusable -> List.of();
    };
  }

  private static boolean is(@Nullable Tree tree, String text) {
    return tree instanceof Tree.Scalar scalar && scalar.text().equals(text);
  }

  private Tree secret(String id, String secret) {
    try {
      return Translation.text(place, ReadClientSecrets.clear(secret).hex());
    } catch (Mistake mistake) {
      to.mistake(variable, "for the client " + id + " " + mistake.text());
      return new Tree.Unusable(place);
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
