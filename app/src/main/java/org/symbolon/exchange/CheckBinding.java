package org.symbolon.exchange;

import org.symbolon.protocol.Confirmation;
import org.symbolon.verify.AccessTokenCheck;

/**
 * Who may exchange an access token that is bound to a key or certificate. Its own client has that,
 * and shows it: else whoever stole the token could have it changed into one without. A service that
 * was shown the token can not have it; it proves itself instead.
 */
final class CheckBinding {
  private CheckBinding() {}

  static void check(Asking asking, AccessTokenCheck.Valid token) throws Unacceptable {
    boolean own = token.client().equals(asking.client().id());
    if ((own || asking.client().isPublic())
        && !Confirmation.of(token.claims()).isMetBy(asking.proved())) {
      throw new Unacceptable("bound to a key or certificate that is not proved");
    }
  }
}
