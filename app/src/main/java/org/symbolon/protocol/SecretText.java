package org.symbolon.protocol;

/**
 * A secret in clear that must be handed on as it is (to an institution, to a database): it never
 * prints itself, so that no log of a settings record can show it.
 */
public record SecretText(String value) {
  public SecretText {
    if (value.isBlank()) {
      throw new IllegalArgumentException("a secret is not empty");
    }
  }

  @Override
  public String toString() {
    return "***";
  }
}
