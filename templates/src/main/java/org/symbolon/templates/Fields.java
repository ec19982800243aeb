package org.symbolon.templates;

import java.util.List;

/** Names and values of what the pages' forms send. */
public final class Fields {
  public static final String CSRF = "csrf";
  public static final String TRANSACTION = "transaction";
  public static final String USERNAME = "username";
  public static final String PASSWORD = "password";
  public static final String USER_CODE = "user_code";

  /** {@link #APPROVE} or {@link #DENY}, by the button that was pressed. */
  public static final String DECISION = "decision";

  /** What is to be ended, and which. */
  public static final String WHAT = "what";

  public static final String ID = "id";

  /** What the person asks about themselves. */
  public static final String PROGRAM = "program";

  public static final String ASKED = "asked";

  public static final String APPROVE = "approve";
  public static final String DENY = "deny";

  /** Of a program that a person registers. */
  public static final String NAME = "name";

  public static final String KIND = "kind";
  public static final String KEEPS_SECRET = "keeps_secret";
  public static final String ADDRESSES = "addresses";
  public static final String SCOPE = "scope";

  /** In the order of the page. */
  static final List<String> OF_REGISTRATION = List.of(NAME, KIND, KEEPS_SECRET, ADDRESSES, SCOPE);

  private Fields() {}
}
