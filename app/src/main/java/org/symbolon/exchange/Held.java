package org.symbolon.exchange;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.symbolon.grant.Actors;
import org.symbolon.grant.Party;
import org.symbolon.protocol.ClientId;
import org.symbolon.protocol.GrantId;
import org.symbolon.scope.ScopeSet;

/**
 * What a subject brings with it; nothing that comes of it is more.
 *
 * @param holder whose rights
 * @param subject {@code sub} as the token names it
 * @param ceiling the scopes it holds; absent where it says nothing of scopes, so that the rule
 *     alone bounds them
 * @param audiences whom the token is for
 * @param issuedTo the client it was issued to, where it says so
 * @param lineage what has to live for it; empty where the root is a client or a foreign issuer
 * @param tokenIds the {@code jti} of the token and of those it was made from
 * @param expires when it ends itself
 * @param ends when the first of its lineage ends
 * @param actors who act already
 * @param mayAct who alone may
 * @param authenticatedAt when the person proved who they are
 * @param claims of the token, which conditions ask about
 */
public record Held(
    Holder holder,
    String subject,
    Optional<ScopeSet> ceiling,
    List<String> audiences,
    Optional<ClientId> issuedTo,
    List<GrantId> lineage,
    List<String> tokenIds,
    Instant expires,
    Instant ends,
    Actors actors,
    Optional<Party> mayAct,
    Optional<Instant> authenticatedAt,
    Map<String, Object> claims) {
  public Held {
    audiences = List.copyOf(audiences);
    lineage = List.copyOf(lineage);
    tokenIds = List.copyOf(tokenIds);
    claims = Map.copyOf(claims);
  }

  /** The same, of a holder known better. */
  Held of(Holder newest) {
    return new Held(
        newest,
        subject,
        ceiling,
        audiences,
        issuedTo,
        lineage,
        tokenIds,
        expires,
        ends,
        actors,
        mayAct,
        authenticatedAt,
        claims);
  }
}
