package org.symbolon.authorize;

import org.symbolon.client.Client;
import org.symbolon.client.GrantType;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.Parameters;
import org.symbolon.protocol.ProtocolException;

/** Only codes are issued here: tokens in a redirect leak (RFC 9700 §2.1.2). */
final class CheckResponseType {
  private CheckResponseType() {}

  static void check(Client client, Parameters parameters) {
    if (!parameters.required("response_type").equals("code")) {
      throw ProtocolException.of(ErrorCode.UNSUPPORTED_RESPONSE_TYPE, "response_type must be code");
    }
    if (!client.grantTypes().contains(GrantType.AUTHORIZATION_CODE)) {
      throw ProtocolException.of(
          ErrorCode.UNAUTHORIZED_CLIENT, "this client may not use authorization codes");
    }
  }
}
