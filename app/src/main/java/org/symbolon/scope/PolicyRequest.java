package org.symbolon.scope;

import java.util.List;
import java.util.Optional;
import org.symbolon.issuer.Profile;
import org.symbolon.protocol.ClientId;
import org.symbolon.resolver.Account;

/**
 * What is to be decided.
 *
 * @param account absent where a client acts for itself
 * @param ceiling what the grant allows at most; a wider scope is narrowed to it. Absent at a first
 *     issue
 * @param clientMayAsk patterns; a scope none of them matches is refused. Absent where the client is
 *     not limited; the empty list allows nothing
 * @param exchangeGives the same of the rule by which a token is exchanged
 */
public record PolicyRequest(
    Optional<Account> account,
    ClientId client,
    ScopeSet requested,
    Optional<ScopeSet> ceiling,
    Optional<List<ScopePattern>> clientMayAsk,
    Optional<List<ScopePattern>> exchangeGives,
    Profile profile,
    Circumstances circumstances) {
  public PolicyRequest {
    clientMayAsk = clientMayAsk.map(List::copyOf);
    exchangeGives = exchangeGives.map(List::copyOf);
  }

  /** Nothing is exchanged. */
  public PolicyRequest(
      Optional<Account> account,
      ClientId client,
      ScopeSet requested,
      Optional<ScopeSet> ceiling,
      Optional<List<ScopePattern>> clientMayAsk,
      Profile profile,
      Circumstances circumstances) {
    this(
        account,
        client,
        requested,
        ceiling,
        clientMayAsk,
        Optional.empty(),
        profile,
        circumstances);
  }

  /** A first request of a client that is not limited. */
  public PolicyRequest(
      Optional<Account> account,
      ClientId client,
      ScopeSet requested,
      Profile profile,
      Circumstances circumstances) {
    this(account, client, requested, Optional.empty(), Optional.empty(), profile, circumstances);
  }
}
