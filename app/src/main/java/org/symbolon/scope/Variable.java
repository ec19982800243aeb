package org.symbolon.scope;

import java.util.Locale;

/** What an administrator may write in braces. */
public enum Variable {
  /** The account's local name. */
  USERNAME,
  /** Any of the account's group names; the same one wherever it stands in one pattern. */
  GROUP;

  /** {@code {username}}, {@code {group}}. */
  public String written() {
    return "{" + name().toLowerCase(Locale.ROOT) + "}";
  }
}
