package org.symbolon.client;

import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** Client id and secret of an HTTP Basic header (RFC 7617), in each way it can be meant. */
record BasicCredentials(String id, String secret) {
  private static final int LONGEST = 4096;

  /**
   * The form-encoded reading of RFC 6749 §2.3.1 first, then the raw one where it differs; empty
   * when the header is not well-formed Basic.
   */
  static List<BasicCredentials> read(String header) {
    if (header.length() > LONGEST || !header.regionMatches(true, 0, "Basic ", 0, 6)) {
      return List.of();
    }
    String text;
    try {
      byte[] bytes = Base64.getDecoder().decode(header.substring(6).strip());
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (IllegalArgumentException | CharacterCodingException e) {
      return List.of();
    }
    int colon = text.indexOf(':');
    if (colon < 1) {
      return List.of();
    }
    BasicCredentials raw =
        new BasicCredentials(text.substring(0, colon), text.substring(colon + 1));
    try {
      BasicCredentials decoded = new BasicCredentials(decode(raw.id), decode(raw.secret));
      return decoded.equals(raw) ? List.of(raw) : List.of(decoded, raw);
    } catch (IllegalArgumentException e) {
      // A raw secret with a stray percent sign is not form-encoded at all.
      return List.of(raw);
    }
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return "BasicCredentials[" + id + "]";
  }
}
