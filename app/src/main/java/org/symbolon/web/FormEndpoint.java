package org.symbolon.web;

import java.util.Map;
import org.symbolon.protocol.Call;

/**
 * An endpoint that programs post a form to.
 *
 * @param path below the issuer's
 */
public record FormEndpoint(String path, Answering answering, Kind kind) {
  /** What a request does. */
  public enum Kind {
    /** It is posted. */
    POSTED,
    /** It is asked by GET, and changes nothing. */
    READ,
    /** It is posted and begins something, which is answered with 201 and counted. */
    BEGINS
  }

  /** To be posted to, and nothing else. */
  public FormEndpoint(String path, Answering answering) {
    this(path, answering, Kind.POSTED);
  }

  /** To be posted to; stores something, perhaps for somebody who has not proved who they are. */
  public static FormEndpoint beginning(String path, Answering answering) {
    return new FormEndpoint(path, answering, Kind.BEGINS);
  }

  /** Changes nothing, and is asked by GET, with its parameters in the query. */
  public static FormEndpoint readable(String path, Answering answering) {
    return new FormEndpoint(path, answering, Kind.READ);
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
