package org.symbolon.scope;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.symbolon.resolver.ScopeQuestion.ScopePath;

/**
 * Paths as the WLCG profile has them in scopes (§2.2.1): absolute, normalised by RFC 3986 §6, each
 * component escaped by itself.
 */
final class PathCoding {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private PathCoding() {}

  /** What {@link #decode} found. */
  sealed interface Result {
    record Path(ScopePath path) implements Result {}

    record Problem(String why) implements Result {}
  }

  /** What {@link #decodeSegment} found. */
  sealed interface SegmentResult {
    record Segment(String text) implements SegmentResult {}

    record Problem(String why) implements SegmentResult {}
  }

  static Result decode(String text) {
    if (!text.startsWith("/")) {
      return new Result.Problem(
          text.isEmpty()
              ? "has no path: name one, or / for everything"
              : "has a path that does not start with /");
    }
    if (text.length() == 1) {
      return new Result.Path(new ScopePath(List.of(), true));
    }
    boolean directory = text.endsWith("/");
    String inner = text.substring(1, directory ? text.length() - 1 : text.length());
    List<String> segments = new ArrayList<>();
    for (String raw : inner.split("/", -1)) {
      switch (decodeSegment(raw)) {
        case SegmentResult.Segment segment -> segments.add(segment.text());
        case SegmentResult.Problem problem -> {
          return new Result.Problem("has a path component that " + problem.why());
        }
      }
    }
    return new Result.Path(new ScopePath(segments, directory));
  }

  static SegmentResult decodeSegment(String raw) {
    byte[] bytes = new byte[raw.length()];
    int length = 0;
    for (int at = 0; at < raw.length(); at++) {
      char character = raw.charAt(at);
      if (character != '%') {
        if (!isPathCharacter(character)) {
          return new SegmentResult.Problem("has a character to be percent-encoded");
        }
        bytes[length++] = (byte) character;
        continue;
      }
      if (at + 2 >= raw.length()
          || !HexFormat.isHexDigit(raw.charAt(at + 1))
          || !HexFormat.isHexDigit(raw.charAt(at + 2))) {
        return new SegmentResult.Problem("has a % without two hexadecimal digits");
      }
      bytes[length++] = (byte) HexFormat.fromHexDigits(raw, at + 1, at + 3);
      at += 2;
    }
    String text;
    try {
      // A lenient decoder would replace what it can not read, and two paths would become one.
      text =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes, 0, length))
              .toString();
    } catch (CharacterCodingException notUtf8) {
      return new SegmentResult.Problem("is not UTF-8 once decoded");
    }
    return problem(text)
        .<SegmentResult>map(SegmentResult.Problem::new)
        .orElseGet(() -> new SegmentResult.Segment(text));
  }

  /** Why this decoded component can not stand in a path; empty where it can. */
  static Optional<String> problem(String segment) {
    if (segment.isEmpty()) {
      return Optional.of("is empty (//)");
    }
    if (segment.equals(".") || segment.equals("..")) {
      return Optional.of("is . or ..");
    }
    if (segment.indexOf('/') >= 0) {
      return Optional.of("has an encoded slash");
    }
    if (segment.codePoints().anyMatch(PathCoding::isControl)) {
      return Optional.of("has a control character");
    }
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(segment)) {
      return Optional.of("is not UTF-8");
    }
    // Verifiers and shells trim: the token would then be for another path.
    if (isBlank(segment.codePointBefore(segment.length()))) {
      return Optional.of("ends in a blank");
    }
    return Optional.empty();
  }

  static String encode(ScopePath path) {
    if (path.segments().isEmpty()) {
      return "/";
    }
    StringBuilder text = new StringBuilder();
    for (String segment : path.segments()) {
      text.append('/');
      for (byte octet : segment.getBytes(StandardCharsets.UTF_8)) {
        if (isPathCharacter((char) (octet & 0xFF))) {
          text.append((char) octet);
        } else {
          text.append('%').append(HEX.toHexDigits(octet));
        }
      }
    }
    return path.directory() ? text.append('/').toString() : text.toString();
  }

  /** RFC 3986 §3.3: pchar without the percent sign. */
  private static boolean isPathCharacter(char character) {
    return (character >= 'a' && character <= 'z')
        || (character >= 'A' && character <= 'Z')
        || (character >= '0' && character <= '9')
        || "-._~!$&'()*+,;=:@".indexOf(character) >= 0;
  }

  private static boolean isControl(int codePoint) {
    return Character.getType(codePoint) == Character.CONTROL
        || codePoint == 0x2028 // line and paragraph separators end lines in logs and pages
        || codePoint == 0x2029;
  }

  private static boolean isBlank(int codePoint) {
    return Character.isWhitespace(codePoint) || Character.isSpaceChar(codePoint);
  }
}
