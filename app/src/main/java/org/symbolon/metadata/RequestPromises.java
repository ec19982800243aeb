package org.symbolon.metadata;

import java.util.List;

/**
 * What is told of authorization requests.
 *
 * @param pushed whether each must be pushed
 * @param algorithms of request objects
 * @param acrValues what the institutions can prove, the weakest first
 */
public record RequestPromises(boolean pushed, List<String> algorithms, List<String> acrValues) {
  /** Nothing in particular. */
  public static final RequestPromises USUAL = new RequestPromises(false, List.of(), List.of());

  public RequestPromises {
    algorithms = List.copyOf(algorithms);
    acrValues = List.copyOf(acrValues);
  }
}
