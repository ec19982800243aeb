package org.symbolon.protocol;

/**
 * The identifier of a grant: 128 random bits in base64url. Not a secret: access tokens carry it.
 */
public record GrantId(String value) {
  @Override
  public String toString() {
    return value;
  }
}
