package org.symbolon.web;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.charset.StandardCharsets;
import org.symbolon.token.TokenAnswer;

/**
 * A token response (RFC 6749 §5.1), written without reflection: the most frequent answer of all.
 */
final class TokenJson {
  private TokenJson() {}

  static byte[] of(TokenAnswer answer) {
    StringBuilder json = new StringBuilder(1024).append("{\"access_token\":");
    text(json, answer.accessToken());
    answer.issuedTokenType().ifPresent(type -> text(json.append(",\"issued_token_type\":"), type));
    json.append(",\"token_type\":\"")
        .append(answer.tokenType())
        .append("\",\"expires_in\":")
        .append(answer.expiresIn().toSeconds());
    json.append(",\"scope\":");
    text(json, answer.scope());
    answer.refreshToken().ifPresent(token -> text(json.append(",\"refresh_token\":"), token));
    answer.idToken().ifPresent(token -> text(json.append(",\"id_token\":"), token));
    return json.append('}').toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void text(StringBuilder json, String value) {
    json.append('"');
    JsonStringEncoder.getInstance().quoteAsString(value, json);
    json.append('"');
  }
}
