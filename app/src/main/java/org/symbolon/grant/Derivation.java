package org.symbolon.grant;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.symbolon.protocol.ClientId;

/**
 * How a grant came of an exchange: what is looked at again whenever something more comes of it.
 *
 * @param mode the policy's word for it
 * @param rule the name of the rule that decided
 * @param tokenType of the subject token, as its URI
 * @param issuer of the subject token, as rules call it
 * @param issuedTo the client the subject token was issued to, where it says so
 * @param audiences of the subject token
 * @param tokenIds the {@code jti} of the subject token and of those it was made from: where one of
 *     these is denied, so is what came of it
 * @param claims of the subject token, which conditions ask about
 * @param actors all who act for the person, those of the subject token included
 * @param actor the one who proved it at the exchange, where one did
 * @param mayAct who alone may act further
 */
public record Derivation(
    String mode,
    String rule,
    String tokenType,
    String issuer,
    Optional<ClientId> issuedTo,
    List<String> audiences,
    List<String> tokenIds,
    Map<String, Object> claims,
    Actors actors,
    Optional<Actor> actor,
    Optional<Party> mayAct) {
  public Derivation {
    audiences = List.copyOf(audiences);
    tokenIds = List.copyOf(tokenIds);
    claims = Map.copyOf(claims);
  }
}
