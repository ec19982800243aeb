package org.symbolon.resolver.sql;

/**
 * The database gave no answer that counts: neither yes nor no.
 *
 * <p>Its message says why, in one line.
 */
final class SourceDown extends Exception {
  private static final long serialVersionUID = 1L;

  SourceDown(String why) {
    super(why);
  }

  SourceDown(String why, Throwable cause) {
    super(why + ": " + firstLine(cause), cause);
  }

  String why() {
    return String.valueOf(getMessage());
  }

  private static String firstLine(Throwable thrown) {
    Throwable root = thrown;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    return String.valueOf(root.getMessage()).lines().findFirst().orElse("");
  }
}
