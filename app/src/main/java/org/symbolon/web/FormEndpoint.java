package org.symbolon.web;

import java.util.Map;
import org.symbolon.protocol.Call;

/**
 * An endpoint that programs post a form to.
 *
 * @param path below the issuer's
 * @param readable whether it is asked by GET instead
 */
public record FormEndpoint(String path, Answering answering, boolean readable) {
  /** To be posted to, and nothing else. */
  public FormEndpoint(String path, Answering answering) {
    this(path, answering, false);
  }

  /** Changes nothing, and is asked by GET, with its parameters in the query. */
  public static FormEndpoint readable(String path, Answering answering) {
    return new FormEndpoint(path, answering, true);
  }

  /** What answers. */
  @FunctionalInterface
  public interface Answering {
    /**
     * @return members of a JSON object; empty for an answer without a body
     * @throws org.symbolon.protocol.ProtocolException for every answer but success
     */
    Map<String, Object> answer(Call call);
  }
}
