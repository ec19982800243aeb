package org.symbolon.authorize;

import java.util.Set;
import java.util.function.Supplier;
import org.symbolon.client.Client;
import org.symbolon.grant.Login;
import org.symbolon.issuer.Issuer;
import org.symbolon.login.OpenIdRequest;
import org.symbolon.mint.PersonClaims;
import org.symbolon.mint.Subjects;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.ProtocolError;
import org.symbolon.resolve.Rights;

/** Whether a login is what the request demands: of that person, and as strong. */
final class CheckLogin {
  private static final LoginFit ANOTHER =
      new LoginFit.Unfit(
          ProtocolError.of(
              ErrorCode.LOGIN_REQUIRED, "who signed in is not the person that was asked for"));

  private CheckLogin() {}

  /**
   * @param account the login's, which has the name that ID tokens tell; asked for only where a
   *     person is demanded
   */
  static LoginFit check(
      Issuer issuer,
      Subjects subjects,
      Client client,
      OpenIdRequest demanded,
      Login login,
      Supplier<Rights.Known> account) {
    // OpenID Connect Core §5.5.1.1: where the demand can not be met, the attempt fails.
    if (!demanded.acr().isEmpty()
        && PersonClaims.acr(login.claims()).filter(demanded.acr()::contains).isEmpty()) {
      return new LoginFit.Unfit(
          ProtocolError.of(
              ErrorCode.UNMET_AUTHENTICATION_REQUIREMENTS,
              "the institution does not say that the person signed in in one of the ways asked"
                  + " for"));
    }
    Set<String> wanted = demanded.subjects();
    if (wanted.isEmpty()) {
      return new LoginFit.Fits();
    }
    // §5.5.1: no positive answer about anybody else.
    return switch (account.get()) {
      case Rights.Known.Found(var found) ->
          wanted.contains(subjects.toldTo(client, issuer, login.grant().person(), found.name()))
              ? new LoginFit.Fits()
              : ANOTHER;
      // Whoever has no account here was told of in no ID token.
      case Rights.Outcome.NoAccount none -> ANOTHER;
      case Rights.Outcome.Unavailable(String why) -> new LoginFit.Unavailable(why);
    };
  }
}
