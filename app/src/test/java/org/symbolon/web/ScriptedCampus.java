package org.symbolon.web;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.symbolon.upstream.SignInRequest;
import org.symbolon.upstream.Upstream;
import org.symbolon.upstream.UsernameRule;

/** An institution that answers as a test says. */
final class ScriptedCampus implements Upstream {
  private final String method;
  volatile Arrival arrival = new Arrival.Invalid("nothing was scripted");
  volatile Optional<String> down = Optional.empty();
  volatile Map<String, String> broughtBack = Map.of();
  volatile Runnable meanwhile = () -> {};
  volatile boolean signsOut = false;
  volatile SignInRequest asked = SignInRequest.NONE;
  volatile Logout logout = new Logout.Invalid("nothing was scripted");

  ScriptedCampus(String method) {
    this.method = method;
  }

  static Arrival.Identified person(String name, Instant authenticatedAt) {
    return person(name, authenticatedAt, Optional.empty());
  }

  /**
   * @param session what the campus calls its own
   */
  static Arrival.Identified person(String name, Instant authenticatedAt, Optional<String> session) {
    return new Arrival.Identified(
        "https://campus.example",
        "subject-of-" + name,
        Map.of("preferred_username", name, "name", "The person " + name),
        authenticatedAt,
        Optional.of("upstream-refresh-of-" + name),
        Optional.of("upstream-id-token-of-" + name),
        session);
  }

  @Override
  public String method() {
    return method;
  }

  @Override
  public String label() {
    return "The campus (" + method + ")";
  }

  @Override
  public UsernameRule username() {
    return new UsernameRule("preferred_username", Pattern.compile("[a-z]+"));
  }

  @Override
  public Departure depart(URI callback, SignInRequest request) {
    asked = request;
    if (down.isPresent()) {
      return new Departure.Unavailable(down.get());
    }
    String state = UUID.randomUUID().toString();
    return new Departure.To(
        URI.create("https://campus.example/authorize?redirect_uri=" + callback + "&state=" + state),
        state,
        Map.of("nonce", "nonce-of-" + state, "state", state));
  }

  @Override
  public Arrival arrive(
      URI callback, Map<String, List<String>> parameters, Map<String, String> kept) {
    broughtBack = kept;
    Arrival answer = arrival;
    Runnable first = meanwhile;
    meanwhile = () -> {};
    first.run();
    return answer;
  }

  @Override
  public Welcome recheck(String refreshToken, String issuer, String subject) {
    return new Welcome.CannotSay("nobody asks here");
  }

  @Override
  public Optional<URI> signOut(Optional<String> idToken, URI back, String state) {
    return signsOut
        ? Optional.of(
            URI.create(
                "https://campus.example/logout?id_token_hint="
                    + idToken.orElse("")
                    + "&back="
                    + back
                    + "&state="
                    + state))
        : Optional.empty();
  }

  @Override
  public Logout readLogout(String logoutToken) {
    return logout;
  }

  @Override
  public Optional<String> trouble() {
    return down;
  }
}
