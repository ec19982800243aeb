package org.symbolon.web;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.Parameters;
import org.symbolon.protocol.ProtocolException;

/**
 * Reads {@code application/x-www-form-urlencoded} text, of bodies and queries alike. Strict: what
 * is not well-formed is refused, so that nobody behind this reads it in another way.
 */
final class FormText {
  /** No request of any standard spoken here has so many. */
  private static final int MOST = 200;

  private FormText() {}

  static Parameters parse(byte[] text) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    int count = 0;
    int start = 0;
    while (start < text.length) {
      int end = indexOf(text, '&', start, text.length);
      if (end > start) {
        if (++count > MOST) {
          throw malformed("more than " + MOST + " parameters");
        }
        int equals = indexOf(text, '=', start, end);
        String name = decode(text, start, equals);
        String value = equals < end ? decode(text, equals + 1, end) : "";
        values.computeIfAbsent(name, first -> new ArrayList<>(1)).add(value);
      }
      start = end + 1;
    }
    return new Parameters(values);
  }

  private static int indexOf(byte[] text, char wanted, int from, int end) {
    for (int index = from; index < end; index++) {
      if (text[index] == wanted) {
        return index;
      }
    }
    return end;
  }

  private static String decode(byte[] text, int from, int end) {
    boolean plain = true;
    for (int index = from; index < end && plain; index++) {
      plain = text[index] > 0 && text[index] != '%' && text[index] != '+';
    }
    if (plain) {
      return new String(text, from, end - from, StandardCharsets.US_ASCII);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(end - from);
    for (int index = from; index < end; index++) {
      switch (text[index]) {
        case '+' -> bytes.write(' ');
        case '%' -> {
          int high = index + 2 < end ? Character.digit(text[index + 1], 16) : -1;
          int low = index + 2 < end ? Character.digit(text[index + 2], 16) : -1;
          if (high < 0 || low < 0) {
            throw malformed("a percent sign without two hexadecimal digits");
          }
          bytes.write(high << 4 | low);
          index += 2;
        }
        default -> bytes.write(text[index]);
      }
    }
    return utf8(bytes.toByteArray());
  }

  private static String utf8(byte[] bytes) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      // PostgreSQL keeps none, and nothing that is asked for here has one.
      if (text.indexOf('\0') >= 0) {
        throw malformed("a NUL character");
      }
      return text;
    } catch (CharacterCodingException notUtf8) {
      throw malformed("text that is not UTF-8");
    }
  }

  private static ProtocolException malformed(String what) {
    return ProtocolException.of(ErrorCode.INVALID_REQUEST, "the parameters are malformed: " + what);
  }
}
