package org.symbolon.resolver.posix;

import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** What passwd and group files have in common, read as glibc's "files" source reads them. */
final class ColonLines {
  // As strtoul reads: leading blanks and a plus are fine. A minus wraps to the number for "none".
  private static final Pattern NUMBER = Pattern.compile("\\s*\\+?(\\d{1,10})");

  private ColonLines() {}

  /**
   * Gives each line that may be an entry, split at its colons.
   *
   * @param fields the last field holds all that follows, further colons included
   */
  static void each(byte[] file, int fields, Consumer<String[]> entry) {
    for (String line : new String(file, StandardCharsets.UTF_8).split("\n", -1)) {
      String text = line.stripLeading();
      // + and - lead entries of an old network service, which "files" does not serve.
      if (!text.isEmpty()
          && text.charAt(0) != '#'
          && text.charAt(0) != '+'
          && text.charAt(0) != '-') {
        entry.accept(text.split(":", fields));
      }
    }
  }

  /** A uid or gid; empty where the field is missing, not a number or means "none". */
  static OptionalLong number(String[] fields, int index) {
    if (index >= fields.length) {
      return OptionalLong.empty();
    }
    var matcher = NUMBER.matcher(fields[index]);
    if (!matcher.matches()) {
      return OptionalLong.empty();
    }
    long number = Long.parseLong(matcher.group(1));
    return number < NameService.NO_NUMBER ? OptionalLong.of(number) : OptionalLong.empty();
  }
}
