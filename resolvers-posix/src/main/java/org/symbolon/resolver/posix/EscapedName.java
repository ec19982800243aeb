package org.symbolon.resolver.posix;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/** Names of any bytes, written so that people see which name it is and nothing else happens. */
final class EscapedName {
  private static final int LONGEST = 200;

  private EscapedName() {}

  static String of(byte[] name) {
    StringBuilder text = new StringBuilder();
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer bytes = ByteBuffer.wrap(name);
    CharBuffer characters = CharBuffer.allocate(name.length);
    while (bytes.hasRemaining()) {
      CoderResult result = decoder.decode(bytes, characters, true);
      characters.flip().codePoints().forEach(codePoint -> append(text, codePoint));
      characters.clear();
      for (int i = 0; result.isError() && i < result.length(); i++) {
        escape(text, bytes.get());
      }
      decoder.reset();
    }
    return text.length() <= LONGEST ? text.toString() : cut(text) + "...";
  }

  private static String cut(StringBuilder text) {
    boolean half = Character.isHighSurrogate(text.charAt(LONGEST - 1));
    return text.substring(0, half ? LONGEST - 1 : LONGEST);
  }

  private static void append(StringBuilder text, int codePoint) {
    if (codePoint == '\\') {
      text.append("\\\\");
    } else if (isSeenAsItIs(codePoint)) {
      text.appendCodePoint(codePoint);
    } else {
      for (byte one : Character.toString(codePoint).getBytes(StandardCharsets.UTF_8)) {
        escape(text, one);
      }
    }
  }

  private static void escape(StringBuilder text, byte one) {
    text.append("\\x%02x".formatted(one & 0xff));
  }

  private static boolean isSeenAsItIs(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT, // among them those that turn the direction of writing
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      case Character.SPACE_SEPARATOR -> codePoint == ' ';
      default -> codePoint != 0xFFFD;
    };
  }
}
