package org.symbolon.web;

import java.util.Optional;
import org.symbolon.protocol.Parameters;

/** An endpoint that answers a form in JSON: token, and those like it. */
@FunctionalInterface
public interface JsonRequests {
  /**
   * @param authorization the header's value
   * @param address where the request comes from, behind trusted proxies
   * @return a JSON document, sent with status 200
   * @throws org.symbolon.protocol.ProtocolException for every other answer
   */
  byte[] answer(Parameters form, Optional<String> authorization, String address);
}
