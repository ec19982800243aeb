package org.symbolon.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Builds a part of the configuration from environment variables. */
final class Translation {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(com.fasterxml.jackson.core.StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final Context context;
  private final Map<String, Tree> top = new LinkedHashMap<>();

  Translation(Context context) {
    this.context = context;
  }

  Optional<String> variable(String name) {
    return context.variables().get(name);
  }

  /** Whether it is there at all; it may be empty. */
  boolean isSet(String variable) {
    return context.variables().isSet(variable);
  }

  void mistake(String variable, String message) {
    context.problems().add(new Problem(variable, 0, message));
  }

  /** The variable's text, or the default where it is not set. */
  void text(String path, String variable, String otherwise) {
    put(path, value(variable).orElse(text(Place.NOWHERE, otherwise)));
  }

  /** The variable's text as a value; empty where it is not set. */
  Optional<Tree> value(String variable) {
    return variable(variable).map(text -> text(Place.variable(variable), text));
  }

  /** As {@link #value}; not being set is a mistake. */
  Tree required(String variable, String advice) {
    return value(variable)
        .orElseGet(
            () -> {
              mistake(variable, "is not set: " + advice);
              return new Tree.Unusable(Place.variable(variable));
            });
  }

  /** A number of seconds. */
  void seconds(String path, String variable, int otherwise) {
    Optional<String> text = variable(variable);
    if (text.isPresent() && !text.get().matches("\\d{1,9}")) {
      mistake(variable, "should be a whole number of seconds");
      return;
    }
    put(
        path,
        text.map(seconds -> text(Place.variable(variable), seconds + "s"))
            .orElse(text(Place.NOWHERE, otherwise + "s")));
  }

  /** What the other server takes for true. */
  boolean flag(String variable) {
    String text = variable(variable).orElse("false").toLowerCase(Locale.ROOT);
    if (List.of("true", "t", "yes", "y", "on", "1").contains(text)) {
      return true;
    }
    if (!List.of("false", "f", "no", "n", "off", "0").contains(text)) {
      mistake(variable, "should be true or false");
    }
    return false;
  }

  /** The variable read as JSON; empty where it is not set, or is not JSON (which is reported). */
  Optional<JsonNode> json(String variable) {
    return variable(variable)
        .flatMap(
            text -> {
              try {
                return Optional.of(JSON.readTree(text));
              } catch (JsonProcessingException e) {
                mistake(variable, "is not JSON");
                return Optional.empty();
              }
            });
  }

  /** At a path such as {@code issuer.lifetimes.code}. */
  void put(String path, Tree value) {
    put(top, List.of(path.split("\\.")), value);
  }

  Tree.Block block() {
    return new Tree.Block(Place.NOWHERE, top);
  }

  private static void put(Map<String, Tree> entries, List<String> path, Tree value) {
    String key = path.getFirst();
    if (path.size() == 1) {
      entries.put(key, value);
      return;
    }
    Map<String, Tree> inner =
        entries.get(key) instanceof Tree.Block block
            ? new LinkedHashMap<>(block.entries())
            : new LinkedHashMap<>();
    put(inner, path.subList(1, path.size()), value);
    entries.put(key, new Tree.Block(Place.NOWHERE, inner));
  }

  static Tree text(Place place, String text) {
    return new Tree.Scalar(place, text, text);
  }

  static Tree texts(Place place, List<String> texts) {
    return new Tree.Items(place, texts.stream().map(text -> text(place, text)).toList());
  }

  static Tree list(Tree... items) {
    return new Tree.Items(Place.NOWHERE, List.of(items));
  }

  static Tree tree(Place place, JsonNode json) {
    if (json.isObject()) {
      Map<String, Tree> entries = new LinkedHashMap<>();
      json.properties()
          .forEach(entry -> entries.put(entry.getKey(), tree(place, entry.getValue())));
      return new Tree.Block(place, entries);
    }
    if (json.isArray()) {
      List<Tree> items = new ArrayList<>();
      json.forEach(item -> items.add(tree(place, item)));
      return new Tree.Items(place, items);
    }
    if (json.isNull()) {
      return new Tree.Nothing(place);
    }
    Object value =
        json.isNumber()
            ? json.numberValue()
            : json.isBoolean() ? json.booleanValue() : json.asText();
    return new Tree.Scalar(place, json.asText(), value);
  }
}
