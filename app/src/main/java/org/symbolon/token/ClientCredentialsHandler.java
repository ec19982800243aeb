package org.symbolon.token;

import java.util.List;
import java.util.Optional;
import org.symbolon.client.GrantType;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.Parameters;
import org.symbolon.protocol.ProtocolException;
import org.symbolon.scope.ScopeSet;

/** The client credentials grant (RFC 6749 §4.4): touches the database not at all. */
final class ClientCredentialsHandler
    implements GrantHandler<ClientCredentialsRequest, Proof.ClientItself> {
  @Override
  public GrantType type() {
    return GrantType.CLIENT_CREDENTIALS;
  }

  @Override
  public ClientCredentialsRequest parse(Caller caller, Parameters form) {
    // RFC 6749 §4.4: only confidential clients.
    if (caller.client().isPublic()) {
      throw ProtocolException.of(
          ErrorCode.UNAUTHORIZED_CLIENT, "a client without a secret can not act for itself");
    }
    return new ClientCredentialsRequest(Forms.scope(caller, form), Forms.audiences(caller, form));
  }

  @Override
  public Proof.ClientItself prove(Caller caller, ClientCredentialsRequest request) {
    List<String> audiences =
        request.audiences().isEmpty() ? Forms.defaultAudiences(caller) : request.audiences();
    return new Proof.ClientItself(request.scope().orElse(ScopeSet.EMPTY), audiences);
  }

  /** Nothing to redeem, and no refresh token (RFC 6749 §4.4.3). */
  @Override
  public Optional<String> commit(
      Caller caller, ClientCredentialsRequest request, Proof.ClientItself proof, ScopeSet granted) {
    return Optional.empty();
  }
}
