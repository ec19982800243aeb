package org.symbolon.config;

/** A value is wrong; the message reads on from its path: "should be …". */
final class Mistake extends Exception {
  private static final long serialVersionUID = 1;

  Mistake(String message) {
    super(message, null, false, false);
  }

  String text() {
    return String.valueOf(getMessage());
  }
}
