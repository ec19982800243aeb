package org.symbolon.authorize;

import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.Parameters;
import org.symbolon.protocol.ProtocolException;

/** {@code response_mode}: the query, which is a code's default. */
final class CheckResponseMode {
  private CheckResponseMode() {}

  static void check(Parameters parameters) {
    if (!parameters.one("response_mode").orElse("query").equals("query")) {
      throw ProtocolException.of(ErrorCode.INVALID_REQUEST, "response_mode must be query");
    }
  }
}
