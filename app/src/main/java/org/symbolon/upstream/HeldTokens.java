package org.symbolon.upstream;

import org.symbolon.keys.MasterKey;
import org.symbolon.keys.Secrets;
import org.symbolon.protocol.GrantId;

/**
 * Upstream refresh tokens as they are kept: encrypted, and bound to the login they belong to, so
 * that one copied to another row opens nothing.
 */
public final class HeldTokens {
  private static final String PURPOSE = Secrets.Kind.HELD_TOKEN.purpose();

  private final MasterKey key;

  public HeldTokens(MasterKey key) {
    this.key = key;
  }

  public String seal(GrantId login, String token) {
    return key.encrypt(PURPOSE, login.value(), token);
  }

  /**
   * @throws IllegalStateException when the key is unknown or the text was changed
   */
  String open(GrantId login, String sealed) {
    return key.decrypt(PURPOSE, login.value(), sealed);
  }
}
