package org.symbolon.authorize;

import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.Parameters;
import org.symbolon.protocol.ProtocolException;

/** Request objects would hide the parameters that were checked (OpenID Connect Core §6). */
final class CheckRequestObject {
  private CheckRequestObject() {}

  static void check(Parameters parameters) {
    if (!parameters.all("request").isEmpty()) {
      throw ProtocolException.of(
          ErrorCode.REQUEST_NOT_SUPPORTED, "give the parameters themselves, not a request object");
    }
    if (!parameters.all("request_uri").isEmpty()) {
      throw ProtocolException.of(
          ErrorCode.REQUEST_URI_NOT_SUPPORTED,
          "give the parameters themselves, not the address of a request object");
    }
  }
}
