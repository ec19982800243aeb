package org.symbolon.resolver.sql;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A query of the site's own.
 *
 * @param setting what the settings call it
 * @param sql with named parameters, {@code :username}
 */
record SiteQuery(String setting, String sql) {
  /** What is no code: texts, quoted names, comments, and PostgreSQL's {@code ::text}. */
  private static final Pattern NO_CODE =
      Pattern.compile(
          "'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|`[^`]*`|--[^\\n]*|/\\*.*?\\*/|::", Pattern.DOTALL);

  private static final Pattern PARAMETER = Pattern.compile(":([A-Za-z_]\\w*)");
  private static final Pattern ANOTHER_STATEMENT = Pattern.compile(";\\s*\\S");

  /** What it asks with, in the order of the text. */
  Set<String> parameters() {
    Set<String> names = new LinkedHashSet<>();
    Matcher matcher = PARAMETER.matcher(code());
    while (matcher.find()) {
      names.add(matcher.group(1));
    }
    return names;
  }

  boolean asksWithAnyOf(List<String> names) {
    return parameters().stream().anyMatch(names::contains);
  }

  /** Whether it is more than one statement, of which the first could undo what forbids to write. */
  boolean isSeveralStatements() {
    return ANOTHER_STATEMENT.matcher(code()).find();
  }

  private String code() {
    return NO_CODE.matcher(sql).replaceAll(" ");
  }
}
