package org.symbolon.authorize;

import java.util.List;
import org.symbolon.protocol.Parameters;

/**
 * No parameter is given twice but {@code audience} and {@code resource} (RFC 6749 §3.1): two
 * readers could see two requests. Those that nobody knows are nobody's matter.
 */
final class CheckOnce {
  private static final List<String> KNOWN =
      List.of(
          "response_type",
          "response_mode",
          "client_id",
          "redirect_uri",
          "scope",
          "state",
          "nonce",
          "code_challenge",
          "code_challenge_method",
          "prompt",
          "max_age",
          "display",
          "ui_locales",
          "claims_locales",
          "id_token_hint",
          "login_hint",
          "acr_values",
          "claims",
          "registration",
          "dpop_jkt");

  private CheckOnce() {}

  static void check(Parameters parameters) {
    KNOWN.forEach(parameters::one);
  }
}
