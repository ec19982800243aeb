package org.symbolon.mint;

import java.time.Instant;

/**
 * A signed token.
 *
 * @param expires as the token says, in whole seconds
 */
public record Minted(String token, String jti, Instant expires) {
  /** A token is never printed. */
  @Override
  public String toString() {
    return "Minted[jti=" + jti + ", expires=" + expires + "]";
  }
}
