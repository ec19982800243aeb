package org.symbolon.mint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** A JSON object as the linter reads it; what is missing or of the wrong type becomes a problem. */
final class ClaimReader {
  private final JsonNode object;
  private final List<String> problems;

  private ClaimReader(JsonNode object, List<String> problems) {
    this.object = object;
    this.problems = problems;
  }

  static ClaimReader of(String what, byte[] bytes, List<String> problems) {
    JsonNode node = Json.read(bytes).orElse(MissingNode.getInstance());
    if (!node.isObject()) {
      problems.add(what + " is not one JSON object without repeated members");
    }
    return new ClaimReader(node, problems);
  }

  JsonNode node(String name) {
    return object.path(name);
  }

  boolean has(String name) {
    return object.has(name);
  }

  List<String> names() {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  void problem(String problem) {
    problems.add(problem);
  }

  /** A non-empty text, or the empty one after a problem. */
  String text(String name) {
    JsonNode node = node(name);
    if (node.isTextual() && !node.textValue().isEmpty()) {
      return node.textValue();
    }
    problems.add(name + " is missing or no text");
    return "";
  }

  /** RFC 7519 allows fractions in times; verifiers in the field do not. */
  OptionalLong seconds(String name) {
    JsonNode node = node(name);
    if (node.isIntegralNumber() && node.canConvertToLong()) {
      return OptionalLong.of(node.longValue());
    }
    problems.add(name + " is missing or no integer");
    return OptionalLong.empty();
  }

  void exactly(String name, String value) {
    if (!node(name).isTextual() || !node(name).textValue().equals(value)) {
      problems.add(name + " is not the text " + value);
    }
  }

  void absent(String... names) {
    for (String name : names) {
      if (has(name)) {
        problems.add(name + " must not be there");
      }
    }
  }
}
