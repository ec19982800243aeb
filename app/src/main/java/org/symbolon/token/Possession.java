package org.symbolon.token;

import java.time.Instant;
import java.util.Optional;
import org.symbolon.client.Client;
import org.symbolon.protocol.Call;
import org.symbolon.protocol.Confirmation;
import org.symbolon.protocol.ErrorCode;
import org.symbolon.protocol.ProtocolException;
import org.symbolon.verify.Certificates;
import org.symbolon.verify.DpopProofs;

/** What a request proves its client to have: what is issued is bound to that. */
final class Possession {
  private final DpopProofs proofs;

  Possession(DpopProofs proofs) {
    this.proofs = proofs;
  }

  /**
   * @throws ProtocolException {@code invalid_dpop_proof}, {@code use_dpop_nonce}, or {@code
   *     invalid_request} where the client has to prove more than it does
   */
  Confirmation proved(Client client, Call call, Instant now) {
    Optional<String> key = proofs.prove(call, client.preferences().profile(), now);
    // RFC 9449 §5.2
    if (key.isEmpty() && client.preferences().dpopBound()) {
      throw ProtocolException.of(
          ErrorCode.INVALID_DPOP_PROOF,
          "this client's tokens are bound to a key: send a proof in the header DPoP");
    }
    return new Confirmation(key, certificate(client, call));
  }

  /** Only for whom it is said: a certificate shown for the handshake alone binds nothing. */
  private static Optional<String> certificate(Client client, Call call) {
    if (!client.preferences().certificateBound()) {
      return Optional.empty();
    }
    // RFC 8705 §3.4
    if (call.certificates().isEmpty()) {
      throw ProtocolException.of(
          ErrorCode.INVALID_REQUEST,
          "this client's tokens are bound to its certificate: send the request over mutual TLS");
    }
    return Optional.of(Certificates.hash(call.certificates().getFirst()));
  }
}
