package org.symbolon.resolver.posix;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.symbolon.resolver.ScopeQuestion.ScopePath;

/** Paths as the kernel has them: names of any bytes but zero and slash. */
final class RawPath {
  /** With the terminating zero, as the kernel counts. */
  static final int MOST_BYTES = 4096;

  private RawPath() {}

  /** The names between slashes; none is empty. */
  static List<byte[]> names(byte[] path) {
    List<byte[]> names = new ArrayList<>();
    int start = 0;
    for (int i = 0; i <= path.length; i++) {
      if (i == path.length || path[i] == '/') {
        if (i > start) {
          names.add(Arrays.copyOfRange(path, start, i));
        }
        start = i + 1;
      }
    }
    return names;
  }

  /**
   * The names below a directory that an absolute path leads to; empty where it leads elsewhere, and
   * also where it goes up on the way there, since the directories above are not walked.
   */
  static Optional<List<byte[]>> below(byte[] directory, byte[] absolute) {
    List<byte[]> way = names(directory);
    List<byte[]> names = names(absolute).stream().filter(name -> !isDot(name)).toList();
    if (names.size() < way.size()) {
      return Optional.empty();
    }
    for (int i = 0; i < way.size(); i++) {
      if (!Arrays.equals(way.get(i), names.get(i))) {
        return Optional.empty();
      }
    }
    return Optional.of(names.subList(way.size(), names.size()));
  }

  /**
   * The bytes of one name of a scope; empty where no file can have it. A text with half a surrogate
   * pair has no bytes of its own: Java would write a question mark, which is another file's name.
   */
  static Optional<byte[]> name(String segment) {
    if (segment.isEmpty()
        || segment.equals(".")
        || segment.equals("..")
        || segment.indexOf('/') >= 0
        || segment.indexOf('\0') >= 0) {
      return Optional.empty();
    }
    try {
      ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(segment));
      return Optional.of(Arrays.copyOf(bytes.array(), bytes.remaining()));
    } catch (CharacterCodingException notText) {
      return Optional.empty();
    }
  }

  static boolean isDot(byte[] name) {
    return name.length == 1 && name[0] == '.';
  }

  static boolean isDotDot(byte[] name) {
    return name.length == 2 && name[0] == '.' && name[1] == '.';
  }

  static boolean endsInSlash(byte[] path) {
    return path.length > 0 && path[path.length - 1] == '/';
  }

  /** A scope's path as people may read it, without a slash at its end. */
  static String shown(ScopePath path) {
    String text =
        path.segments().stream()
            .map(segment -> "/" + printable(segment))
            .collect(Collectors.joining());
    return text.isEmpty() ? "/" : text;
  }

  /** For people, each name by {@link #printable(byte[])}. */
  static String inWords(List<byte[]> names) {
    StringBuilder text = new StringBuilder();
    for (byte[] name : names) {
      text.append('/').append(printable(name));
    }
    return text.isEmpty() ? "/" : text.toString();
  }

  /** A text as it may stand in a sentence of one line. */
  static String printable(String text) {
    return printable(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * A name as it may stand in a sentence of one line. Bytes that are not UTF-8, and characters that
   * would not be seen as they are, become {@code \xNN}; so that two names never look the same, a
   * backslash is written twice.
   */
  static String printable(byte[] name) {
    return EscapedName.of(name);
  }
}
