package org.symbolon.token;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;

/**
 * A successful token response (RFC 6749 §5.1).
 *
 * @param scope what the token holds; always told, even when empty or as asked
 */
public record TokenAnswer(
    String accessToken,
    Duration expiresIn,
    String scope,
    Optional<String> refreshToken,
    Optional<String> idToken) {
  private static final JsonFactory JSON = new JsonFactory();

  /** The body of the response. */
  public byte[] json() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(2048);
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeStringField("access_token", accessToken);
      json.writeStringField("token_type", "Bearer");
      json.writeNumberField("expires_in", expiresIn.toSeconds());
      json.writeStringField("scope", scope);
      if (refreshToken.isPresent()) {
        json.writeStringField("refresh_token", refreshToken.get());
      }
      if (idToken.isPresent()) {
        json.writeStringField("id_token", idToken.get());
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
    return bytes.toByteArray();
  }

  /** Tokens are never printed. */
  @Override
  public String toString() {
    return "TokenAnswer[scope=" + scope + "]";
  }
}
