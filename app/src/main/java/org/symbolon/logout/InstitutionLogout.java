package org.symbolon.logout;

import java.util.List;
import java.util.Map;
import org.symbolon.issuer.Issuer;
import org.symbolon.login.BrowserSessions;
import org.symbolon.login.Session;
import org.symbolon.protocol.Call;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.ProtocolError;
import org.symbolon.upstream.Upstream;
import org.symbolon.upstream.Upstream.Logout;
import org.symbolon.verify.Replay;

/**
 * Where an institution tells that somebody has signed out there (OpenID Connect Back-Channel Logout
 * 1.0, as its relying party): their sessions here end, and our clients are told in turn.
 */
public final class InstitutionLogout {
  private final Issuer issuer;
  private final Upstream upstream;
  private final BrowserSessions sessions;
  private final Replay replay;

  public InstitutionLogout(
      Issuer issuer, Upstream upstream, BrowserSessions sessions, Replay replay) {
    this.issuer = issuer;
    this.upstream = upstream;
    this.sessions = sessions;
    this.replay = replay;
  }

  /** Where, below the issuer: to be registered at the institution. */
  public static String path(Issuer issuer, String method) {
    return issuer.paths().callback() + "/" + method + "/logout";
  }

  /**
   * Takes the institution's word. There being nothing to end is no error (§2.7).
   *
   * @return nothing: 200 without a body (§2.8)
   * @throws org.symbolon.protocol.ProtocolException where it is not believed, or can not be checked
   */
  public Map<String, Object> answer(Call call) {
    return switch (upstream.readLogout(call.form().required("logout_token"))) {
      case Logout.Invalid(String why) -> throw refused(why);
      // §2.8 has 400 for what is invalid. This is not known to be: 400 would be the last word on
      // it, where 503 asks for it to be sent again, and nothing of it has been used up.
      case Logout.Unavailable(String why) ->
          throw ProtocolError.unavailable("the logout_token can not be checked now", why)
              .exception();
      case Logout.Ended over -> {
        end(over, call.address());
        yield Map.of();
      }
    };
  }

  private void end(Logout.Ended over, String address) {
    // Before the token is used up: a store out of service leaves it to be sent again.
    List<Session> found = sessions.of(upstream.method(), over);
    String use = "logout " + issuer.id().value() + " " + upstream.method() + " " + over.issuer();
    // §2.6: or whoever has seen it could sign the person out for as long as it is good.
    if (!replay.first(use, over.id(), over.until())) {
      throw refused("used before");
    }
    found.forEach(
        session -> sessions.end(session.handle(), "signed out at the institution", address));
  }

  private static RuntimeException refused(String why) {
    return ProtocolError.of(
            ErrorCode.INVALID_REQUEST, "the logout_token is not one of this institution for us")
        .withDetail("logout token of the institution: " + why)
        .exception();
  }
}
