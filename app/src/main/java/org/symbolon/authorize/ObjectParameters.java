package org.symbolon.authorize;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.symbolon.client.Client;
import org.symbolon.protocol.Parameters;

/** A request object's claims as the parameters that they stand for (RFC 9101 §4). */
final class ObjectParameters {
  private static final JsonMapper JSON = new JsonMapper();

  /** About the object itself. */
  private static final Set<String> OF_THE_OBJECT =
      Set.of("iss", "aud", "exp", "nbf", "iat", "jti", "sub");

  /** These may hold several values (RFC 8707 §2). */
  private static final Set<String> SEVERAL = Set.of("resource", "audience");

  private ObjectParameters() {}

  static Parameters of(Client client, Map<String, Object> claims) {
    // RFC 9101 §4, §6.3
    if (claims.containsKey("request") || claims.containsKey("request_uri")) {
      throw RequestObjects.refused("has another within it");
    }
    Object id = claims.get("client_id");
    if (id != null && !id.equals(client.id().value())) {
      throw RequestObjects.refused("is of another client_id");
    }
    Map<String, List<String>> values = new LinkedHashMap<>();
    claims.forEach(
        (name, value) -> {
          if (!OF_THE_OBJECT.contains(name)) {
            values.put(name, texts(name, value));
          }
        });
    values.put("client_id", List.of(client.id().value()));
    return new Parameters(values);
  }

  private static List<String> texts(String name, Object value) {
    if (value instanceof List<?> several && SEVERAL.contains(name)) {
      List<String> texts = new ArrayList<>();
      for (Object one : several) {
        texts.add(text(name, one));
      }
      return texts;
    }
    return List.of(text(name, value));
  }

  private static String text(String name, Object value) {
    return switch (value) {
      case String text -> text;
      // RFC 9101 §4: numbers and booleans as JSON has them, max_age and the like.
      case Boolean flag -> flag.toString();
      case Number number -> number.toString();
      case Map<?, ?> object when name.equals("claims") -> json(object);
      default -> throw RequestObjects.refused("has a " + name + " that is no parameter's value");
    };
  }

  private static String json(Map<?, ?> object) {
    try {
      return JSON.writeValueAsString(object);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("what was JSON is JSON", e);
    }
  }
}
