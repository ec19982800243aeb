package org.symbolon.token;

import org.symbolon.grant.GrantKind;
import org.symbolon.grant.Login;
import org.symbolon.issuer.Issuer;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.ProtocolError;
import org.symbolon.protocol.ProtocolException;
import org.symbolon.upstream.Rechecked;
import org.symbolon.upstream.Rechecker;

/** Whether the institution still stands by a held login: asked at each refresh. */
final class StillWelcome {
  private final Rechecker rechecker;

  StillWelcome(Rechecker rechecker) {
    this.rechecker = rechecker;
  }

  /**
   * @return the login as it stands after the asking
   * @throws ProtocolException {@code invalid_grant} when the institution said no, {@code
   *     temporarily_unavailable} when it has not answered for longer than is tolerated
   */
  Login ask(Issuer issuer, Login login) {
    if (login.grant().kind() == GrantKind.FOREIGN) {
      // Nobody logged in: token exchange holds the foreign issuer's word against its mapping.
      return login;
    }
    return switch (rechecker.recheck(login, issuer.recheck())) {
      case Rechecked.StillWelcome(Login now) -> now;
      case Rechecked.NotWelcome() ->
          throw ProtocolException.of(
              ErrorCode.INVALID_GRANT, "the login has ended: the person must log in again");
      case Rechecked.OutageTooLong(String why) ->
          throw ProtocolError.unavailable(
                  "the institution has not answered for too long: try again later, nothing is lost",
                  why)
              .exception();
    };
  }
}
