package org.symbolon.exchange;

import org.symbolon.grant.Login;
import org.symbolon.issuer.Issuer;

/** Whether the institution still stands by a held login; asked where a token is old. */
@FunctionalInterface
public interface HeldIdentity {
  /**
   * @return the login as it stands after the asking
   * @throws org.symbolon.protocol.ProtocolException {@code invalid_grant}, {@code
   *     temporarily_unavailable}
   */
  Login stillWelcome(Issuer issuer, Login login);
}
