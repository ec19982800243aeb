package org.symbolon.token;

import java.util.Optional;
import org.symbolon.client.GrantType;
import org.symbolon.protocol.Parameters;
import org.symbolon.protocol.ProtocolException;
import org.symbolon.scope.ScopeSet;

/**
 * What one grant type adds to the token endpoint.
 *
 * @param <R> its request, parsed
 * @param <P> what its proof says
 */
interface GrantHandler<R, P extends Proof> {
  GrantType type();

  /**
   * @throws ProtocolException {@code invalid_request}, {@code invalid_scope}
   */
  R parse(Caller caller, Parameters form);

  /**
   * What the code, device code, refresh token or client entitles to. Redeems nothing.
   *
   * @throws ProtocolException with the grant type's own errors
   */
  P prove(Caller caller, R request);

  /**
   * Redeems: one compare-and-set unit, durable when it returns.
   *
   * @param granted what the tokens will hold
   * @return the refresh token, where there is one
   * @throws ProtocolException when somebody else was first; what that ends has been ended durably
   */
  Optional<String> commit(Caller caller, R request, P proof, ScopeSet granted);

  /**
   * What to say when a source that must be asked is down; nothing has been consumed.
   *
   * @param unavailable {@code temporarily_unavailable}, the answer of most grant types
   */
  default ProtocolException whileUnavailable(ProtocolException unavailable) {
    return unavailable;
  }
}
