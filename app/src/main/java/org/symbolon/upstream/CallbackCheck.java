package org.symbolon.upstream;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.symbolon.upstream.Upstream.Arrival;

/** What is checked of a callback before anybody is asked anything. */
final class CallbackCheck {
  /** pac4j takes others ({@code sid}, {@code logout_token}) for a request to log out. */
  private static final Set<String> USED = Set.of("code", "state", "iss", "error");

  private static final Set<String> REFUSALS =
      Set.of(
          "access_denied",
          "login_required",
          "interaction_required",
          "consent_required",
          "account_selection_required");
  private static final Set<String> OUTAGES = Set.of("temporarily_unavailable", "server_error");

  private CallbackCheck() {}

  /**
   * @return the parameters of a callback with a code
   * @throws Stopped with anything else
   */
  static Map<String, String> check(
      Map<String, List<String>> parameters,
      Map<String, String> kept,
      String issuer,
      boolean issuerPromised) {
    Map<String, String> single = single(parameters);
    String state = kept.get(KeptValues.STATE);
    // RFC 6749 §10.12; also before an error is believed.
    if (state == null || !state.equals(single.get("state"))) {
      throw new Stopped(new Arrival.Invalid("the callback has another state"));
    }
    // RFC 9207 §2.4: wrong is wrong, promised or not.
    String from = single.get("iss");
    if (from == null ? issuerPromised : !from.equals(issuer)) {
      throw new Stopped(new Arrival.Invalid("the callback does not come from " + issuer));
    }
    String error = single.get("error");
    if (error != null) {
      throw new Stopped(meaning(error));
    }
    if (!single.containsKey("code")) {
      throw new Stopped(new Arrival.Invalid("the callback has no code"));
    }
    return single;
  }

  private static Map<String, String> single(Map<String, List<String>> parameters) {
    Map<String, String> single = new HashMap<>();
    parameters.forEach(
        (name, values) -> {
          // RFC 6749 §3.1: no parameter more than once; an empty one counts as absent.
          if (USED.contains(name) && values.size() > 1) {
            throw new Stopped(new Arrival.Invalid("the callback has " + name + " twice"));
          }
          if (USED.contains(name) && !values.isEmpty() && !values.getFirst().isEmpty()) {
            single.put(name, values.getFirst());
          }
        });
    return single;
  }

  /** RFC 6749 §4.1.2.1, OpenID Connect Core §3.1.2.6. */
  private static Arrival meaning(String error) {
    if (REFUSALS.contains(error)) {
      return new Arrival.Refused(error);
    }
    if (OUTAGES.contains(error)) {
      return new Arrival.Unavailable("the institution answers " + error);
    }
    return new Arrival.Invalid("the institution did not accept the request");
  }
}
