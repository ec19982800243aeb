package org.symbolon.web;

import org.symbolon.protocol.Call;
import org.symbolon.token.TokenAnswer;

/** The token endpoint, as {@code TokenEndpoint::answer}. */
@FunctionalInterface
public interface TokenRequests {
  /**
   * @throws org.symbolon.protocol.ProtocolException for every answer but success
   */
  TokenAnswer answer(Call call);
}
