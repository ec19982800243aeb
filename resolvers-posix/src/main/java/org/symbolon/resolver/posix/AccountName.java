package org.symbolon.resolver.posix;

import java.nio.charset.StandardCharsets;

/** Which texts can be the name of an account at all. */
final class AccountName {
  // LOGIN_NAME_MAX is 256 with the terminating zero.
  private static final int MOST_BYTES = 255;

  private AccountName() {}

  /**
   * Whether a source may be asked for it. Refuses what would end a C string or a line early, what
   * means something to the files (colon, comma, a leading plus or minus) and what is a path. A name
   * of digits is looked up as a name, never as a number.
   */
  static boolean possible(String name) {
    return !name.isEmpty()
        && !name.startsWith("+")
        && !name.startsWith("-")
        && name.chars().noneMatch(AccountName::forbidden)
        && !name.equals(".")
        && !name.equals("..")
        && StandardCharsets.UTF_8.newEncoder().canEncode(name)
        && name.getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES;
  }

  private static boolean forbidden(int character) {
    return Character.isISOControl(character)
        || character == ':'
        || character == ','
        || character == '/';
  }
}
