package org.symbolon.web;

import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.Parameters;
import org.symbolon.protocol.ProtocolError;
import org.symbolon.protocol.ProtocolException;

/** Reads what a request carries, within limits. */
final class Requests {
  /** The largest body, in bytes. */
  static final int LARGEST = 64 * 1024;

  /** How much of a body that is too large is still read, and thrown away. */
  private static final int HEARD_OUT = 4 * LARGEST;

  private static final String JSON = "application/json";
  private static final String FORM = "application/x-www-form-urlencoded";

  private Requests() {}

  static Parameters query(Context context) {
    String query = context.req().getQueryString();
    return FormText.parse(
        query == null ? new byte[0] : query.getBytes(StandardCharsets.ISO_8859_1));
  }

  /**
   * The form in the body. What stands in the address is no part of it: secrets there would end up
   * in logs.
   */
  static Parameters form(Context context) {
    byte[] body = body(context);
    if (body.length > 0 && !isOfType(context.req().getContentType(), FORM)) {
      throw new HttpResponseException(415, "the body must be " + FORM);
    }
    return FormText.parse(body);
  }

  /** The JSON in the body, not read yet. */
  static byte[] json(Context context) {
    if (!isOfType(context.req().getContentType(), JSON)) {
      throw new HttpResponseException(415, "the body must be " + JSON);
    }
    return body(context);
  }

  static Optional<String> authorization(Context context) {
    return Optional.ofNullable(context.req().getHeader("Authorization"));
  }

  private static boolean isOfType(String contentType, String wanted) {
    if (contentType == null) {
      return false;
    }
    int semicolon = contentType.indexOf(';');
    String type = semicolon < 0 ? contentType : contentType.substring(0, semicolon);
    return type.strip().equalsIgnoreCase(wanted);
  }

  /** Keeps nothing beyond the limit, whatever length was announced. */
  private static byte[] body(Context context) {
    long announced = context.req().getContentLengthLong();
    if (announced > LARGEST && (announced > HEARD_OUT || waitsForAnswer(context))) {
      throw tooLarge();
    }
    // The server gives no more than was announced. One byte more than is taken tells of more.
    int most = announced < 0 ? LARGEST + 1 : (int) Math.min(announced, LARGEST + 1);
    try (InputStream stream = context.req().getInputStream()) {
      byte[] body = stream.readNBytes(most);
      if (body.length > LARGEST) {
        hearOut(stream);
        throw tooLarge();
      }
      return body;
    } catch (IOException brokenOff) {
      throw ProtocolError.of(ErrorCode.INVALID_REQUEST, "the body could not be read to its end")
          .withDetail(String.valueOf(brokenOff.getMessage()))
          .exception();
    }
  }

  /** RFC 9110 §10.1.1: it sends the body only after it was told to. */
  private static boolean waitsForAnswer(Context context) {
    return context.req().getHeader("Expect") != null;
  }

  /**
   * Whoever is answered while still sending may find the connection gone instead of the answer (RFC
   * 9112 §9.6).
   */
  private static void hearOut(InputStream stream) throws IOException {
    byte[] thrownAway = new byte[8 * 1024];
    int read = 0;
    for (int heard = 0; read >= 0 && heard < HEARD_OUT; heard += read) {
      read = stream.read(thrownAway);
    }
  }

  private static ProtocolException tooLarge() {
    return ProtocolException.of(
        ErrorCode.CONTENT_TOO_LARGE, "the body is larger than " + LARGEST + " bytes");
  }
}
