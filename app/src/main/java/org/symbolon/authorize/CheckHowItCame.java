package org.symbolon.authorize;

import org.symbolon.client.Client;
import org.symbolon.client.SecurityProfile;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.ProtocolException;

/** Whether a request had to be pushed or signed (RFC 9126 §5, §6, RFC 9101 §10.5). */
final class CheckHowItCame {
  private CheckHowItCame() {}

  static void check(RequestSettings settings, Client client, Opened request) {
    // What was pushed has been through here when it was.
    if (request.pushed().isPresent()) {
      return;
    }
    // FAPI 2.0 Security Profile §5.3.2.2
    boolean mustBePushed =
        settings.pushed()
            || client.preferences().requests().pushedOnly()
            || client.preferences().profile() == SecurityProfile.FAPI2;
    if (mustBePushed) {
      throw ProtocolException.of(
          ErrorCode.INVALID_REQUEST, "this request must be pushed first (RFC 9126)");
    }
    mustBeSigned(client, request);
  }

  /** Of one that is being pushed. */
  static void mustBeSigned(Client client, Opened request) {
    if (client.preferences().requests().signedOnly() && !request.signed()) {
      throw ProtocolException.of(
          ErrorCode.INVALID_REQUEST, "this client's requests must be signed (RFC 9101)");
    }
  }
}
