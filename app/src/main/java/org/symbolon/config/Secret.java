package org.symbolon.config;

/** A secret in clear, for as long as it must be: it does not print. */
public record Secret(String reveal) {
  @Override
  public String toString() {
    return "(secret)";
  }
}
