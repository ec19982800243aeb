package org.symbolon.web;

import java.util.Map;
import java.util.Optional;
import org.symbolon.protocol.Parameters;

/**
 * An endpoint that programs post a form to.
 *
 * @param path below the issuer's
 */
public record FormEndpoint(String path, Answering answering) {
  /** What answers. */
  @FunctionalInterface
  public interface Answering {
    /**
     * @param authorization the header's value
     * @return members of a JSON object; empty for an answer without a body
     * @throws org.symbolon.protocol.ProtocolException for every answer but success
     */
    Map<String, Object> answer(Optional<String> authorization, Parameters form);
  }
}
