package org.symbolon.exchange;

/** A token that proves nothing; why is for the log alone. */
public final class Unacceptable extends Exception {
  private static final long serialVersionUID = 1L;

  private final String why;

  Unacceptable(String why) {
    super(why, null, false, false);
    this.why = why;
  }

  String why() {
    return why;
  }
}
