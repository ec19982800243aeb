package org.symbolon.grant;

import java.util.List;
import java.util.Optional;
import org.symbolon.protocol.ClientId;
import org.symbolon.protocol.GrantId;

/**
 * Who proved, by a token of their own, to act for somebody.
 *
 * @param party as tokens name it
 * @param client where it is a client acting for itself
 * @param username the local name, where it is a person
 * @param lineage of the token that proved it: where one of these ends, so does what was delegated
 * @param tokenIds the {@code jti} of that token and of those it was made from: where one of these
 *     is denied, so is what was delegated
 */
public record Actor(
    Party party,
    Optional<ClientId> client,
    Optional<String> username,
    List<GrantId> lineage,
    List<String> tokenIds) {
  public Actor {
    lineage = List.copyOf(lineage);
    tokenIds = List.copyOf(tokenIds);
  }
}
