package org.symbolon.web;

import org.symbolon.token.TokenAnswer;
import org.symbolon.token.TokenCall;

/** The token endpoint, as {@code TokenEndpoint::answer}. */
@FunctionalInterface
public interface TokenRequests {
  /**
   * @throws org.symbolon.protocol.ProtocolException for every answer but success
   */
  TokenAnswer answer(TokenCall call);
}
