package org.symbolon.protocol;

/**
 * The short name of an issuer in the configuration; stable, stored with everything the issuer owns.
 */
public record IssuerId(String value) {
  @Override
  public String toString() {
    return value;
  }
}
