package org.symbolon.exchange;

/** A token as a request presents it, nothing verified. */
public record Presented(String token, TokenKind kind) {
  /** A token is never printed. */
  @Override
  public String toString() {
    return "Presented[" + kind + "]";
  }
}
