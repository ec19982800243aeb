package org.symbolon.authorize;

import org.symbolon.client.Client;
import org.symbolon.client.Clients;
import org.symbolon.issuer.Issuer;
import org.symbolon.protocol.ClientId;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.Parameters;
import org.symbolon.protocol.ProtocolException;

/** RFC 6749 §4.1.2.1: with no valid client there is nowhere to redirect to. */
final class CheckClient {
  private CheckClient() {}

  static Client check(Issuer issuer, Clients clients, Parameters parameters) {
    ClientId id = new ClientId(parameters.required("client_id"));
    return clients
        .find(issuer.id(), id)
        .orElseThrow(
            () ->
                ProtocolException.of(
                    ErrorCode.INVALID_REQUEST, "this client_id is not known at this issuer"));
  }
}
