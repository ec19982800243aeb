package org.symbolon.protocol;

/** A client identifier (RFC 6749 §2.2), unique within its issuer. */
public record ClientId(String value) {
  @Override
  public String toString() {
    return value;
  }
}
