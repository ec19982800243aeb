package org.symbolon.web;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.symbolon.protocol.Parameters;
import org.symbolon.protocol.SecretHash;

/**
 * What operators may ask who show a token of their own.
 *
 * @param tokens any of these, as hashes
 * @param from only from these networks
 * @param questions by path: from the parameters to JSON values; a {@code ProtocolException} for
 *     every answer but success
 */
public record OperatorDesk(
    List<SecretHash> tokens,
    List<Network> from,
    Map<String, Function<Parameters, Map<String, Object>>> questions) {
  public OperatorDesk {
    tokens = List.copyOf(tokens);
    from = List.copyOf(from);
    questions = Map.copyOf(questions);
  }
}
