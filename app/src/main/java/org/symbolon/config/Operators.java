package org.symbolon.config;

import java.util.List;
import org.symbolon.protocol.SecretHash;
import org.symbolon.web.Network;

/**
 * Who may ask the operators' endpoints.
 *
 * @param tokens any of these, as hashes; at least one
 * @param allowed only from these networks
 */
public record Operators(List<SecretHash> tokens, List<Network> allowed) {
  public Operators {
    tokens = List.copyOf(tokens);
    allowed = List.copyOf(allowed);
  }
}
