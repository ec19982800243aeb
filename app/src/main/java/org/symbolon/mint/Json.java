package org.symbolon.mint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** Claims to JSON and, for the linter, strictly back. */
final class Json {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();
  private static final ObjectWriter WRITER = MAPPER.writerFor(Map.class);
  private static final ObjectReader READER = MAPPER.readerFor(JsonNode.class);

  private Json() {}

  static byte[] bytes(Map<String, Object> claims) {
    try {
      return WRITER.writeValueAsBytes(claims);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the claims cannot be written as JSON", e);
    }
  }

  /** Empty for what is not exactly one JSON value without repeated members. */
  static Optional<JsonNode> read(byte[] bytes) {
    try {
      return Optional.of(READER.<JsonNode>readValue(bytes));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
