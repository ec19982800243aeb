package org.symbolon.authorize;

import java.util.Optional;
import org.symbolon.client.ResponseType;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.Parameters;
import org.symbolon.protocol.ProtocolException;
import org.symbolon.protocol.ResponseMode;

/** {@code response_mode} (OAuth 2.0 Multiple Response Types §2.1, Form Post Response Mode). */
final class CheckResponseMode {
  private CheckResponseMode() {}

  static ResponseMode check(ResponseType type, String redirectUri, Parameters parameters) {
    Optional<String> asked = parameters.one("response_mode");
    if (asked.isEmpty()) {
      return byDefault(type);
    }
    ResponseMode mode =
        ResponseMode.of(asked.get())
            .orElseThrow(() -> invalid("response_mode must be query, fragment or form_post"));
    // OAuth 2.0 Multiple Response Types §5: a query ends up in logs and in Referer headers.
    if (mode == ResponseMode.QUERY && type.isFrontChannel()) {
      throw invalid("response_mode can not be query with response_type " + type.text());
    }
    // Only a web server takes a form.
    if (mode == ResponseMode.FORM_POST && !redirectUri.matches("https?://.*")) {
      throw invalid("response_mode can not be form_post with a redirect_uri of an own scheme");
    }
    return mode;
  }

  private static ResponseMode byDefault(ResponseType type) {
    return type.isFrontChannel() ? ResponseMode.FRAGMENT : ResponseMode.QUERY;
  }

  private static ProtocolException invalid(String description) {
    return ProtocolException.of(ErrorCode.INVALID_REQUEST, description);
  }

  /** One that can not be used counts as none, for answers that tell what is wrong with it. */
  static ResponseMode usable(String redirectUri, Parameters parameters) {
    ResponseType type = CheckResponseType.usable(parameters);
    try {
      return check(type, redirectUri, parameters);
    } catch (ProtocolException told) {
      return byDefault(type);
    }
  }
}
