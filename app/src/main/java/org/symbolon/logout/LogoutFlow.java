package org.symbolon.logout;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.symbolon.client.Client;
import org.symbolon.client.Clients;
import org.symbolon.client.Preferences;
import org.symbolon.client.RegisteredClients;
import org.symbolon.grant.Login;
import org.symbolon.grant.Logins;
import org.symbolon.issuer.Issuer;
import org.symbolon.login.Continuation;
import org.symbolon.login.LoginFlow;
import org.symbolon.login.LoginMethod;
import org.symbolon.login.Sessions.EndedSession;
import org.symbolon.login.Sessions.Found;
import org.symbolon.login.Sessions.Member;
import org.symbolon.login.SignIn.Open;
import org.symbolon.protocol.GrantId;
import org.symbolon.protocol.Parameters;
import org.symbolon.protocol.ProtocolException;
import org.symbolon.verify.OwnTokens;

/** Signing out at one issuer, from the request to where the browser goes at last. */
public final class LogoutFlow {
  private final Issuer issuer;
  private final Clients clients;
  private final Logins logins;
  private final LoginFlow flow;
  private final ReadLogout read;

  public LogoutFlow(
      Issuer issuer, Clients clients, Logins logins, OwnTokens tokens, LoginFlow flow) {
    this.issuer = issuer;
    this.clients = clients;
    this.logins = logins;
    this.flow = flow;
    this.read = new ReadLogout(issuer, clients, tokens);
  }

  /**
   * Reads a request.
   *
   * @throws ProtocolException for the person only: nobody is redirected with an error
   */
  public LogoutRequest read(Parameters parameters) {
    return read.read(parameters);
  }

  /**
   * Whether the request proves by an ID token that it comes from a client of this very session, or
   * of one that the same person had: then nobody is asked (§2).
   */
  public boolean isOf(LogoutRequest request, Found session) {
    Optional<GrantId> login = request.login();
    return login.isPresent()
        && (login.get().equals(session.session().login())
            || logins
                .find(login.get())
                .map(Login::person)
                .filter(session.login().person()::equals)
                .isPresent());
  }

  /**
   * Whether something else than the registration says that the person deals with this client (§3):
   * its ID token, or that the operator configured it. With a registration open to everybody, an
   * address that is registered is anybody's.
   */
  public static boolean isConfirmed(LogoutRequest request) {
    return request.hinted()
        || request.signOut().client().filter(RegisteredClients::isOne).isEmpty();
  }

  /** What a client that asks is called. */
  public Optional<String> name(Continuation.SignOut signOut) {
    return signOut.client().flatMap(id -> clients.find(issuer.id(), id)).map(Client::name);
  }

  /**
   * Ends a session: its clients will be told.
   *
   * @return what browsers load to tell clients (OpenID Connect Front-Channel Logout 1.0 §3), and
   *     the session as it was; empty where it had ended
   */
  public Optional<Ended> end(Found session, String why, String address) {
    return flow.sessions()
        .end(session.session().handle(), why, address)
        .map(one -> new Ended(session, frames(one)));
  }

  /** A session that was ended just now. */
  public record Ended(Found session, List<String> frames) {
    public Ended {
      frames = List.copyOf(frames);
    }
  }

  private List<String> frames(EndedSession ended) {
    List<String> frames = new ArrayList<>();
    for (Member member : ended.clients()) {
      clients
          .find(issuer.id(), member.client())
          .map(client -> client.preferences().logout())
          .flatMap(logout -> frame(logout, member))
          .filter(frame -> !frames.contains(frame))
          .ifPresent(frames::add);
    }
    return frames;
  }

  private Optional<String> frame(Preferences.Logout logout, Member member) {
    return logout
        .frontChannel()
        .map(
            uri ->
                logout.frontChannelSession()
                    ? with(
                        uri.toString(),
                        Map.entry("iss", issuer.url().toString()),
                        Map.entry("sid", member.login().value()))
                    : uri.toString());
  }

  /**
   * Where the institution signs the person out, and sends the browser back; empty where it has no
   * such place, or did not sign them in.
   *
   * @param back where it shall send the browser
   */
  public Optional<URI> departure(Open open, Ended ended, URI back) {
    String method = ended.session().login().person().method();
    return flow.method(method)
        .filter(LoginMethod.Institution.class::isInstance)
        .map(LoginMethod.Institution.class::cast)
        .flatMap(
            institution ->
                flow.departToSignOut(
                    open,
                    institution,
                    flow.sessions().upstreamIdToken(ended.session().session()),
                    back));
  }

  /** Where the client has asked the browser to be sent; empty where it did not. */
  public static Optional<String> destination(Continuation.SignOut signOut) {
    return signOut
        .redirectUri()
        .map(uri -> signOut.state().map(state -> with(uri, Map.entry("state", state))).orElse(uri));
  }

  @SafeVarargs
  private static String with(String uri, Map.Entry<String, String>... parameters) {
    StringBuilder text = new StringBuilder(uri);
    for (Map.Entry<String, String> parameter : parameters) {
      text.append(text.indexOf("?") < 0 ? '?' : '&')
          .append(parameter.getKey())
          .append('=')
          .append(
              URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8).replace("+", "%20"));
    }
    return text.toString();
  }
}
