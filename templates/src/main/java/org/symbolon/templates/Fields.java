package org.symbolon.templates;

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

  private Fields() {}
}
