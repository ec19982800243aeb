package org.symbolon.register;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.symbolon.protocol.ErrorCode;

/** A client's metadata as sent, each member by its type. One that is null is absent (RFC 7592). */
final class Members {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION).build();

  private static final int MOST = 20;
  private static final int LONGEST = 500;

  private final JsonNode object;

  Members(JsonNode object) {
    this.object = object;
  }

  /**
   * @throws MemberException {@code invalid_client_metadata}
   */
  static Members read(byte[] body) {
    try {
      JsonNode read = JSON.readTree(body);
      if (read != null && read.isObject()) {
        return new Members(read);
      }
    } catch (IOException malformed) {
      // Told like any other body that is no object.
    }
    throw wrong("the body", "must be one JSON object without a member twice");
  }

  ObjectNode copy() {
    return object.deepCopy();
  }

  boolean has(String name) {
    return !object.path(name).isMissingNode();
  }

  /** Names that begin with this. */
  List<String> names(String beginning) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names.stream().filter(name -> name.startsWith(beginning)).toList();
  }

  Optional<JsonNode> node(String name) {
    JsonNode member = object.path(name);
    return member.isMissingNode() || member.isNull() ? Optional.empty() : Optional.of(member);
  }

  /** Up to 500 characters, none of which changes how what stands beside it looks. */
  Optional<String> text(String name) {
    return node(name)
        .map(
            member -> {
              if (!member.isTextual()) {
                throw wrong(name, "must be a string");
              }
              return visible(name, member.textValue());
            });
  }

  List<String> texts(String name) {
    Optional<JsonNode> member = node(name);
    if (member.isEmpty()) {
      return List.of();
    }
    if (!member.get().isArray() || member.get().size() > MOST) {
      throw wrong(name, "must be a list of up to " + MOST + " strings");
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode one : member.get()) {
      if (!one.isTextual()) {
        throw wrong(name, "must hold strings only");
      }
      texts.add(visible(name, one.textValue()));
    }
    return texts.stream().distinct().toList();
  }

  boolean flag(String name) {
    return node(name)
        .map(
            member -> {
              if (!member.isBoolean()) {
                throw wrong(name, "must be true or false");
              }
              return member.booleanValue();
            })
        .orElse(false);
  }

  Optional<Long> number(String name, long most) {
    return node(name)
        .map(
            member -> {
              if (!member.isIntegralNumber()
                  || !member.canConvertToLong()
                  || member.longValue() < 0
                  || member.longValue() > most) {
                throw wrong(name, "must be a whole number from 0 to " + most);
              }
              return member.longValue();
            });
  }

  Optional<String> oneOf(String name, Predicate<String> good, String allowed) {
    Optional<String> text = text(name);
    if (text.filter(good.negate()).isPresent()) {
      throw wrong(name, "must be " + allowed);
    }
    return text;
  }

  private static String visible(String name, String text) {
    if (text.length() > LONGEST || !text.matches("\\P{C}*")) {
      throw wrong(name, "must be up to " + LONGEST + " visible characters");
    }
    return text;
  }

  static MemberException wrong(String member, String how) {
    return MemberException.of(ErrorCode.INVALID_CLIENT_METADATA, member, how);
  }
}
