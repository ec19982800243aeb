package org.symbolon.authorize;

import java.util.Optional;
import org.symbolon.client.Client;
import org.symbolon.client.GrantType;
import org.symbolon.client.Preferences;
import org.symbolon.client.ResponseType;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.Parameters;
import org.symbolon.protocol.ProtocolException;
import org.symbolon.scope.ScopeSet;

/**
 * A code, unless the operator allowed this client an old flow: tokens in a redirect leak (RFC 9700
 * §2.1.2).
 */
final class CheckResponseType {
  private CheckResponseType() {}

  static ResponseType check(Client client, Parameters parameters) {
    ResponseType type =
        ResponseType.of(parameters.required("response_type"))
            .filter(
                known ->
                    known == ResponseType.CODE || client.openId().responseTypes().contains(known))
            .orElseThrow(
                () ->
                    ProtocolException.of(
                        ErrorCode.UNSUPPORTED_RESPONSE_TYPE,
                        "response_type must be "
                            + String.join(
                                " or ",
                                client.openId().responseTypes().stream()
                                    .map(ResponseType::text)
                                    .sorted()
                                    .toList())));
    if (type.hasCode() && !client.grantTypes().contains(GrantType.AUTHORIZATION_CODE)) {
      throw ProtocolException.of(
          ErrorCode.UNAUTHORIZED_CLIENT, "this client may not use authorization codes");
    }
    // RFC 9449 §5, RFC 8705 §3: in an address nobody proves a key.
    Preferences bound = client.preferences();
    if (type.hasToken() && (bound.dpopBound() || bound.certificateBound())) {
      throw ProtocolException.of(
          ErrorCode.UNAUTHORIZED_CLIENT,
          "this client's access tokens are bound to a key: it gets them at the token endpoint");
    }
    return type;
  }

  /** What else a request must have for an ID token that comes through the browser. */
  static void checkIdToken(ResponseType type, ScopeSet scopes, Optional<String> nonce) {
    if (!type.hasIdToken()) {
      return;
    }
    // OpenID Connect Core §3.2.2.1, §3.3.2.11: or one that was caught could be used again.
    if (nonce.isEmpty()) {
      throw ProtocolException.of(
          ErrorCode.INVALID_REQUEST, "nonce is needed with response_type " + type.text());
    }
    if (!scopes.has("openid")) {
      throw ProtocolException.of(
          ErrorCode.INVALID_SCOPE, "response_type " + type.text() + " needs the scope openid");
    }
  }

  /** One that can not be read counts as a code, for answers that tell what is wrong with it. */
  static ResponseType usable(Parameters parameters) {
    return parameters.all("response_type").size() == 1
        ? ResponseType.of(parameters.all("response_type").getFirst()).orElse(ResponseType.CODE)
        : ResponseType.CODE;
  }
}
