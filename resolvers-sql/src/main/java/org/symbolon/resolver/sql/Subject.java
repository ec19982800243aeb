package org.symbolon.resolver.sql;

import java.util.List;
import java.util.OptionalLong;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/**
 * Who is asked about: the values of the named parameters.
 *
 * @param username the local name
 * @param issuer who vouches for the person, and {@code subject} what it calls them; empty where the
 *     question is about an account
 * @param uid null in the database where the account has none
 */
record Subject(String username, String issuer, String subject, OptionalLong uid, OptionalLong gid) {
  /** A login, of which no account is known yet. */
  static final List<String> OF_A_LOGIN = List.of("username", "issuer", "subject");

  static final List<String> OF_AN_ACCOUNT = List.of("username", "uid", "gid");

  /** Longer names are nobody's. */
  private static final int LONGEST_NAME = 255;

  /** Nobody, for trying the queries: no account's name begins with a dash. */
  static final Subject NOBODY =
      new Subject(
          "-symbolon-check",
          "https://nobody.invalid",
          "-symbolon-check",
          OptionalLong.empty(),
          OptionalLong.empty());

  static Subject account(String username, OptionalLong uid, OptionalLong gid) {
    return new Subject(username, "", "", uid, gid);
  }

  void bindTo(Query query) {
    query
        .bind("username", username)
        .bind("issuer", issuer)
        .bind("subject", subject)
        .bind("uid", boxed(uid))
        .bind("gid", boxed(gid));
  }

  private static @Nullable Long boxed(OptionalLong number) {
    return number.isPresent() ? number.getAsLong() : null;
  }

  /**
   * What no database should be asked about: texts that some refuse (a zero byte, half a surrogate
   * pair) and some compare as if blanks at the ends were not there.
   */
  static boolean canBeAName(String name) {
    return !name.isEmpty()
        && name.length() <= LONGEST_NAME
        && name.equals(name.strip())
        && name.codePoints()
            .noneMatch(
                point ->
                    Character.isISOControl(point)
                        || Character.getType(point) == Character.SURROGATE);
  }
}
