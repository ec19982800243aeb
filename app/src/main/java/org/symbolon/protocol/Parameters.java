package org.symbolon.protocol;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Form or query parameters as received. Reads single values by refusing repeated ones (RFC 6749
 * §3.1, §3.2); an empty value counts as absent, as both sections say.
 */
public record Parameters(Map<String, List<String>> values) {
  public static final int LONGEST = 16_384;

  public Parameters {
    values = Map.copyOf(values);
  }

  /**
   * @throws ProtocolException {@code invalid_request} when given twice or oversized
   */
  public Optional<String> one(String name) {
    List<String> all = all(name);
    if (all.size() > 1) {
      throw ProtocolException.of(
          ErrorCode.INVALID_REQUEST, "the parameter " + name + " must be given once only");
    }
    return all.stream().findFirst();
  }

  /**
   * @throws ProtocolException {@code invalid_request} when missing, given twice or oversized
   */
  public String required(String name) {
    return one(name)
        .orElseThrow(
            () ->
                ProtocolException.of(
                    ErrorCode.INVALID_REQUEST, "the parameter " + name + " is missing"));
  }

  /** All non-empty values of a parameter that may be repeated. */
  public List<String> all(String name) {
    List<String> given = values.getOrDefault(name, List.of());
    for (String value : given) {
      if (value.length() > LONGEST) {
        throw ProtocolException.of(
            ErrorCode.INVALID_REQUEST,
            "the parameter " + name + " is longer than " + LONGEST + " characters");
      }
    }
    return given.stream().filter(value -> !value.isEmpty()).toList();
  }
}
