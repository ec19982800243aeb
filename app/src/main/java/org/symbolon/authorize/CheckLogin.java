package org.symbolon.authorize;

import java.util.Optional;
import org.symbolon.client.Client;
import org.symbolon.grant.Login;
import org.symbolon.issuer.Issuer;
import org.symbolon.login.OpenIdRequest;
import org.symbolon.mint.PersonClaims;
import org.symbolon.mint.Subjects;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.ProtocolError;

/** Whether a login is what the request demands: of that person, and as strong. */
final class CheckLogin {
  private CheckLogin() {}

  /** Empty where it will do. */
  static Optional<ProtocolError> unmet(
      Issuer issuer, Subjects subjects, Client client, OpenIdRequest demanded, Login login) {
    // OpenID Connect Core §5.5.1: no positive answer about anybody else.
    if (!demanded.subjects().isEmpty()
        && !demanded
            .subjects()
            .contains(
                subjects.toldTo(
                    client, issuer, login.grant().person(), login.grant().username()))) {
      return Optional.of(
          ProtocolError.of(
              ErrorCode.LOGIN_REQUIRED, "who signed in is not the person that was asked for"));
    }
    // §5.5.1.1: where the demand can not be met, the attempt fails.
    if (!demanded.acr().isEmpty()
        && PersonClaims.acr(login.claims()).filter(demanded.acr()::contains).isEmpty()) {
      return Optional.of(
          ProtocolError.of(
              ErrorCode.UNMET_AUTHENTICATION_REQUIREMENTS,
              "the institution does not say that the person signed in in one of the ways asked"
                  + " for"));
    }
    return Optional.empty();
  }
}
