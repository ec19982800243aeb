package org.symbolon.web;

import java.net.URI;
import org.symbolon.protocol.ClientId;
import org.symbolon.protocol.SecretHash;

/** {@code session_state} (OpenID Connect Session Management 1.0 §3). */
final class SessionState {
  private SessionState() {}

  /**
   * @param redirectUri whose origin is the client's
   * @param state of the browser, as its cookie says
   */
  static String of(ClientId client, String redirectUri, String state, String salt) {
    URI uri = URI.create(redirectUri);
    String origin = FormAction.origin(redirectUri);
    if (uri.getPort() == ("https".equals(uri.getScheme()) ? 443 : 80)) {
      // A browser's own word for an origin leaves the usual port out.
      origin = uri.getScheme() + "://" + uri.getHost();
    }
    return SecretHash.of(client.value() + " " + origin + " " + state + " " + salt).hex()
        + "."
        + salt;
  }
}
