package org.symbolon.grant;

import org.symbolon.keys.MasterKey;
import org.symbolon.protocol.GrantId;

/** The upstream's refresh tokens as they are kept: encrypted, each bound to its login. */
public final class HeldTokens {
  private static final String PURPOSE = "upstream-refresh";

  private final MasterKey masterKey;

  public HeldTokens(MasterKey masterKey) {
    this.masterKey = masterKey;
  }

  public String encrypt(GrantId login, String refreshToken) {
    return masterKey.encrypt(PURPOSE, login.value(), refreshToken);
  }

  /**
   * @throws IllegalStateException when it is another login's, was changed, or its key is gone
   */
  public String decrypt(GrantId login, String encrypted) {
    return masterKey.decrypt(PURPOSE, login.value(), encrypted);
  }
}
